"""What goes between a person, who accompanies the person, and a host: closed lists, and very few words."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donner_pour_recevoir.enums import (
    DeclineReason,
    EndReason,
    GoesOn,
    Met,
    Mood,
    Origin,
    StartWish,
    Suits,
    UsefulFor,
)
from donner_pour_recevoir.forms.fields import DiscreetField, day_field
from donner_pour_recevoir.models import Orienter


class CodeForm(forms.Form):
    """A printed code, as it is typed."""

    code = forms.CharField(
        label=gettext_lazy("Votre code"),
        help_text=gettext_lazy("Dix lettres et chiffres, par exemple K7F3Q-XM92H. Majuscules et tirets sont libres."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Écrivez le code qui est sur votre papier.")},
    )


class DemandForm(forms.Form):
    """What the person adds to a demand."""

    start_wish = forms.ChoiceField(
        label=gettext_lazy("Quand voulez-vous commencer ?"),
        choices=StartWish.choices,
        initial=StartWish.SOON,
        widget=forms.RadioSelect,
    )
    wants_company = forms.BooleanField(
        label=gettext_lazy("Je souhaite que quelqu’un vienne avec moi la première fois"), required=False
    )
    message = DiscreetField(label=gettext_lazy("Un mot pour la structure"), max_length=300)

    def outbound(self) -> dict[str, Any]:
        """The half of the liaison form that goes to the host."""
        return {name: self.cleaned_data[name] for name in ("start_wish", "wants_company")}


class OralConsentForm(forms.Form):
    """A consent that the orienter collected, word for word."""

    mode = forms.ChoiceField(
        label=gettext_lazy("L’accord a été donné"),
        widget=forms.RadioSelect,
        choices=[("oral", gettext_lazy("de vive voix")), ("paper", gettext_lazy("sur papier, signé"))],
    )
    read_aloud = forms.BooleanField(
        label=gettext_lazy("J’ai lu le texte mot pour mot à la personne, qui a dit oui"), required=False
    )
    origin = forms.ChoiceField(
        label=gettext_lazy("Comment avez-vous rencontré la personne ?"),
        help_text=gettext_lazy("Compté sans aucun lien avec sa fiche."),
        widget=forms.RadioSelect,
        choices=[(value, label) for value, label in Origin.choices if value != Origin.SPONTANEOUS],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["given_on"] = day_field(_("Jour de l’accord"), past=True)
        self.initial.setdefault("given_on", timezone.localdate())
        self.order_fields(["mode", "given_on", "read_aloud", "origin"])

    def given_at(self) -> datetime:
        """The moment of the consent: now for today, noon for a day before."""
        day = self.cleaned_data["given_on"]
        if day == timezone.localdate():
            return timezone.now()
        return timezone.make_aware(datetime.combine(day, time(12)))


class AppointmentForm(forms.Form):
    """When to meet."""

    hour = forms.TimeField(
        label=gettext_lazy("À quelle heure ?"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": gettext_lazy("Écrivez l’heure ainsi : 14:30.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"] = day_field(_("Quel jour ?"))
        self.initial.setdefault("day", timezone.localdate() + timedelta(days=3))
        self.order_fields(["day", "hour"])

    def appointment_at(self) -> datetime:
        """The moment, in the time of the département."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"]))


class DeclineForm(forms.Form):
    """Why not: a reason of the mission."""

    closing_reason = forms.ChoiceField(
        label=gettext_lazy("Pour quelle raison de la mission ?"),
        choices=DeclineReason.choices,
        widget=forms.RadioSelect,
    )


class EndForm(forms.Form):
    """Why it ends; the person need not say."""

    closing_reason = forms.ChoiceField(
        label=gettext_lazy("Pour quelle raison ?"),
        choices=EndReason.choices,
        initial=EndReason.PREFER_NOT_TO_SAY,
        widget=forms.RadioSelect,
    )


class ReturnForm(forms.Form):
    """The host's half of the liaison form: the person reads it."""

    met = forms.ChoiceField(
        label=gettext_lazy("Vous êtes-vous rencontrés ?"), choices=Met.choices, widget=forms.RadioSelect
    )
    goes_on = forms.ChoiceField(
        label=gettext_lazy("Est-ce que cela continue ?"), choices=GoesOn.choices, widget=forms.RadioSelect
    )
    suits = forms.ChoiceField(
        label=gettext_lazy("La mission convient-elle ?"), choices=Suits.choices, widget=forms.RadioSelect
    )
    needs_a_word = forms.BooleanField(
        label=gettext_lazy("Nous souhaitons parler avec la personne qui oriente"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["start_on"] = day_field(_("Début"), required=False)


class FeedbackForm(forms.Form):
    """What it was like."""

    mood = forms.ChoiceField(
        label=gettext_lazy("Comment cela s’est-il passé ?"),
        choices=Mood.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choisissez une réponse.")},
    )
    useful_for = forms.MultipleChoiceField(
        label=gettext_lazy("À quoi cela a servi ?"),
        choices=UsefulFor.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    would_recommend = forms.BooleanField(label=gettext_lazy("Je le conseillerais à quelqu’un"), required=False)
    text = DiscreetField(label=gettext_lazy("Quelques mots"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}))


class PersonFeedbackForm(FeedbackForm):
    """The person's own, with a consent to publish that is asked apart."""

    publish = forms.BooleanField(
        label=gettext_lazy("J’accepte que mes quelques mots soient publiés, sans mon nom"), required=False
    )


class HandOverForm(forms.Form):
    """To which colleague."""

    to = forms.ModelChoiceField(
        Orienter.objects.none(),
        label=gettext_lazy("À quel collègue de votre structure ?"),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args: Any, colleagues: list[Orienter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = Orienter.objects.filter(pk__in=[colleague.pk for colleague in colleagues])
