"""Let PostgreSQL's search ignore accents and endings, as people do; SQLite's ignores accents by itself."""

from django.db import migrations


def create(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute("CREATE EXTENSION IF NOT EXISTS unaccent")
    schema_editor.execute("CREATE TEXT SEARCH CONFIGURATION portail (COPY = french)")
    schema_editor.execute(
        "ALTER TEXT SEARCH CONFIGURATION portail ALTER MAPPING FOR hword, hword_part, word WITH unaccent, french_stem"
    )


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TEXT SEARCH CONFIGURATION portail")


class Migration(migrations.Migration):
    dependencies = [("home", "0001_initial")]

    operations = [migrations.RunPython(create, remove)]
