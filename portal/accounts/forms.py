"""Forms of accounts: to sign in, and, in Wagtail's administration, with an optional e-mail."""

from allauth.account.forms import LoginForm
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm


class SignInForm(LoginForm):
    """allauth's form, with a label and a sentence of its own for each field, and no words inside the boxes."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label, password.label = _("Votre identifiant ou votre adresse électronique"), _("Votre mot de passe")
        login.error_messages["required"] = _("Écrivez votre identifiant ou votre adresse électronique.")
        password.error_messages["required"] = _("Écrivez votre mot de passe.")
        password.help_text = ""  # the page has its own link to a forgotten password
        login.widget.attrs["autocomplete"] = "username"
        for field in (login, password):
            field.widget.attrs.pop("placeholder", None)


class PortalUserCreationForm(UserCreationForm):
    """A new account needs a user name and a password, nothing else."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _fit(self)


class PortalUserEditForm(UserEditForm):
    """An account may lose its e-mail."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _fit(self)


def _fit(form: UserCreationForm | UserEditForm) -> None:
    for name in ("email", "first_name", "last_name"):
        form.fields[name].required = False
    # Rights come from dated roles alone: no group filled by hand, and nobody makes a superuser here.
    for name in ("groups", "is_superuser"):
        form.fields.pop(name, None)
