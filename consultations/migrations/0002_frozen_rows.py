"""What was frozen stays frozen: the database itself refuses to change or delete versions and results.

SQLite drops the triggers of a table that a later migration rebuilds: such a migration must run `protect` again
(tests/consultations/questions/test_frozen_rows.py fails otherwise).
"""

from django.db import migrations

FROZEN = {
    "consultations_questionnaireversion": ("consultation_id", "number", "data", "sha256"),
    "consultations_publishedsnapshot": ("consultation_id", "number", "threshold", "data", "audit", "sha256"),
}
SENTENCE = "a frozen row never changes"


def protect(apps, schema_editor):
    """Refuse UPDATE of the frozen columns, and DELETE."""
    for statement in _sqlite_triggers() if schema_editor.connection.vendor == "sqlite" else _postgresql_triggers():
        schema_editor.execute(statement)


def unprotect(apps, schema_editor):
    """Take the triggers away."""
    for table in FROZEN:
        for event in ("update", "delete"):
            on = "" if schema_editor.connection.vendor == "sqlite" else f" ON {table}"
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{event}{on}")
    if schema_editor.connection.vendor != "sqlite":
        schema_editor.execute("DROP FUNCTION IF EXISTS consultations_refuse_change")


def _sqlite_triggers():
    """The statements that protect on SQLite."""
    statements = []
    for table, columns in FROZEN.items():
        changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns)
        refuse = f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
        statements += [
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} WHEN {changed} {refuse}",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
        ]
    return statements


def _postgresql_triggers():
    statements = [
        "CREATE FUNCTION consultations_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    ]
    for table, columns in FROZEN.items():
        changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)
        refuse = "FOR EACH ROW"
        call = "EXECUTE FUNCTION consultations_refuse_change()"
        statements += [
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse} WHEN ({changed}) {call}",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse} {call}",
        ]
    return statements


class Migration(migrations.Migration):
    dependencies = [("consultations", "0001_initial")]

    operations = [migrations.RunPython(protect, unprotect)]
