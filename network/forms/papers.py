"""What people type about documents, minutes and decisions."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from network.enums import PaperKind, Quality
from network.models import Decision, Minutes
from portal.common.files import DOCUMENTS

MOST_FILES = 20
ACCEPTED = ",".join(f".{extension}" for extension in sorted(DOCUMENTS))
FORMATS = "PDF, ODT, ODS, ODP, DOCX, XLSX, PPTX, PNG ou JPEG ; 100 Mo au plus par fichier."


class SeveralFiles(forms.FileInput):
    """A native input that takes several files."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """The list of the files sent; whether each is acceptable is for `portal.common.files` to say."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """The files. Raises ValidationError when there is none, or too many."""
        files = [file for file in data or [] if file]
        if not files:
            raise ValidationError(self.error_messages["required"])
        if len(files) > MOST_FILES:
            raise ValidationError(f"Choisissez {MOST_FILES} fichiers au plus, puis recommencez avec les autres.")
        return files


class OneFileField(forms.FileField):
    """One file; an empty one is refused with the others that cannot be kept."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_empty_file=True, widget=forms.FileInput(attrs={"accept": ACCEPTED}), **options)


class KeptForForm(forms.Form):
    """For whom a document is kept; everybody who reads the meeting's papers when nothing is ticked."""

    qualities = forms.MultipleChoiceField(
        label="Réserver à certains membres",
        help_text="Sans choix, le document suit la réunion. Les autres ne sauront pas que ce document existe.",
        choices=Quality.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class UploadForm(KeptForForm):
    """Several files laid down at once."""

    files = SeveralFilesField(
        label="Fichiers",
        help_text=FORMATS,
        widget=SeveralFiles(attrs={"accept": ACCEPTED, "data-upload": ""}),
        error_messages={"required": "Choisissez au moins un fichier."},
    )
    title = forms.CharField(
        label="Titre",
        help_text="Pour un seul fichier. Sinon, chaque document porte le nom de son fichier.",
        max_length=200,
        required=False,
    )
    easy_summary = forms.CharField(label="Résumé en une phrase simple", max_length=300, required=False)
    field_order = ["files", "title", "easy_summary", "qualities"]


class DocumentForm(KeptForForm):
    """What is said of a document, and for whom it is kept."""

    title = forms.CharField(label="Titre", max_length=200, error_messages={"required": "Écrivez un titre."})
    easy_summary = forms.CharField(label="Résumé en une phrase simple", max_length=300, required=False)
    field_order = ["title", "easy_summary", "qualities"]


class VersionForm(forms.Form):
    """A new version of a document."""

    file = OneFileField(
        label="Fichier", help_text=FORMATS, error_messages={"required": "Choisissez le fichier de la nouvelle version."}
    )
    note = forms.CharField(
        label="Ce qui change",
        help_text="Par exemple : « Tableau de la page 3 corrigé ».",
        max_length=200,
        required=False,
    )


class ReasonForm(forms.Form):
    """Why an act is done."""

    reason = forms.CharField(
        label="Raison",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Écrivez la raison."},
    )


class MinutesForm(forms.ModelForm):
    """The text of minutes; `version` is the one that was on the screen."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Minutes
        fields = ("body", "easy_body")
        labels = {"body": "Compte rendu", "easy_body": "Relevé de décisions facile à lire"}
        help_texts = {
            "body": "Une ligne qui commence par « ## » est un titre. N’écrivez pas le nom des personnes accompagnées.",
            "easy_body": "Une idée par phrase, des mots de tous les jours.",
        }
        widgets = {"body": forms.Textarea(attrs={"rows": 24}), "easy_body": forms.Textarea(attrs={"rows": 8})}


class CorrectionForm(MinutesForm):
    """The same, with the note of a correction."""

    reason = forms.CharField(
        label="Rectificatif : ce qui change et pourquoi",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Écrivez ce qui change et pourquoi."},
    )


class ApprovalForm(forms.Form):
    """How minutes are approved."""

    approved_in = forms.ChoiceField(
        label="Comment ce compte rendu est-il approuvé ?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez comment le compte rendu est approuvé."},
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["approved_in"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


class TextForm(forms.Form):
    """One text: a remark, a follow-up."""

    text = forms.CharField(
        label="Texte",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Écrivez un texte."},
    )


class RemarkAnswerForm(forms.Form):
    """What becomes of a remark."""

    is_taken = forms.ChoiceField(
        label="Que faites-vous de cette remarque ?",
        choices=[("oui", "Elle est prise en compte"), ("non", "Elle n’est pas retenue")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez une réponse."},
    )
    answer = forms.CharField(
        label="Réponse au membre",
        help_text="Obligatoire si la remarque n’est pas retenue.",
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ExtractForm(forms.Form):
    """The public text, and the words to confirm because they are also somebody's name."""

    text = forms.CharField(
        label="Texte public",
        help_text="Aucun nom de personne. Ce texte est lu par tout le monde.",
        widget=forms.Textarea(attrs={"rows": 14}),
        error_messages={"required": "Écrivez l’extrait."},
    )

    def __init__(self, *args: Any, names: list[str] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        if names:
            self.fields["confirmed"] = forms.MultipleChoiceField(
                label="Ces mots ne désignent pas une personne",
                choices=[(name, name) for name in names],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )


class DecisionForm(forms.ModelForm):
    """What was decided, who does it, by when."""

    class Meta:
        model = Decision
        fields = ("text", "easy_text", "owner_organisation", "owner_label", "due_on", "action_codes", "is_public")
        help_texts = {
            "owner_label": "Un service ou une fonction, pas le nom d’une personne.",
            "action_codes": "Par exemple : 2.1.1, 4.1.2",
            "is_public": "Une fois le compte rendu approuvé, la décision se lit sur la page publique du comité.",
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 3}),
            "easy_text": forms.Textarea(attrs={"rows": 2}),
            "due_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        }


class PaperSearchForm(forms.Form):
    """Words, and what narrows a search."""

    q = forms.CharField(label="Mots à chercher", max_length=200, required=False, strip=True)
    comite = forms.ModelChoiceField(label="Comité", queryset=None, required=False, empty_label="Tous les comités")
    annee = forms.IntegerField(label="Année", min_value=2000, max_value=2100, required=False)
    nature = forms.ChoiceField(label="Nature", choices=[("", "Toutes"), *PaperKind.choices], required=False)

    def __init__(self, *args: Any, committees: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["comite"].queryset = committees  # type: ignore[attr-defined]  # a ModelChoiceField
