"""Closed lists of « donner pour recevoir »."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class HostState(TextChoices):
    """What the département decided of a host."""

    CANDIDATE = "candidate", _("candidate")
    VERIFIED = "verified", _("vérifiée")
    ENGAGED = "engaged", _("engagée")
    SUSPENDED = "suspended", _("suspendue")
    WITHDRAWN = "withdrawn", _("retirée")


class MissionState(TextChoices):
    """What was decided of a mission; full, to confirm and over follow from its dates and places."""

    DRAFT = "draft", _("brouillon")
    SUBMITTED = "submitted", _("soumise")
    CHANGES_REQUESTED = "changes_requested", _("à compléter")
    PUBLISHED = "published", _("publiée")
    SUSPENDED = "suspended", _("suspendue")
    ENDED = "ended", _("terminée")


class PlacementState(TextChoices):
    """Where a person and a mission stand together."""

    DRAFT = "draft", _("brouillon")
    AWAITING_CONSENT = "awaiting_consent", _("en attente d’accord")
    REFUSED = "refused", _("refusée")
    TRANSMITTED = "transmitted", _("transmise")
    UNDER_REVIEW = "under_review", _("à l’étude")
    EXPIRED = "expired", _("sans réponse")
    APPOINTMENT = "appointment", _("rencontre prévue")
    DECLINED = "declined", _("non retenue")
    TRIAL = "trial", _("à l’essai")
    ACTIVE = "active", _("engagée")
    PAUSED = "paused", _("en pause")
    ENDED = "ended", _("terminée")
    WITHDRAWN = "withdrawn", _("retirée")


BEFORE_CONSENT = (PlacementState.DRAFT, PlacementState.AWAITING_CONSENT)
AWAITING_ANSWER = (PlacementState.TRANSMITTED, PlacementState.UNDER_REVIEW)
TAKING_A_PLACE = (PlacementState.TRIAL, PlacementState.ACTIVE)
ENGAGED = (*TAKING_A_PLACE, PlacementState.PAUSED)
SEEN_BY_HOST = (*AWAITING_ANSWER, PlacementState.APPOINTMENT, *ENGAGED)
OPEN = (*BEFORE_CONSENT, *SEEN_BY_HOST)
CLOSED_AFTER_TRANSMISSION = (
    PlacementState.EXPIRED,
    PlacementState.DECLINED,
    PlacementState.ENDED,
    PlacementState.WITHDRAWN,
)


class FeedbackState(TextChoices):
    """What became of what somebody said of a mission."""

    SUBMITTED = "submitted", _("à lire")
    PUBLISHED = "published", _("publié")
    PRIVATE = "private", _("gardé sans être publié")
    REJECTED = "rejected", _("écarté")


class Activity(TextChoices):
    """What one does."""

    FOOD = "food", _("cuisine et aide alimentaire")
    CLOTHES = "clothes", _("vêtements et objets")
    WELCOME = "welcome", _("accueil")
    GARDEN = "garden", _("jardin et nature")
    REPAIR = "repair", _("bricolage et réparation")
    DIGITAL = "digital", _("ordinateur et téléphone")
    ADMINISTRATIVE = "administrative", _("papiers et classement")
    ANIMATION = "animation", _("fêtes et ateliers")
    CULTURE_SPORT = "culture_sport", _("culture et sport")
    COMPANY = "company", _("visites et compagnie")
    TRANSPORT = "transport", _("accompagner un trajet")
    OTHER = "other", _("autre")


FAMILIES: tuple[frozenset[str], ...] = (
    frozenset({Activity.FOOD, Activity.CLOTHES, Activity.WELCOME}),
    frozenset({Activity.GARDEN, Activity.REPAIR}),
    frozenset({Activity.DIGITAL, Activity.ADMINISTRATIVE}),
    frozenset({Activity.ANIMATION, Activity.CULTURE_SPORT}),
    frozenset({Activity.COMPANY, Activity.TRANSPORT}),
    frozenset({Activity.OTHER}),
)


class HalfDay(TextChoices):
    """The fourteen half-days of a week; the order is that of the bits in `half_days`."""

    MON_AM = "mon_am", _("lundi matin")
    MON_PM = "mon_pm", _("lundi après-midi")
    TUE_AM = "tue_am", _("mardi matin")
    TUE_PM = "tue_pm", _("mardi après-midi")
    WED_AM = "wed_am", _("mercredi matin")
    WED_PM = "wed_pm", _("mercredi après-midi")
    THU_AM = "thu_am", _("jeudi matin")
    THU_PM = "thu_pm", _("jeudi après-midi")
    FRI_AM = "fri_am", _("vendredi matin")
    FRI_PM = "fri_pm", _("vendredi après-midi")
    SAT_AM = "sat_am", _("samedi matin")
    SAT_PM = "sat_pm", _("samedi après-midi")
    SUN_AM = "sun_am", _("dimanche matin")
    SUN_PM = "sun_pm", _("dimanche après-midi")


ALL_HALF_DAYS = 2 ** len(HalfDay.values) - 1


def bits(half_days: list[str] | tuple[str, ...]) -> int:
    """Half-days as one number, which both databases can intersect. Raises ValueError for an unknown one."""
    return sum(1 << HalfDay.values.index(half_day) for half_day in set(half_days))


def half_days(number: int) -> list[HalfDay]:
    """The half-days of a number made by `bits`, in the order of the week."""
    return [half_day for rank, half_day in enumerate(HalfDay) if number >> rank & 1]


class Regularity(TextChoices):
    """How often."""

    ONCE = "once", _("une fois")
    WEEKLY = "weekly", _("chaque semaine")
    MONTHLY = "monthly", _("chaque mois")
    FREE = "free", _("quand vous voulez")


class Setting(TextChoices):
    """With whom one works."""

    TEAM = "team", _("en équipe")
    PAIR = "pair", _("à deux")
    ALONE_WITH_SUPPORT = "alone_with_support", _("seul une partie du temps, avec quelqu’un à appeler")


class French(TextChoices):
    """How much French a mission needs: of the mission, never of a person."""

    NONE = "none", _("pas besoin de parler français")
    SOME = "some", _("parler un peu français")
    FLUENT = "fluent", _("parler bien français")


class Expenses(TextChoices):
    """What the host pays back."""

    TRANSPORT = "transport", _("le transport est remboursé")
    MEAL = "meal", _("le repas est offert")
    BOTH = "both", _("le transport est remboursé et le repas offert")
    NONE = "none", _("rien n’est remboursé")


class Travel(TextChoices):
    """How a person moves."""

    FOOT = "foot", _("à pied")
    BICYCLE = "bicycle", _("à vélo")
    PUBLIC_TRANSPORT = "public_transport", _("en bus, en tram ou en train")
    SHARED_CAR = "shared_car", _("en voiture avec quelqu’un")
    CAR = "car", _("en voiture")


# Kilometres, donner_pour_recevoir.md, section 7.
TRAVEL_LIMITS = {
    Travel.FOOT: 2,
    Travel.BICYCLE: 7,
    Travel.PUBLIC_TRANSPORT: 20,
    Travel.SHARED_CAR: 25,
    Travel.CAR: 35,
}


class ContactChannel(TextChoices):
    """How to reach a person."""

    ACCOUNT = "account", _("par mon compte sur ce site")
    PHONE = "phone", _("par téléphone")
    EMAIL = "email", _("par courriel")
    THROUGH_ORIENTER = "through_orienter", _("par la personne qui m’accompagne")
    CODE = "code", _("je reviens voir avec mon code")


class Purpose(TextChoices):
    """What a consent allows; each is asked alone."""

    BE_CONTACTED = "be_contacted", _("être contacté·e pour des missions")
    SHARE_WITH_HOST = "share_with_host", _("donner ma fiche à une structure")
    FEEDBACK_TO_ORIENTER = "feedback_to_orienter", _("dire à la personne qui m’accompagne comment cela se passe")
    PUBLISH_TESTIMONY = "publish_testimony", _("publier mon témoignage")


class ConsentMode(TextChoices):
    """How a consent was given."""

    ACCOUNT = "account", _("avec mon compte")
    CODE = "code", _("avec mon code")
    ORAL = "oral", _("de vive voix")
    PAPER = "paper", _("sur papier")


class Side(TextChoices):
    """Who did something of a placement."""

    PERSON = "person", _("la personne")
    ORIENTER = "orienter", _("la personne qui oriente")
    HOST = "host", _("la structure")


class DeclineReason(TextChoices):
    """Why a host says no: about the mission, never about the person."""

    FULL = "full", _("la mission est complète")
    HALF_DAYS = "half_days", _("les jours ne vont pas ensemble")
    MISSION_ENDED = "mission_ended", _("la mission est terminée")
    NO_TUTOR = "no_tutor", _("personne ne peut accueillir en ce moment")
    LATER = "later", _("plus tard")


class EndReason(TextChoices):
    """Why an engagement ends."""

    PLANNED_END = "planned_end", _("c’était la fin prévue")
    OTHER_PROJECT = "other_project", _("un autre projet")
    JOB_OR_TRAINING = "job_or_training", _("un emploi ou une formation")
    NOT_SUITABLE = "not_suitable", _("la mission ne convient pas")
    MOVING = "moving", _("un déménagement")
    PREFER_NOT_TO_SAY = "prefer_not_to_say", _("je préfère ne pas le dire")


class Origin(TextChoices):
    """How a person came to the programme: counted, and written on nobody's row."""

    ACCOMPANIED = "accompanied", _("déjà suivie par un service")
    OUTREACH = "outreach", _("rencontrée en allant vers")
    SPONTANEOUS = "spontaneous", _("venue d’elle-même")


class Mood(TextChoices):
    """Three faces."""

    GOOD = "good", _("bien")
    MIXED = "mixed", _("moyen")
    BAD = "bad", _("pas bien")


class UsefulFor(TextChoices):
    """What a mission was good for."""

    MEETING = "meeting", _("rencontrer du monde")
    LEARNING = "learning", _("apprendre")
    BEING_USEFUL = "being_useful", _("être utile")
    GOING_OUT = "going_out", _("sortir de chez soi")
    CONFIDENCE = "confidence", _("reprendre confiance")
    OTHER = "other", _("autre chose")


class StartWish(TextChoices):
    """When the person would like to begin."""

    SOON = "soon", _("dès que possible")
    THIS_MONTH = "this_month", _("dans le mois")
    LATER = "later", _("plus tard")


class Met(TextChoices):
    """Whether the two met."""

    YES = "yes", _("oui")
    NO = "no", _("non")
    POSTPONED = "postponed", _("c’est repoussé")


class GoesOn(TextChoices):
    """Whether it goes on."""

    YES = "yes", _("oui")
    NO = "no", _("non")
    PAUSED = "paused", _("c’est en pause")


class Suits(TextChoices):
    """Whether the mission suits."""

    YES = "yes", _("oui")
    TO_ADJUST = "to_adjust", _("il faut l’adapter")
    NO = "no", _("non")


class Check(TextChoices):
    """What the coordinator signs before a mission is published (to be validated by the legal service)."""

    NO_PAID_POST = "no_paid_post", _("ne remplace pas un poste payé")
    NO_FORMER_EMPLOYER = "no_former_employer", _("n’est pas chez l’ancien employeur de la personne")
    INSURED = "insured", _("est assurée")
    TUTOR_NAMED = "tutor_named", _("a quelqu’un qui accueille et aide")
    EXPENSES_SAID = "expenses_said", _("dit ce qui est remboursé")
    ADULTS_ONLY = "adults_only", _("est pour les adultes")
    NEVER_ALONE_AT_HOME = "never_alone_at_home", _("ne laisse personne seul chez une personne fragile")
    NO_MONEY_ALONE = "no_money_alone", _("ne fait pas manier d’argent seul")
    CAR_INSURANCE = "car_insurance", _("dit quoi vérifier pour l’assurance de la voiture")
