"""Full text in French, one interface on two engines (FTS5 on SQLite, tsvector and GIN on PostgreSQL).

Words are folded (case, accents) and stemmed here, when a text is written and when it is searched: both engines give the
same answer, « mobilités » finds « mobilite », and no operator of an engine's own language reaches it.
The index of a model stands beside its table; a queryset keeps its own conditions: rights are in the same query.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import snowballstemmer
from django.db import connections, models
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

# A word of a few letters that is in every text finds nothing.
STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        """a au aux avec ce ces cet cette d dans de des du elle elles en est et eu il ils j je l la le les
        leur leurs lui m ma mais me meme mes mon n ne nos notre nous on
        ont ou par pas pour qu que qui s sa sans se ses son sont sur
        t te tes toi ton tu un une vos votre vous y""",
    )
)
MAXIMUM_WORDS = 10
LONGEST_WORD = 40
_stemmer = snowballstemmer.stemmer("french")


def folded(text: str) -> str:
    """The text in lower case, without accents nor ligatures."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(character for character in plain if not unicodedata.combining(character))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """What a folded word shares with its plural and its other forms."""
    return _stemmer.stemWord(word)[:LONGEST_WORD]


def stems(text: str) -> list[str]:
    """The stems of a text, in order; words that are in every text are left out."""
    return [stem(word) for word in re.findall(r"[a-z0-9]+", folded(text)) if word not in STOP_WORDS]


def write(row: models.Model, texts: Iterable[str]) -> None:
    """Put the words of a row in the index of its table, in place of what was there."""
    words = sorted({word for text in texts for word in stems(text)})
    connection = connections[row._state.db or "default"]
    table = row._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DELETE FROM {table}_words WHERE rowid = %s", [row.pk])  # noqa: S608 - the table is ours
            cursor.execute(f"INSERT INTO {table}_words (rowid, words) VALUES (%s, %s)", [row.pk, " ".join(words)])  # noqa: S608 - same
        else:
            cursor.execute(f"UPDATE {table} SET words = array_to_tsvector(%s::text[]) WHERE id = %s", [words, row.pk])  # noqa: S608 - same


def matching(rows: QuerySet, query: str) -> QuerySet:
    """Those rows whose text holds every word of `query`; none when no word is left to look for."""
    words = list(dict.fromkeys(stems(query)))[:MAXIMUM_WORDS]
    if not words:
        return rows.none()
    table = rows.model._meta.db_table
    quoted: dict[str, tuple[str, str]] = {
        "sqlite": (
            " AND ".join(f'"{word}"' for word in words),
            f"SELECT rowid FROM {table}_words WHERE {table}_words MATCH %s",  # noqa: S608 - the table is ours
        ),
        "postgresql": (
            " & ".join(f"'{word}'" for word in words),
            f"SELECT id FROM {table} WHERE words @@ %s::tsquery",  # noqa: S608 - same
        ),
    }
    text, sql = quoted[connections[rows.db].vendor]
    return rows.filter(pk__in=RawSQL(sql, [text]))  # noqa: S611 - words are letters and digits, given as a parameter


def excerpt(text: str, query: str, around: int = 120) -> str:
    """The part of a text where the first word looked for stands; its beginning when none is found."""
    wanted = set(stems(query))
    # Words are cut in the text itself: folding changes lengths.
    found = next((word for word in re.finditer(r"\w+", text) if wanted & set(stems(word.group()))), None)
    start = max(0, found.start() - around) if found else 0
    end = (found.end() if found else 0) + around
    part = " ".join(text[start:end].split())
    return f"{'… ' if start and part else ''}{part}{' …' if end < len(text) else ''}"


def create_index(schema_editor: Any, table: str) -> None:
    """Create the index beside a table whose key is a whole number (in a migration)."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            f"CREATE VIRTUAL TABLE {table}_words USING fts5(words, tokenize = 'ascii', detail = none)"
        )
        act = f"DELETE FROM {table}_words WHERE rowid = OLD.id"  # noqa: S608 - the table is ours
        schema_editor.execute(f"CREATE TRIGGER {table}_unindexed AFTER DELETE ON {table} BEGIN {act}; END")
    else:
        schema_editor.execute(f"ALTER TABLE {table} ADD COLUMN words tsvector")
        schema_editor.execute(f"CREATE INDEX {table}_words ON {table} USING gin (words)")


def drop_index(schema_editor: Any, table: str) -> None:
    """Drop it."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TRIGGER {table}_unindexed")
        schema_editor.execute(f"DROP TABLE {table}_words")
    else:
        schema_editor.execute(f"ALTER TABLE {table} DROP COLUMN words")
