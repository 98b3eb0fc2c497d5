"""Models of the network, by step of the story."""

from network.models.committee import Committee, Mandate
from network.models.commune import Commune, Intercommunality, Territory
from network.models.convocation import Convocation, ConvocationRecipient
from network.models.directory import Organisation
from network.models.document import CommitteeDocument, DocumentAccess, DocumentVersion
from network.models.figures import CarriedFigure
from network.models.meeting import AgendaItem, Attendance, CalendarFeed, Meeting, NeedTotal, PracticalNeed
from network.models.minutes import Decision, Minutes, MinutesExtract, MinutesRemark, MinutesVersion
from network.models.participatory import CallForMembers, Candidacy, MeetingEvaluation
from network.models.record import SealedError
from network.models.search import PaperText
from network.models.staff import TerritoryStaff

__all__ = [
    "AgendaItem",
    "Attendance",
    "CalendarFeed",
    "CallForMembers",
    "Candidacy",
    "CarriedFigure",
    "Committee",
    "CommitteeDocument",
    "Commune",
    "Convocation",
    "ConvocationRecipient",
    "Decision",
    "DocumentAccess",
    "DocumentVersion",
    "Intercommunality",
    "Mandate",
    "Meeting",
    "MeetingEvaluation",
    "Minutes",
    "MinutesExtract",
    "MinutesRemark",
    "MinutesVersion",
    "NeedTotal",
    "Organisation",
    "PaperText",
    "PracticalNeed",
    "SealedError",
    "Territory",
    "TerritoryStaff",
]
