"""Which roles a person holds today. No other module reads roles, and none reads groups."""

from django.contrib.auth.models import AnonymousUser

from portal.accounts.models import DepartmentRole, User
from portal.accounts.querysets import DatedRoleQuerySet


def roles_of(user: User | AnonymousUser) -> DatedRoleQuerySet:
    """The roles in the département's team that are in force today; none for a visitor or a closed account."""
    if not user.is_authenticated or not user.is_active:
        return DepartmentRole.objects.none()
    return DepartmentRole.objects.valid_on().filter(user=user)


def has_role(user: User | AnonymousUser, *roles: str) -> bool:
    """Whether the person holds one of these roles today."""
    return roles_of(user).filter(role__in=roles).exists()


def can_enter_admin(user: User | AnonymousUser) -> bool:
    """Holders of a role in force, and the superuser who installs the portal and gives the first role."""
    return user.is_authenticated and user.is_active and (user.is_superuser or roles_of(user).exists())
