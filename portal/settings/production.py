"""A real installation: everything comes from the environment."""

from portal.settings.base import *  # noqa: F403 - a settings module is its base, as it is
