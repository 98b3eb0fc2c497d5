"""Forms of Wagtail's user administration, with an optional e-mail."""

from wagtail.users.forms import UserCreationForm, UserEditForm


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
