"""What accounts add to the administration."""

from wagtail import hooks

from portal.accounts.viewsets import DepartmentRoleViewSet


@hooks.register("register_admin_viewset")
def register_roles() -> DepartmentRoleViewSet:
    """The roles of the département's team."""
    return DepartmentRoleViewSet("department_roles", url_prefix="roles")
