"""The questionnaire as an editor writes it: sections of questions."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from consultations.questions.editing import code_block
from consultations.questions.faults import located_faults
from consultations.questions.kinds import KINDS


class SectionBlock(blocks.StructBlock):
    """A part of the questionnaire, with its questions."""

    code = code_block()
    title = blocks.CharBlock(label=_("titre de la partie"), max_length=150)
    questions = blocks.StreamBlock([(kind.code, kind.block()) for kind in KINDS.values()], label=_("questions"))

    class Meta:
        icon = "folder-open-inverse"
        label = _("partie")
        label_format = "{title}"


class QuestionnaireBlock(blocks.StreamBlock):
    """All the parts; what is wrong is shown beside the field to correct, except in drafts."""

    section = SectionBlock()

    def clean(self, value: blocks.StreamValue) -> blocks.StreamValue:
        """Return the cleaned value. Raises StreamBlockValidationError located at each fault."""
        value = super().clean(value)
        if self.is_deferred_validation:  # a draft may be incomplete
            return value
        sections: dict[int, dict[str, Any]] = {}
        for fault in located_faults(value):
            errors = sections.setdefault(fault.section, {"questions": {}})
            if fault.question is None:
                errors[fault.field] = ValidationError(fault.sentence)
            else:
                errors["questions"].setdefault(fault.question, {}).setdefault(fault.field, []).append(fault.sentence)
        if sections:
            raise StreamBlockValidationError(block_errors={n: _of_section(errors) for n, errors in sections.items()})
        return value


def _of_section(errors: dict[str, Any]) -> StructBlockValidationError:
    questions = {
        n: StructBlockValidationError(block_errors={field: ValidationError(said) for field, said in fields.items()})
        for n, fields in errors.pop("questions").items()
    }
    if questions:
        errors["questions"] = StreamBlockValidationError(block_errors=questions)
    return StructBlockValidationError(block_errors=errors)
