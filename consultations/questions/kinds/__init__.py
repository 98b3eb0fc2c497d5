"""Every kind of question, by code, in the order of the editor's menu."""

from consultations.questions.base import QuestionKind
from consultations.questions.kinds.choices import MultipleChoice, Scale, SingleChoice, Smiley, YesNo
from consultations.questions.kinds.commune import CommuneKind
from consultations.questions.kinds.dates import DateKind
from consultations.questions.kinds.matrices import MatrixMultiple, MatrixSingle
from consultations.questions.kinds.note import Note
from consultations.questions.kinds.numbers import NumberKind, NumberTable
from consultations.questions.kinds.texts import LongText, ShortText, TextTable

KINDS: dict[str, QuestionKind] = {
    kind.code: kind
    for kind in (
        YesNo(),
        SingleChoice(),
        MultipleChoice(),
        Scale(),
        Smiley(),
        ShortText(),
        LongText(),
        NumberKind(),
        DateKind(),
        CommuneKind(),
        MatrixSingle(),
        MatrixMultiple(),
        NumberTable(),
        TextTable(),
        Note(),
    )
}
