"""Accounts of the demonstration; never created elsewhere."""

from django.contrib.auth.hashers import make_password

from portal.accounts.models import DepartmentRole, User

PASSWORD = "demonstration-2026"  # noqa: S105 - public on purpose, and refused outside the demonstration
DOMAIN = "demo.example"
Role = DepartmentRole.Role
ACCOUNTS = {
    "admin": ("Camille", "Exemple", [Role.ADMINISTRATOR]),
    "redaction": ("Dominique", "Exemple", [Role.EDITOR]),
    "animatrice": ("Camille", "Exemple", [Role.FACILITATOR, Role.ANALYST]),
    "secretaire.cdas": ("Alix", "Exemple", []),
    "membre.cdas": ("Maxime", "Exemple", []),
    "secretaire.thau": ("Sacha", "Exemple", []),
    "membre.thau": ("Lou", "Exemple", []),
    "orienteur": ("Charlie", "Exemple", []),
    "association": ("Noa", "Exemple", []),
    "commune": ("Andrea", "Exemple", []),
    "personne": ("Eden", "Exemple", []),
}


def load() -> int:
    """Create the accounts that are missing, with their roles; returns how many there are."""
    # Hashed once: eleven slow hashes would be felt at the first start.
    password = make_password(PASSWORD)
    for name, (first_name, last_name, roles) in ACCOUNTS.items():
        user, _created = User.objects.get_or_create(
            username=name,
            defaults={
                "email": f"{name}@{DOMAIN}",
                "first_name": first_name,
                "last_name": last_name,
                "password": password,
            },
        )
        for role in roles:
            DepartmentRole.objects.get_or_create(user=user, role=role, defaults={"service": "Service fictif"})
    return len(ACCOUNTS)
