"""Durations and limits of the story; the Département confirms each (marked † in donner_pour_recevoir.md)."""

from datetime import timedelta

CONFIRMED_FOR = timedelta(days=90)
OVER_AFTER_END = timedelta(days=30)
INSURANCE_NOTICE = timedelta(days=30)

CONSENT_REMINDER = timedelta(days=7)
CONSENT_WAIT = timedelta(days=30)
HOST_REMINDER = timedelta(days=10)
ORIENTER_NOTICE = timedelta(days=20)
ANSWER_WAIT = timedelta(days=30)
APPOINTMENT_REMINDER = timedelta(days=2)
AGREEMENT_WAIT = timedelta(days=14)
TRIAL_REVIEW = timedelta(days=30)
RETURN_DUE = timedelta(days=15)
ORAL_CONSENT_AGE = timedelta(days=7)
OPEN_PLACEMENTS = 3

REFUSED_KEPT = timedelta(days=30)
CLOSED_KEPT = timedelta(days=91)
ENDED_KEPT = timedelta(days=365)
LIAISON_KEPT = timedelta(days=182)
RECORD_NOTICE = timedelta(days=335)
RECORD_KEPT = timedelta(days=365)
PROOF_KEPT = timedelta(days=730)
ACCESS_KEPT = timedelta(days=365)

ANSWERS_BEFORE_A_DELAY_IS_SHOWN = 5
