"""Closed lists of the network."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SocialActionMode(TextChoices):
    """How a commune carries out social action; unknown is the default and never means « none »."""

    CCAS = "ccas", _("CCAS de la commune")
    CIAS = "cias", _("CIAS intercommunal")
    CPAS = "cpas", _("centre public d’action sociale")
    NONE = "none", _("ni CCAS ni CIAS")
    UNKNOWN = "unknown", _("nous ne savons pas encore")


class IntercommunalityKind(TextChoices):
    """Kinds of public establishments of intercommunal cooperation."""

    CC = "CC", _("communauté de communes")
    CA = "CA", _("communauté d’agglomération")
    METROPOLE = "METRO", _("métropole")


class CommitteeKind(TextChoices):
    """Kinds of committees (network.md, section 2)."""

    STEERING = "steering", _("pilotage")
    TECHNICAL = "technical", _("comité technique")
    DEPARTMENTAL = "departmental", _("comité départemental")
    LOCAL = "local", _("comité local")
    FOLLOW_UP = "follow_up", _("comité de suivi")
    WORKING_GROUP = "working_group", _("groupe de travail")
    PARTICIPATORY = "participatory", _("comité participatif")
    ENGAGEMENT = "engagement", _("comité d’engagement")
    FUNDING = "funding", _("comité des financeurs")
    CASE_REVIEW = "case_review", _("examen de situations")


class MinutesApproval(TextChoices):
    """How the minutes of a committee are approved."""

    AT_MEETING = "at_meeting", _("à la réunion suivante")
    TACIT = "tacit", _("sans remarque à la fin du délai")


class Quality(TextChoices):
    """On what ground somebody sits."""

    INSTITUTION = "institution_representative", _("représentant d’une institution")
    ELECTED = "elected_official", _("élu")
    PROFESSIONAL = "professional", _("professionnel")
    ACCOMPANIED = "accompanied_person", _("personne accompagnée")
    QUALIFIED = "qualified_person", _("personne qualifiée")
    GUEST = "standing_guest", _("invité permanent")


class MandateRole(TextChoices):
    """What a member does in the committee."""

    CHAIR = "chair", _("présidence")
    VICE_CHAIR = "vice_chair", _("vice-présidence")
    MEMBER = "member", _("membre")
    FACILITATOR = "facilitator", _("animation")
    SECRETARY = "secretary", _("secrétariat")


class Seat(TextChoices):
    """Whether a mandate holds the seat or stands in for the one who does."""

    TITULAR = "titular", _("titulaire")
    SUBSTITUTE = "substitute", _("suppléant")


class EndReason(TextChoices):
    """Why a mandate ended early; leaving asks no reason of the person."""

    LEFT = "left", _("départ")
    REPLACED = "replaced", _("remplacement")
    COMMITTEE_CLOSED = "committee_closed", _("fin du comité")
    ERROR = "error", _("saisie par erreur")


class Channel(TextChoices):
    """How a person is reached; an e-mail address is never required."""

    EMAIL = "email", _("courriel")
    SMS = "sms", _("SMS")
    PHONE = "phone", _("téléphone")
    PAPER = "paper", _("papier")
    REFERENT = "through_referent", _("par une personne de confiance")


class StaffRole(TextChoices):
    """Roles of the département's people on a territory."""

    STAFF = "staff", _("équipe de la MDS")
    LEAD = "lead", _("responsable de la MDS")


class MeetingPurpose(TextChoices):
    """What a meeting is for."""

    ORDINARY = "ordinary", _("réunion ordinaire")
    THEMATIC = "thematic", _("réunion thématique")
    INFORMATION = "information", _("réunion d’information")
    COORDINATION = "coordination", _("coordination")
    REFLECTIVE = "reflective_practice", _("analyse de pratiques")
    EVALUATION = "evaluation", _("évaluation")


class MeetingState(TextChoices):
    """States of a meeting (network.md, section 4)."""

    DRAFT = "draft", _("brouillon")
    CONVENED = "convened", _("convoquée")
    FROZEN = "frozen", _("ordre du jour figé")
    HELD = "held", _("tenue")
    CLOSED = "closed", _("close")
    CANCELLED = "cancelled", _("annulée")


class ItemKind(TextChoices):
    """What is expected of the committee on an agenda item."""

    INFORMATION = "information", _("information")
    CONSULTATION = "consultation", _("consultation")
    ORIENTATION = "orientation", _("orientation")
    DECISION = "decision", _("décision")
    FOLLOW_UP = "follow_up", _("suites à donner")
    OTHER = "other", _("autre")


class ItemVisibility(TextChoices):
    """Who reads an agenda item."""

    PUBLIC = "public", _("visible par tous")
    MEMBERS = "members", _("membres")
    SECRETARIAT = "secretariat", _("secrétariat")


class ItemState(TextChoices):
    """States of an agenda item: members propose, the secretary answers."""

    PROPOSED = "proposed", _("proposé")
    ACCEPTED = "accepted", _("retenu")
    DECLINED = "declined", _("écarté")


class Method(TextChoices):
    """What a convocation tells (RFC 5546)."""

    REQUEST = "request", _("convocation")
    UPDATE = "update", _("modification")
    CANCEL = "cancel", _("annulation")


class Delivery(TextChoices):
    """Whether a convocation reached its recipient: read from the outbox and from what the secretariat noted."""

    PREPARED = "prepared", _("à remettre")
    SENT = "sent", _("envoyée")
    FAILED = "failed", _("non remise")
    HANDED_OVER = "handed_over", _("remise en main propre")
    READ = "read_on_portal", _("lue sur le portail")
    REPLACED = "replaced", _("remplacée avant l’envoi")


class Response(TextChoices):
    """What a recipient answers."""

    NONE = "none", _("pas de réponse")
    PRESENT = "present", _("je viens")
    EXCUSED = "excused", _("je ne peux pas venir")
    SUBSTITUTED = "substituted", _("mon suppléant vient")


class AttendanceStatus(TextChoices):
    """Attendance at a meeting."""

    PRESENT = "present", _("présent")
    EXCUSED = "excused", _("excusé")
    ABSENT = "absent", _("absent")
    REPRESENTED = "represented", _("représenté")


class NeedKind(TextChoices):
    """Practical needs: no reason is asked, nor the name of a language."""

    TRANSPORT = "transport", _("transport")
    CHILDCARE = "childcare", _("garde d’enfant")
    MEAL = "meal", _("repas")
    INTERPRETER = "interpreter", _("interprète")
    LARGE_PRINT = "large_print", _("gros caractères")
    EASY_DOCUMENTS = "easy_documents", _("documents faciles à lire")
    HOUR = "hour", _("horaire")


class NeedState(TextChoices):
    """What became of a practical need."""

    ASKED = "asked", _("demandé")
    ARRANGED = "arranged", _("organisé")
    NOT_POSSIBLE = "not_possible", _("pas possible")
    NOT_NEEDED = "not_needed", _("plus nécessaire")


class Protection(TextChoices):
    """Whether a document follows its owner, or is kept for some qualities."""

    INHERIT = "inherit", _("comme la réunion")
    RESTRICTED = "restricted", _("réservé")


class Scan(TextChoices):
    """What the scanner of viruses said."""

    PENDING = "pending", _("analyse en cours")
    CLEAN = "clean", _("sain")
    INFECTED = "infected", _("infecté")
    NOT_SCANNED = "not_scanned", _("non analysé")


class AccessOutcome(TextChoices):
    """Whether a request for a document was served."""

    SERVED = "served", _("donné")
    REFUSED = "refused", _("refusé")


class MinutesState(TextChoices):
    """States of minutes (network.md, section 9)."""

    DRAFTING = "drafting", _("rédaction")
    REVIEW = "review", _("relecture par l’animateur")
    SUBMITTED = "submitted", _("soumis aux membres")
    APPROVED = "approved", _("approuvé")


class RemarkState(TextChoices):
    """What became of a member's remark."""

    OPEN = "open", _("à traiter")
    TAKEN = "taken", _("prise en compte")
    DECLINED = "declined", _("non retenue")


class DecisionState(TextChoices):
    """States of a decision (network.md, section 10)."""

    TODO = "todo", _("à faire")
    IN_PROGRESS = "in_progress", _("en cours")
    DONE = "done", _("faite")
    DROPPED = "dropped", _("abandonnée")


class CandidacyState(TextChoices):
    """States of a candidacy (participation.md, section 13)."""

    EXPRESSED = "expressed", _("reçue")
    MET = "met", _("rencontrée")
    WAITING_LIST = "waiting_list", _("groupe ressources")
    APPOINTED = "appointed", _("nommée")
    DECLINED = "declined", _("sans suite")


class PaperKind(TextChoices):
    """What a search finds."""

    DOCUMENT = "document", _("document")
    MINUTES = "minutes", _("compte rendu")
    ITEM = "item", _("point de l’ordre du jour")
    DECISION = "decision", _("décision")
