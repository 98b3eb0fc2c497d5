"""What this story does of itself."""

from donner_pour_recevoir.operations import clock, retention
from portal.common.chores import on_retention, on_tick

on_tick("donner pour recevoir", clock.run)
on_retention("donner pour recevoir", retention.forget)
