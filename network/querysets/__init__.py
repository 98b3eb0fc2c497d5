"""Querysets of the network: what each person may see."""

from network.querysets.committees import (
    AgendaItemQuerySet,
    AttendanceQuerySet,
    CommitteeQuerySet,
    ConvocationQuerySet,
    ConvocationRecipientQuerySet,
    MandateQuerySet,
    MeetingQuerySet,
    PracticalNeedQuerySet,
)
from network.querysets.commune import CommuneQuerySet, fold
from network.querysets.papers import (
    CallForMembersQuerySet,
    CandidacyQuerySet,
    CommitteeDocumentQuerySet,
    DecisionQuerySet,
    DocumentAccessQuerySet,
    DocumentVersionQuerySet,
    MeetingEvaluationQuerySet,
    MinutesExtractQuerySet,
    MinutesQuerySet,
    MinutesRemarkQuerySet,
    MinutesVersionQuerySet,
)
from network.querysets.search import PaperTextQuerySet
from network.querysets.standing import NOBODY, Standing, standing_of

__all__ = [
    "NOBODY",
    "AgendaItemQuerySet",
    "AttendanceQuerySet",
    "CallForMembersQuerySet",
    "CandidacyQuerySet",
    "CommitteeDocumentQuerySet",
    "CommitteeQuerySet",
    "CommuneQuerySet",
    "ConvocationQuerySet",
    "ConvocationRecipientQuerySet",
    "DecisionQuerySet",
    "DocumentAccessQuerySet",
    "DocumentVersionQuerySet",
    "MandateQuerySet",
    "MeetingEvaluationQuerySet",
    "MeetingQuerySet",
    "MinutesExtractQuerySet",
    "MinutesQuerySet",
    "MinutesRemarkQuerySet",
    "MinutesVersionQuerySet",
    "PaperTextQuerySet",
    "PracticalNeedQuerySet",
    "Standing",
    "fold",
    "standing_of",
]
