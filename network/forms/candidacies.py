"""What a secretary types about calls for members and candidacies."""

from typing import Any

from django import forms

from network.models import CallForMembers


class CallForm(forms.ModelForm):
    """A call, which nobody sees before it is published."""

    class Meta:
        model = CallForMembers
        fields = ("seats", "opens_on", "closes_on", "easy_text", "how_to_apply")
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for name in ("opens_on", "closes_on")
        }
        error_messages = {
            "seats": {"required": "Écrivez le nombre de places."},
            "opens_on": {"required": "Écrivez le premier jour de l’appel."},
            "closes_on": {"required": "Écrivez le dernier jour de l’appel."},
            "easy_text": {"required": "Écrivez un texte facile à lire."},
            "how_to_apply": {"required": "Écrivez comment se proposer."},
        }

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning, at its field."""
        cleaned = super().clean() or self.cleaned_data
        opens, closes = cleaned.get("opens_on"), cleaned.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", "La fin de l’appel vient avant son début.")
        return cleaned


class StepForm(forms.Form):
    """One step of a candidacy."""

    step = forms.ChoiceField(choices=[(name, name) for name in ("meet", "wait", "appoint", "decline")])
    agrees_to_charter = forms.BooleanField(label="La personne accepte la charte du comité", required=False)
    reason = forms.CharField(
        label="Une phrase pour la personne",
        help_text="Elle la lira. Par exemple : toutes les places sont prises.",
        max_length=300,
        required=False,
    )
