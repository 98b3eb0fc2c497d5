"""Models of « donner pour recevoir », by step of the story."""

from donner_pour_recevoir.models.consent import Consent
from donner_pour_recevoir.models.counts import MonthlyCount
from donner_pour_recevoir.models.feedback import Feedback
from donner_pour_recevoir.models.host import Host, HostReferent
from donner_pour_recevoir.models.mission import Mission
from donner_pour_recevoir.models.placement import LiaisonForm, Placement
from donner_pour_recevoir.models.volunteer import Orienter, PersonAccess, Volunteer, VolunteerDraft

__all__ = [
    "Consent",
    "Feedback",
    "Host",
    "HostReferent",
    "LiaisonForm",
    "Mission",
    "MonthlyCount",
    "Orienter",
    "PersonAccess",
    "Placement",
    "Volunteer",
    "VolunteerDraft",
]
