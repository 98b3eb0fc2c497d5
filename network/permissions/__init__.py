"""Who may do what in the network, and the conditions of its transitions."""

from network.permissions.committees import *  # noqa: F403 - one name for `network.workflow` to look functions up in
from network.permissions.guards import *  # noqa: F403 - same
