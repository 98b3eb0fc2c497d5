"""Mails of committees. They say when and where; the agenda, the papers and the names stay behind the sign-in."""

from django.conf import settings
from django.core import signing
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from network.calendar import NEUTRAL_TITLE, Attendee, invitation
from network.enums import Method
from network.models import Committee, ConvocationRecipient, Mandate, Meeting
from portal.common.mail import queue
from portal.common.models import OutgoingMail

ANSWER_SALT = "network.convocation.answer"


def answer_token(recipient: ConvocationRecipient) -> str:
    """What stands in the link of a mail: it opens a page where one answers for oneself; opening it changes nothing."""
    return signing.dumps(recipient.pk.hex, salt=ANSWER_SALT)


def answer_link(recipient: ConvocationRecipient) -> str:
    """The whole address to answer a convocation."""
    return f"{settings.SITE_URL}/reseau/reponse/{answer_token(recipient)}/"


def reference(meeting: Meeting) -> str:
    """What the outbox knows the mails of a meeting by."""
    return f"meeting:{meeting.pk.hex}"


def tell_convocation(recipient: ConvocationRecipient) -> OutgoingMail:
    """Write the mail of a convocation, a change or a cancellation, with its calendar file."""
    convocation, mandate = recipient.convocation, recipient.mandate
    meeting, committee = convocation.meeting, convocation.meeting.committee
    with translation.override("fr"):
        name = NEUTRAL_TITLE if mandate.neutral_subject else str(committee)
        subjects = {
            Method.REQUEST: _("Convocation : %(name)s, %(day)s"),
            Method.UPDATE: _("Changement : %(name)s, %(day)s"),
            Method.CANCEL: _("Annulation : %(name)s, %(day)s"),
        }
        day = date_format(timezone.localtime(meeting.starts_at), "j F Y")
        subject = subjects[Method(convocation.method)] % {"name": name, "day": day}
        return queue(
            recipient.address_used,
            subject[:200],
            _text(recipient, meeting, name),
            reference=f"{reference(meeting)}:{recipient.pk.hex}",
            calendar=invitation(
                meeting,
                convocation.method,
                convocation.ical_sequence,
                convocation.sent_at,
                Attendee(recipient.address_used, "", mandate.neutral_subject),
            ),
        )


def _text(recipient: ConvocationRecipient, meeting: Meeting, name: str) -> str:
    convocation = recipient.convocation
    moment = date_format(timezone.localtime(meeting.starts_at), _(r"l j F Y à G \h i"))
    lines = [_("Bonjour,"), ""]
    if convocation.method == Method.CANCEL:
        lines += [_("La réunion ci-dessous n’a plus lieu pour vous.")]
    elif convocation.method == Method.UPDATE:
        lines += [_("La date ou le lieu de cette réunion change. Voici ce qui est prévu maintenant.")]
    else:
        lines += [_("Vous êtes invité à une réunion.")]
    lines += ["", name, moment, meeting.place or _("À distance : le lien est sur le portail.")]
    if convocation.method != Method.CANCEL:
        lines += [
            "",
            _("Dites si vous venez, et ce dont vous avez besoin pour venir :"),
            answer_link(recipient),
            "",
            _("L’ordre du jour et les documents sont sur le portail :"),
            f"{settings.SITE_URL}/reseau/reunions/{meeting.pk}/",
        ]
    phone = meeting.committee.secretariat_phone or settings.HUMAN_PHONE
    lines += ["", _("Une question ? Appelez le %(phone)s.") % {"phone": phone}]
    return "\n".join(lines)


def tell_mandates(mandates: list[Mandate], subject: str, text: str, about: str) -> int:
    """Write the same mail to each person who gave an e-mail address; how many. The others are on the call list."""
    reached = [mandate for mandate in mandates if mandate.email and mandate.contact_channel == "email"]
    for mandate in reached:
        queue(mandate.email, subject[:200], text, reference=about)
    return len(reached)


def tell_secretariat(committee: Committee, subject: str, text: str, about: str) -> int:
    """Write to the secretaries in force, and to the shared address when there is one; how many mails."""
    secretaries = committee.mandates.filter(role="secretary").exclude(email="").valid_on()
    addresses = {committee.secretariat_email, *secretaries.values_list("email", flat=True)} - {""}
    for address in sorted(addresses):
        queue(address, subject[:200], text, reference=about)
    return len(addresses)
