"""User, dated roles, and the log of who read a person's record."""

from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.querysets import AccessLogQuerySet, AppendOnlyError, DatedRoleQuerySet


class User(AbstractUser):
    """A person who signs in, by user name or by e-mail; the e-mail is optional (design.md, rule 6)."""

    email = models.EmailField(_("adresse électronique"), null=True, blank=True, default=None)

    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("compte")
        verbose_name_plural = _("comptes")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_ci_unique",
                violation_error_message=_("Un compte existe déjà avec cette adresse électronique."),
            )
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep e-mail addresses in lower case, and none as NULL: several accounts may have none."""
        self.email = (self.email or "").lower() or None
        super().save(*args, **kwargs)


class DatedRole(models.Model):
    """A right held from a day to a day: computed at each request, never from a group filled by hand."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("compte"))
    starts_on = models.DateField(_("à partir du"), default=timezone.localdate)
    ends_on = models.DateField(_("jusqu’au"), null=True, blank=True)

    objects = DatedRoleQuerySet.as_manager()

    class Meta:
        abstract = True


class DepartmentRole(DatedRole):
    """A role in the département's team (permissions.md: « How a role is held »)."""

    class Role(models.TextChoices):
        EDITOR = "editor", _("rédaction")
        FACILITATOR = "facilitator", _("animation")
        ANALYST = "analyst", _("chargé d’étude")
        ADMINISTRATOR = "administrator", _("administration")
        DPR_COORDINATOR = "dpr_coordinator", _("coordination de « Donner pour recevoir »")
        DPO = "dpo", _("protection des données")

    role = models.CharField(_("rôle"), max_length=20, choices=Role.choices)
    service = models.CharField(_("service"), max_length=120, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("donné par")
    )

    class Meta:
        verbose_name = _("rôle au Département")
        verbose_name_plural = _("rôles au Département")
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "starts_on"], name="department_role_unique"),
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="department_role_ends_after_start",
                violation_error_message=_("Le rôle doit finir après avoir commencé."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} : {self.get_role_display()}"


class AccessLog(models.Model):
    """Who read a person's record, which, why and when; purged after twelve months."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    target = models.CharField(max_length=200)
    reason = models.CharField(max_length=200)
    read_at = models.DateTimeField(default=timezone.now)

    objects = AccessLogQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultation d’un dossier")
        indexes = [models.Index(fields=["read_at"], name="access_log_read_at")]

    def __str__(self) -> str:
        return f"{self.target} ({self.read_at:%Y-%m-%d})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row. Raises AppendOnlyError when it is already written."""
        if self.pk is not None:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse. Raises AppendOnlyError."""
        raise AppendOnlyError
