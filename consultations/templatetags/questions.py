"""Writing a question in a page, whatever its kind."""

from django import forms, template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from consultations.questions import KINDS, Question

register = template.Library()


@register.simple_tag
def ask(question: Question, form: forms.Form, *, is_page_heading: bool = False) -> SafeString:
    """The inputs of `question`, fields of `form`, in one fieldset whose legend is the `h1` when it heads the page."""
    kind = KINDS[question.kind]
    return render_to_string(
        kind.input_template,
        {
            "question": question,
            "form": form,
            "errors": list(form.errors.get(question.code, [])),
            "is_page_heading": is_page_heading,
            **kind.context(question, form),
        },
    )
