"""Who holds what about a person: each application registers how it gives it back and how it erases it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from portal.accounts.models import AccessLog, DepartmentRole, User


@dataclass(frozen=True)
class Holder:
    """One kind of data: its title in the file, what to export (ready for JSON), what to erase with the account."""

    title: str
    export: Callable[[User], Any]
    erase: Callable[[User], None] | None = None


HOLDERS: list[Holder] = []


def register(holder: Holder) -> None:
    """Add a holder; called once by the `ready` of an application."""
    HOLDERS.append(holder)


def export_account(user: User) -> dict[str, Any]:
    """The account, its roles, what it read: all goes with it, but the access log keeps its lines without a name."""
    return {
        "nom d’utilisateur": user.username,
        "prénom": user.first_name,
        "nom": user.last_name,
        "adresse électronique": user.email,
        "compte ouvert le": user.date_joined.date().isoformat(),
        "dernière connexion": user.last_login.date().isoformat() if user.last_login else None,
        "rôles": [
            {
                "rôle": role.get_role_display(),
                "service": role.service,
                "à partir du": role.starts_on.isoformat(),
                "jusqu’au": role.ends_on.isoformat() if role.ends_on else None,
            }
            for role in DepartmentRole.objects.filter(user=user).order_by("starts_on")
        ],
        "dossiers consultés": [
            {"dossier": line.target, "raison": line.reason, "le": line.read_at.isoformat()}
            for line in AccessLog.objects.filter(user=user).order_by("read_at")
        ],
    }
