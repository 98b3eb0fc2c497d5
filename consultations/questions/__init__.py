"""Kinds of questions, questionnaires as editors write them, and as they are frozen."""

from consultations.questions.base import CellError, QuestionKind
from consultations.questions.blocks import QuestionnaireBlock
from consultations.questions.conditions import condition_words, visible_questions
from consultations.questions.faults import QuestionnaireRefused, questionnaire_faults
from consultations.questions.freezing import frozen_structure, structure_digest
from consultations.questions.kinds import KINDS
from consultations.questions.structure import Item, Question, Section, Structure

__all__ = [
    "KINDS",
    "CellError",
    "Item",
    "Question",
    "QuestionKind",
    "QuestionnaireBlock",
    "QuestionnaireRefused",
    "Section",
    "Structure",
    "condition_words",
    "frozen_structure",
    "questionnaire_faults",
    "structure_digest",
    "visible_questions",
]
