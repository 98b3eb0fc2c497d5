"""The database itself refuses to change what was sent, approved or frozen.

On SQLite, a later migration that rebuilds one of these tables drops its trigger: call `seal` again there.
"""

from django.db import migrations

# Table, columns that never change, condition from which they no longer do.
SEALED = (
    ("network_convocation", ("meeting_id", "method", "snapshot", "snapshot_hash", "ical_sequence", "sent_at"), ""),
    ("network_minutesversion", ("minutes_id", "number", "state", "body", "easy_body", "note"), ""),
    ("network_documentversion", ("document_id", "number", "file_id", "note", "frozen_at"), "OLD.frozen_at IS NOT NULL AND "),
)


def seal(apps, schema_editor):
    """Create the triggers of this engine."""
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    differs = "IS NOT" if is_sqlite else "IS DISTINCT FROM"
    if not is_sqlite:
        schema_editor.execute(
            "CREATE OR REPLACE FUNCTION network_sealed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION 'sealed' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
    for table, columns, condition in SEALED:
        # JSON has no equality on PostgreSQL: it is compared as text.
        changes = " OR ".join(f"CAST(OLD.{name} AS text) {differs} CAST(NEW.{name} AS text)" for name in columns)
        body = (
            "BEGIN SELECT RAISE(ABORT, 'sealed'); END" if is_sqlite else "EXECUTE FUNCTION network_sealed()"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {table}_sealed BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({condition}({changes})) {body}"
        )


def unseal(apps, schema_editor):
    """Drop the triggers."""
    on_table = schema_editor.connection.vendor != "sqlite"
    for table, _columns, _condition in SEALED:
        schema_editor.execute(f"DROP TRIGGER {table}_sealed" + (f" ON {table}" if on_table else ""))
    if on_table:
        schema_editor.execute("DROP FUNCTION network_sealed()")


class Migration(migrations.Migration):

    dependencies = [("network", "0003_committees")]

    operations = [migrations.RunPython(seal, unseal)]
