"""Who may decide about a consultation, and the conditions of each decision (permissions.md, section 1)."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.models import Announcement, Consultation
from consultations.questions import KINDS, Structure, frozen_structure, questionnaire_faults
from portal.accounts.models import DepartmentRole
from portal.accounts.permissions import has_role

Role = DepartmentRole.Role
PROMISE = ("level", "negotiable", "not_negotiable", "decided_by", "answer_due_on", "promised_by", "audience")
NOTICE = ("notice", "purpose", "legal_basis", "retention_until")
CONTACT = ("contact_phone", "contact_hours")


def can_announce(user: Any, announcement: Announcement) -> bool:
    """Editors announce."""
    return has_role(user, Role.EDITOR)


def can_extend(user: Any, announcement: Announcement) -> bool:
    """Editors give more time."""
    return has_role(user, Role.EDITOR)


def can_withdraw(user: Any, announcement: Announcement) -> bool:
    """Administrators withdraw."""
    return has_role(user, Role.ADMINISTRATOR)


def can_prepare(user: Any, consultation: Consultation | None = None) -> bool:
    """Editors, analysts and administrators see the questionnaire before it opens, and the state of its decisions."""
    return has_role(user, Role.EDITOR, Role.ANALYST, Role.ADMINISTRATOR)


def can_freeze_results(user: Any, consultation: Consultation) -> bool:
    """Analysts freeze results."""
    return has_role(user, Role.ANALYST)


def can_publish_results(user: Any, obj: Any) -> bool:
    """Administrators publish frozen results."""
    return has_role(user, Role.ADMINISTRATOR)


def closes_later(announcement: Announcement, *, closes_at: datetime, reason: str = "", **data: Any) -> bool:
    """The new closing comes after the old one and after now, and people are told why."""
    return closes_at > announcement.closes_at and closes_at > timezone.now() and bool(reason.strip())


def reason_is_given(announcement: Announcement, *, reason: str = "", **data: Any) -> bool:
    """People are told why."""
    return bool(reason.strip())


def is_complete(announcement: Announcement, **data: Any) -> bool:
    """Nothing is missing of what people are told before they answer."""
    return not announcement_faults(announcement.consultation)


def announcement_faults(consultation: Consultation) -> list[str]:
    """What must be done before `consultation`, the French page, may be announced: one sentence each."""
    faults = []
    if not consultation.live:
        faults.append(str(_("Publiez d’abord la page.")))
    for names, sentence in (
        (PROMISE, _("La promesse n’est pas complète : remplissez « %s ».")),
        (NOTICE, _("L’information sur les données n’est pas complète : remplissez « %s ».")),
        (CONTACT, _("Dites à qui parler : remplissez « %s ».")),
    ):
        for name in names:
            if not str(getattr(consultation, name) or "").strip():
                faults.append(str(sentence) % consultation._meta.get_field(name).verbose_name)
    if consultation.closes_at <= timezone.now():
        faults.append(str(_("La date de clôture est passée : choisissez-en une autre.")))
    translations = Consultation.objects.live().filter(translation_key=consultation.translation_key)
    translations = translations.exclude(pk=consultation.pk).select_related("locale")
    structure = Structure.from_json(frozen_structure(consultation, translations))
    if not any(KINDS[question.kind].asks for question in structure):
        faults.append(str(_("Le questionnaire ne pose aucune question.")))
    faults += questionnaire_faults(consultation.questionnaire)
    for page in translations:
        missing = untranslated(structure, page.locale.language_code)
        if missing:
            sentence = _("La traduction « %(language)s » n’est pas complète : %(codes)s.")
            faults.append(str(sentence) % {"language": page.locale.get_display_name(), "codes": ", ".join(missing)})
    return faults


def untranslated(structure: Structure, language: str) -> list[str]:
    """Codes of parts and questions that lack a word in `language`."""
    missing = []
    for section in structure.sections:
        if language not in section.titles:
            missing.append(section.code)
        for question in section.questions:
            words = [question.texts, *(item.labels for item in (*question.options, *question.rows, *question.columns))]
            words += [optional for optional in (question.helps, question.easy_texts) if optional]
            if any(language not in wording for wording in words):
                missing.append(question.code)
    return missing
