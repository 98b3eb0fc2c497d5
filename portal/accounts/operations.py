"""What happens to accounts: copy roles to Wagtail's groups, log a reading, give back and erase a person's data."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils import timezone
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from portal.accounts.models import AccessLog, DepartmentRole, User
from portal.accounts.permissions import roles_of
from portal.accounts.personal_data import HOLDERS

Role = DepartmentRole.Role
ACCESS_LOG_KEPT = timedelta(days=365)
PAGE_RIGHTS = {
    Role.EDITOR: ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"],
    Role.FACILITATOR: ["add_page", "change_page"],
    Role.ADMINISTRATOR: ["add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"],
}
FILE_RIGHTS = ["add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document"]
MODEL_RIGHTS = {
    Role.EDITOR: {"wagtail_localize.submit_translation", "wagtailredirects.add_redirect"},
    Role.ADMINISTRATOR: {
        *(
            f"{app}.{verb}_{model}"
            for app, model in (
                ("accounts", "user"),
                ("accounts", "departmentrole"),
                ("network", "commune"),
                ("network", "territory"),
                ("wagtailredirects", "redirect"),
                ("wagtailcore", "collection"),
            )
            for verb in ("add", "change", "delete", "view")
        ),
        "wagtail_localize.submit_translation",
    },
}


def prepare_role_groups() -> None:
    """Give each role's group its rights in Wagtail's administration; run after every migration.

    The rights of a group are rewritten too: one added by hand does not stay.
    """
    root, collection = Page.get_first_root_node(), Collection.get_first_root_node()
    for role in Role:
        group, _created = Group.objects.get_or_create(name=group_name(role))
        group.permissions.set(_permissions({"wagtailadmin.access_admin", *MODEL_RIGHTS.get(role, ())}))
        GroupPagePermission.objects.filter(group=group).delete()
        GroupCollectionPermission.objects.filter(group=group).delete()
        rights = PAGE_RIGHTS.get(role, [])
        for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=rights):
            GroupPagePermission.objects.create(group=group, page=root, permission=permission)
        for permission in Permission.objects.filter(codename__in=FILE_RIGHTS if rights else []):
            GroupCollectionPermission.objects.create(group=group, collection=collection, permission=permission)


def copy_roles_to_groups(user: User) -> None:
    """Rewrite the groups of a user from the roles in force today (permissions.md, « How a role is held »).

    Wagtail's page permissions read groups only; a group filled by hand, or the copy of a role that ended, goes.
    """
    wanted = {group_name(role) for role in roles_of(user).values_list("role", flat=True)}
    if set(user.groups.values_list("name", flat=True)) != wanted:
        user.groups.set([Group.objects.get_or_create(name=name)[0] for name in wanted])


def group_name(role: str) -> str:
    """The name of the group that copies a role."""
    return f"rôle : {Role(role).label}"


def log_reading(user: User, target: str, reason: str) -> None:
    """Write that `user` read the record of a person, and why; to be called in the transaction of the reading."""
    AccessLog.objects.create(user=user, target=target, reason=reason)


def purge_access_log() -> int:
    """Delete what is older than twelve months; returns how many rows."""
    return AccessLog.objects.purge_before(timezone.now() - ACCESS_LOG_KEPT)


def export_personal_data(user: User) -> dict[str, Any]:
    """Everything that every application holds about a person, ready for JSON."""
    return {holder.title: holder.export(user) for holder in HOLDERS}


def erase_account(user: User) -> None:
    """Erase what every application holds about a person, then the account; all or nothing."""
    with transaction.atomic():
        for holder in HOLDERS:
            if holder.erase:
                holder.erase(user)
        user.delete()


def _permissions(names: set[str]) -> list[Permission]:
    return [
        permission
        for permission in Permission.objects.select_related("content_type")
        if f"{permission.content_type.app_label}.{permission.codename}" in names
    ]
