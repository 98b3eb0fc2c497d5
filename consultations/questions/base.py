"""What every kind of question owns: asking, validating, storing, counting, saying, importing."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructValue

from consultations.questions.structure import Question

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Value = Any  # JSON: what `stored` returns
Cell = tuple[str, int | float | None]  # cell of a counter, amount to add to its total (None: counted only)


class QuestionKind(ABC):
    """One kind of question. Adding a kind is adding a class of this family and, if no other looks alike, a template."""

    code: ClassVar[str]
    template: ClassVar[str]  # in consultations/templates/consultations/questions/
    counts_cells: ClassVar[bool] = True  # False: results give `answered` only
    asks: ClassVar[bool] = True  # False: an information screen
    missing: ClassVar["StrOrPromise"] = _("Répondez à cette question.")  # said when a required answer is not there
    least: ClassVar[dict[str, int]] = {}  # how many options, rows or columns an editor must give

    @property
    def input_template(self) -> str:
        """The template that asks, given `question`, `form`, `errors`, `described_by` and what `context` returns."""
        return f"consultations/questions/{self.template}.html"

    @abstractmethod
    def block(self) -> blocks.StructBlock:
        """What an editor fills to write such a question."""

    def settings(self, values: dict[str, StructValue]) -> dict[str, Any]:
        """What this kind alone reads of the editor's blocks, given by language (`fr` always), as JSON."""
        return {}

    def fixed_options(self, value: StructValue, languages: list[str]) -> list[dict[str, Any]]:
        """Options that no editor writes (« oui », « non », the steps of a scale), as the JSON of items."""
        return []

    def faults(self, question: Question) -> list[tuple[str, str]]:
        """What an editor must correct: (name of the block, sentence)."""
        return []

    @abstractmethod
    def fields(self, question: Question) -> dict[str, forms.Field]:
        """Form fields by name: the question's code, or `<code>__<row, column or option code>`; none is required."""

    @abstractmethod
    def context(self, question: Question, form: forms.Form) -> dict[str, Any]:
        """What the template needs besides: the inputs, ready to be written, with what was typed and its errors."""

    @abstractmethod
    def initial(self, question: Question, value: Value) -> dict[str, Any]:
        """Form data that shows a stored value again."""

    @abstractmethod
    def stored(self, question: Question, cleaned: dict[str, Any]) -> Value | None:
        """The JSON value of cleaned data, None when nothing was answered. Raises ValidationError({field: sentence})."""

    @abstractmethod
    def tokens(self, question: Question, value: Value) -> set[str] | str | float:
        """What conditions compare: codes of the chosen options, a text, or a number."""

    @abstractmethod
    def cells(self, question: Question, value: Value) -> Iterator[Cell]:
        """Cells of the counters that this value moves, each once: an option's id, or `<row id>/<column id>`."""

    @abstractmethod
    def cell_keys(self, question: Question) -> list[str]:
        """Every cell that `cells` may yield, in the order of the results; none for texts, nor for dates (no end)."""

    @abstractmethod
    def words(self, question: Question, value: Value) -> list[str]:
        """The answer as lines of text in the active language, for the review, the receipt and print."""

    @abstractmethod
    def columns(self, question: Question) -> list[str]:
        """Columns of this question in our own CSV (formats.md, section 6)."""

    @abstractmethod
    def parse(self, question: Question, row: dict[str, str]) -> Value | None:
        """The value of a CSV row, None when empty. Raises CellError(column, sentence)."""


class CellError(ValueError):
    """A cell of an imported file that cannot be an answer."""

    def __init__(self, column: str, sentence: str) -> None:
        super().__init__(sentence)
        self.column = column
        self.sentence = sentence
