"""One JSON line an event, so that nothing a visitor sends can forge a line of the journal."""

import json
import logging
from datetime import UTC, datetime


class JsonLine(logging.Formatter):
    """Format a record as one line of JSON. Request objects and locals are never written."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as a JSON object: time, level, logger, event, and the trace of an exception."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": record.getMessage(),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=True)
