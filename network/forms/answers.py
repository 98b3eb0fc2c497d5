"""Whether somebody comes, and what they need to come."""

from typing import Any

from django import forms

from network.enums import Channel, NeedKind, Response
from network.models import ConvocationRecipient, PracticalNeed

COMING = (Response.PRESENT, "Je viens")
NOT_COMING = (Response.EXCUSED, "Je ne peux pas venir")
SUBSTITUTE_COMES = (Response.SUBSTITUTED, "Mon suppléant vient")
_NEEDS = {
    NeedKind.TRANSPORT: "Un moyen de transport",
    NeedKind.CHILDCARE: "Une garde d’enfant",
    NeedKind.MEAL: "Un repas",
    NeedKind.INTERPRETER: "Un interprète",
    NeedKind.LARGE_PRINT: "Des documents en gros caractères",
    NeedKind.EASY_DOCUMENTS: "Des documents faciles à lire",
    NeedKind.HOUR: "Un autre horaire",
}


class ComingForm(forms.Form):
    """The answer of one person convened, and the practical needs of that person."""

    response = forms.ChoiceField(
        label="Venez-vous ?", widget=forms.RadioSelect, error_messages={"required": "Choisissez une réponse."}
    )
    needs = forms.MultipleChoiceField(
        label="De quoi avez-vous besoin pour venir ?",
        choices=_NEEDS.items(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Vous n’avez pas de raison à donner.",
    )

    def __init__(self, *args: Any, recipient: ConvocationRecipient, **kwargs: Any) -> None:
        """In: the line that is answered; its present answer and needs are shown."""
        needs = PracticalNeed.objects.filter(
            meeting=recipient.convocation.meeting_id, mandate=recipient.mandate_id
        ).values_list("kind", flat=True)
        response = "" if recipient.response == Response.NONE else recipient.response
        super().__init__(*args, initial={"response": response, "needs": list(needs)}, **kwargs)
        choices = [COMING, NOT_COMING]
        if recipient.mandate.substitutes.valid_at(recipient.convocation.meeting.starts_at).exists():
            choices.append(SUBSTITUTE_COMES)
        self.fields["response"].choices = choices


class ToldForm(ComingForm):
    """The same, told to the secretariat by telephone, on paper or by somebody."""

    channel = forms.ChoiceField(
        label="Réponse reçue par", choices=Channel.choices, widget=forms.RadioSelect, initial=Channel.PHONE
    )


class CodeForm(forms.Form):
    """The code printed on a letter."""

    code = forms.CharField(
        label="Le code de votre lettre",
        max_length=40,
        help_text="Dix lettres et chiffres. Majuscules, espaces et tirets n’ont pas d’importance.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
