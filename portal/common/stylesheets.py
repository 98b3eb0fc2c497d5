"""One style sheet out of the portal's many."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class JoinedManifestStorage(CompressedManifestStaticFilesStorage):
    """Files whose names bear the hash of their content."""
