"""Wagtail's user administration, fitted to accounts without e-mail, and the roles that administrators give."""

from django.db.models import Model
from django.forms import ModelForm
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import CreateView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from portal.accounts.forms import PortalUserCreationForm, PortalUserEditForm
from portal.accounts.models import DepartmentRole


class UserViewSet(WagtailUserViewSet):
    """Lists and edits accounts; names and e-mail are optional, rights are elsewhere."""

    create_template_name = "wagtailadmin/generic/create.html"
    edit_template_name = "wagtailadmin/generic/edit.html"

    def get_form_class(self, for_update: bool = False) -> type[ModelForm]:
        """The form to create, or to edit, an account."""
        return PortalUserEditForm if for_update else PortalUserCreationForm


class GiveRole(CreateView):
    """Give a role: who gives it is written with it."""

    def save_instance(self) -> Model:
        """Save the role with the name of its giver."""
        self.form.instance.granted_by = self.request.user
        return super().save_instance()


class DepartmentRoleViewSet(ModelViewSet):
    """Roles in the département's team; a role ends by a date and stays readable."""

    model = DepartmentRole
    icon = "key"
    add_to_settings_menu = True
    menu_label = _("Rôles au Département")
    add_view_class = GiveRole
    form_fields = ["user", "role", "service", "starts_on", "ends_on"]
    list_display = ["user", "role", "service", "starts_on", "ends_on", "granted_by"]
    list_filter = ["role"]
