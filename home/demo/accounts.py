"""Accounts of the demonstration; never created elsewhere."""

from django.contrib.auth.hashers import make_password

from portal.accounts.models import DepartmentRole, User

PASSWORD = "demonstration-2026"  # noqa: S105 - public on purpose, and refused outside the demonstration
DOMAIN = "demo.example"
Role = DepartmentRole.Role
ACCOUNTS = {
    "admin": ("Camille", "Exemple", Role.ADMINISTRATOR),
    "redaction": ("Dominique", "Exemple", Role.EDITOR),
    "animatrice": ("Claude", "Exemple", Role.FACILITATOR),
    "secretaire.cdas": ("Alix", "Exemple", None),
    "membre.cdas": ("Maxime", "Exemple", None),
    "secretaire.thau": ("Sacha", "Exemple", None),
    "membre.thau": ("Lou", "Exemple", None),
    "orienteur": ("Charlie", "Exemple", None),
    "association": ("Noa", "Exemple", None),
    "commune": ("Andrea", "Exemple", None),
    "personne": ("Eden", "Exemple", None),
}


def load() -> int:
    """Create the accounts that are missing, with their roles; returns how many there are."""
    # Hashed once: eleven slow hashes would be felt at the first start.
    password = make_password(PASSWORD)
    for name, (first_name, last_name, role) in ACCOUNTS.items():
        user, _created = User.objects.get_or_create(
            username=name,
            defaults={
                "email": f"{name}@{DOMAIN}",
                "first_name": first_name,
                "last_name": last_name,
                "password": password,
            },
        )
        if role and not DepartmentRole.objects.filter(user=user, role=role).exists():
            DepartmentRole.objects.create(user=user, role=role, service="Service fictif")
    return len(ACCOUNTS)
