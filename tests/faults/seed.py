"""Fill the empty database of a server under test, and print the addresses and the card as JSON."""

import json
import os

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    django.setup()

    from consultations.operations.codes import draw_codes
    from tests.factories.consultations import make_consultation, question

    questions = [question("yes_no", "venu", required=True), question("long_text", "idee")]
    make_consultation(questions, slug="ouverte")
    (card,) = draw_codes(make_consultation(questions, slug="cartes", access="code"), holder="Réunion", count=1)
    print(json.dumps({"card": card}))  # noqa: T201 - the test reads it
