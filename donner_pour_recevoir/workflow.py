"""When: the transitions of hosts, missions, placements and feedback (donner_pour_recevoir.md, sections 2, 3, 6, 12)."""

from django.utils.translation import gettext_lazy as _

from donner_pour_recevoir.enums import (
    AWAITING_ANSWER,
    BEFORE_CONSENT,
    ENGAGED,
    OPEN,
    FeedbackState,
    HostState,
    MissionState,
    PlacementState,
)
from portal.common.workflow import Transition

_H, _M, _P = HostState, MissionState, PlacementState

HOST = (
    Transition(_H.CANDIDATE, _H.VERIFIED, "verify", who="can_verify_host", guard="is_supported", stamp="verified_at"),
    *(
        Transition(source, _H.ENGAGED, "engage", who="can_engage_host", guard="is_ready", stamp="engaged_at")
        for source in (_H.VERIFIED, _H.WITHDRAWN)
    ),
    Transition(
        _H.ENGAGED, _H.SUSPENDED, "suspend", who="can_suspend_host", guard="reason_is_given", stamp="suspended_at"
    ),
    Transition(_H.SUSPENDED, _H.ENGAGED, "resume", who="can_engage_host", guard="is_ready", stamp="engaged_at"),
    *(
        Transition(source, _H.WITHDRAWN, "withdraw", who="can_suspend_host", stamp="withdrawn_at")
        for source in (_H.CANDIDATE, _H.VERIFIED, _H.ENGAGED, _H.SUSPENDED)
    ),
)

MISSION = (
    *(
        Transition(source, _M.SUBMITTED, "submit", who="can_edit_mission", guard="is_complete", stamp="submitted_at")
        for source in (_M.DRAFT, _M.CHANGES_REQUESTED)
    ),
    Transition(_M.SUBMITTED, _M.CHANGES_REQUESTED, "ask_changes", who="can_publish_mission", guard="reason_is_given"),
    Transition(
        _M.SUBMITTED,
        _M.PUBLISHED,
        "publish",
        who="can_publish_mission",
        guard="host_is_engaged_and_checklist_signed",
        stamp="published_at",
    ),
    Transition(_M.PUBLISHED, _M.SUSPENDED, "suspend", who="can_hold_mission", guard="reason_is_given"),
    Transition(_M.SUSPENDED, _M.PUBLISHED, "resume", who="can_edit_mission", guard="is_confirmed_today"),
    *(
        Transition(source, _M.ENDED, "end", who="can_hold_mission", stamp="ended_at")
        for source in (_M.PUBLISHED, _M.SUSPENDED)
    ),
)

PLACEMENT = (
    Transition(_P.DRAFT, _P.AWAITING_CONSENT, "ask_consent", who="is_own_orienter", stamp="asked_at"),
    *(
        Transition(
            source, _P.TRANSMITTED, "transmit", who="can_transmit", guard="may_be_transmitted", stamp="transmitted_at"
        )
        for source in BEFORE_CONSENT
    ),
    *(Transition(source, _P.REFUSED, "refuse", who="is_person", stamp="closed_at") for source in BEFORE_CONSENT),
    Transition(_P.TRANSMITTED, _P.UNDER_REVIEW, "open", who="can_answer_placement", guard="is_in_time"),
    *(
        Transition(source, _P.EXPIRED, "expire", who="nobody", guard="is_overdue", stamp="closed_at")
        for source in AWAITING_ANSWER
    ),
    *(
        Transition(
            source, _P.APPOINTMENT, "plan_appointment", who="can_answer_placement", guard="appointment_is_to_come"
        )
        for source in AWAITING_ANSWER
    ),
    *(
        Transition(
            source, _P.DECLINED, "decline", who="can_answer_placement", guard="reason_is_of_mission", stamp="closed_at"
        )
        for source in (*AWAITING_ANSWER, _P.APPOINTMENT)
    ),
    Transition(
        _P.APPOINTMENT,
        _P.TRIAL,
        "start_trial",
        who="can_agree",
        guard="both_agree_and_a_place_is_left",
        stamp="trial_at",
    ),
    Transition(
        _P.APPOINTMENT, _P.ACTIVE, "engage", who="can_agree", guard="both_agree_and_a_place_is_left", stamp="engaged_at"
    ),
    Transition(_P.TRIAL, _P.ACTIVE, "engage", who="can_agree", guard="both_agree", stamp="engaged_at"),
    *(Transition(source, _P.PAUSED, "pause", who="is_person", stamp="paused_at") for source in (_P.TRIAL, _P.ACTIVE)),
    Transition(_P.PAUSED, _P.ACTIVE, "resume", who="is_person", guard="mission_has_a_place", stamp="engaged_at"),
    *(
        Transition(source, _P.ENDED, "end", who="can_agree", guard="end_reason_is_listed", stamp="closed_at")
        for source in ENGAGED
    ),
    # A mission or a host that stops closes what is under way.
    *(
        Transition(source, _P.DECLINED, "stop", who="nobody", stamp="closed_at")
        for source in (*AWAITING_ANSWER, _P.APPOINTMENT)
    ),
    *(Transition(source, _P.ENDED, "stop", who="nobody", stamp="closed_at") for source in ENGAGED),
    *(Transition(source, _P.WITHDRAWN, "withdraw", who="is_person", stamp="closed_at") for source in OPEN),
)

_F = FeedbackState
_MODERATOR = {"who": "can_moderate_feedback", "stamp": "moderated_at"}
FEEDBACK = (
    Transition(_F.SUBMITTED, _F.PUBLISHED, "publish", guard="may_be_published", **_MODERATOR),
    Transition(_F.SUBMITTED, _F.PRIVATE, "keep", **_MODERATOR),
    Transition(_F.SUBMITTED, _F.REJECTED, "reject", **_MODERATOR),
    Transition(_F.PUBLISHED, _F.PRIVATE, "unpublish", who="can_unpublish_feedback"),
)

# What is said to whoever is refused a step that would be theirs.
REFUSALS = {
    "is_supported": _("Écrivez d’abord la convention ou le soutien du Département."),
    "is_ready": _(
        "Il manque la charte signée, une assurance valable aujourd’hui ou un référent que l’on peut joindre."
    ),
    "reason_is_given": _("Écrivez la raison : les personnes concernées la liront."),
    "is_complete": _("Complétez la mission : le résumé facile à lire et au moins une demi-journée sont nécessaires."),
    "host_is_engaged_and_checklist_signed": _(
        "La structure doit être engagée et chaque point de la liste signé avant de publier."
    ),
    "is_confirmed_today": _("Confirmez d’abord que la mission est toujours d’actualité."),
    "may_be_transmitted": _(
        "Cette mission n’est plus ouverte, ou l’accord manque. Rien n’a été transmis. Voici d’autres missions."
    ),
    "is_in_time": _("Le délai de réponse est passé : cette demande est close."),
    "is_overdue": _("Le délai de réponse n’est pas encore passé."),
    "appointment_is_to_come": _("Choisissez un jour et une heure à venir."),
    "reason_is_of_mission": _("Choisissez une raison dans la liste."),
    "both_agree": _("Votre oui est noté. Nous attendons le oui de l’autre."),
    "both_agree_and_a_place_is_left": _(
        "Votre oui est noté s’il manquait. Il faut le oui des deux et une place libre dans la mission."
    ),
    "mission_has_a_place": _("La mission n’a plus de place en ce moment."),
    "end_reason_is_listed": _("Choisissez une raison dans la liste."),
    "may_be_published": _("La personne n’a pas donné, ou a repris, son accord pour publier ce texte."),
}
