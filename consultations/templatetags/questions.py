"""Writing a question in a page, whatever its kind."""

from django import forms, template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from consultations.questions import KINDS, Question

register = template.Library()


@register.simple_tag
def ask(question: Question, form: forms.Form, *, is_page_heading: bool = False) -> SafeString:
    """The inputs of `question`, fields of `form`, under its text, which is the `h1` when it heads the page."""
    kind = KINDS[question.kind]
    errors = list(form.errors.get(question.code, []))
    shown = kind.context(question, form)
    about = {"help": question.easy_text or question.help, "error": errors}
    if kind.template == "line":
        about["unit"] = shown.get("unit")
    return render_to_string(
        kind.input_template,
        {
            "question": question,
            "form": form,
            "errors": errors,
            "described_by": " ".join(f"id_{question.code}_{name}" for name, part in about.items() if part),
            "is_page_heading": is_page_heading,
            **shown,
        },
    )
