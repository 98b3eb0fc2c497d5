"""Models of consultations, by step of the story."""

from consultations.models.access import AccessCode, CodeBatch, Participation
from consultations.models.consultation import Announcement, Consultation, ConsultationIndexPage
from consultations.models.contribution import Contribution, Counter
from consultations.models.questionnaire import QuestionnaireVersion
from consultations.models.results import PublishedSnapshot

__all__ = [
    "AccessCode",
    "Announcement",
    "CodeBatch",
    "Consultation",
    "ConsultationIndexPage",
    "Contribution",
    "Counter",
    "Participation",
    "PublishedSnapshot",
    "QuestionnaireVersion",
]
