"""Pieces of the editor's form that several kinds of questions share.

Nothing but words is translatable: codes, rules and conditions live in blocks that wagtail-localize copies from the
French page (RegexBlock, ChoiceBlock, BooleanBlock, numbers), so every language asks the same questions.
"""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

QUESTION_CODE = r"^[A-Za-z](?!\w*__)[A-Za-z0-9_]{0,39}$"
ITEM_CODE = r"^[A-Za-z0-9](?!\w*__)[A-Za-z0-9_]{0,39}$"

MATCHES = [("all", _("toutes ces conditions")), ("any", _("une de ces conditions au moins"))]
OPERATORS = [
    ("eq", _("est")),
    ("ne", _("n’est pas")),
    ("includes", _("contient le choix")),
    ("answered", _("a une réponse")),
    ("empty", _("n’a pas de réponse")),
    ("lt", _("est plus petit que")),
    ("le", _("est au plus")),
    ("gt", _("est plus grand que")),
    ("ge", _("est au moins")),
]


def code_block() -> blocks.RegexBlock:
    """The short name of a question, used in conditions and files."""
    return blocks.RegexBlock(
        QUESTION_CODE,
        label=_("code"),
        help_text=_(
            "Un nom court et unique : une lettre, puis des lettres, des chiffres ou « _ » (40 signes au plus)."
        ),
        error_messages={"invalid": _("Commencez par une lettre, puis des lettres sans accent, des chiffres ou « _ ».")},
    )


def items_block(label: str, *, has_text: bool = False, is_exclusive: bool = False) -> blocks.ListBlock:
    """A list of options, rows or columns; the id of each item is what answers keep."""
    children: list[tuple[str, blocks.Block]] = [
        (
            "code",
            blocks.RegexBlock(
                ITEM_CODE,
                label=_("code"),
                error_messages={"invalid": _("Écrivez des lettres sans accent, des chiffres ou « _ » (40 au plus).")},
            ),
        ),
        ("label", blocks.CharBlock(label=_("libellé"), max_length=250)),
    ]
    if has_text:
        children.append(("has_text", blocks.BooleanBlock(label=_("demande une précision"), required=False)))
    if is_exclusive:
        children.append(("is_exclusive", blocks.BooleanBlock(label=_("exclut les autres choix"), required=False)))
    return blocks.ListBlock(blocks.StructBlock(children, label_format="{label}"), label=label)


def condition_block() -> blocks.StructBlock:
    """When a question is asked: tests on earlier questions; none means always."""
    test = blocks.StructBlock(
        [
            ("question", blocks.RegexBlock(QUESTION_CODE, label=_("code d’une question précédente"))),
            ("op", blocks.ChoiceBlock(choices=OPERATORS, default="eq", label=_("sa réponse"))),
            (
                "value",
                blocks.RegexBlock(
                    r"^[^\x00]{0,100}$",
                    required=False,
                    label=_("valeur"),
                    help_text=_("Le code d’un choix (« oui » ou « non »), un nombre ou une date (2026-03-26)."),
                ),
            ),
        ],
        label=_("test"),
    )
    return blocks.StructBlock(
        [
            ("match", blocks.ChoiceBlock(choices=MATCHES, default="all", label=_("poser la question si"))),
            ("tests", blocks.ListBlock(test, default=[], label=_("tests"))),
        ],
        label=_("condition"),
        required=False,
    )


def question_block(label: str, icon: str, *children: tuple[str, blocks.Block], group: str = "") -> blocks.StructBlock:
    """What every question has, then `children`, which one kind alone reads."""
    return blocks.StructBlock(
        [
            ("code", code_block()),
            ("text", blocks.CharBlock(label=_("question"), max_length=300)),
            (
                "easy_text",
                blocks.CharBlock(label=_("question, facile à lire"), max_length=300, required=False),
            ),
            ("help", blocks.TextBlock(label=_("aide"), max_length=600, required=False, rows=2)),
            *children,
            (
                "required",
                blocks.BooleanBlock(
                    label=_("réponse obligatoire"),
                    required=False,
                    help_text=_("Laissez vide autant que possible : une question facultative fait moins fuir."),
                ),
            ),
            (
                "offers_special",
                blocks.BooleanBlock(
                    label=_("propose « Je ne sais pas » et « Je préfère ne pas répondre »"),
                    required=False,
                    default=True,
                ),
            ),
            (
                "is_personal",
                blocks.BooleanBlock(
                    label=_("donnée personnelle : jamais dans les résultats"), required=False, default=False
                ),
            ),
            ("condition", condition_block()),
        ],
        label=label,
        icon=icon,
        group=group,
        label_format="{code} : {text}",
    )
