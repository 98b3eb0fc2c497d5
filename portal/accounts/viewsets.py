"""Wagtail's user administration, fitted to accounts without e-mail."""

from django.forms import ModelForm
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from portal.accounts.forms import PortalUserCreationForm, PortalUserEditForm


class UserViewSet(WagtailUserViewSet):
    """Lists and edits accounts; names and e-mail are optional."""

    def get_form_class(self, for_update: bool = False) -> type[ModelForm]:
        """The form to create, or to edit, an account."""
        return PortalUserEditForm if for_update else PortalUserCreationForm
