"""What must never be stored has no column, no field, no word in a mail (donner_pour_recevoir.md, section 9)."""

import re
from pathlib import Path

import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client

from donner_pour_recevoir.forms import host as host_forms
from donner_pour_recevoir.forms import placement as placement_forms
from donner_pour_recevoir.forms import volunteer as volunteer_forms
from donner_pour_recevoir.models import Volunteer
from donner_pour_recevoir.validators import DISCREET
from portal.common.models import FailedAttempt, OutgoingMail, TransitionLog
from tests.factories.missions import make_mission, make_volunteer

APP = apps.get_app_config("donner_pour_recevoir")
FORBIDDEN = re.compile(
    r"birth|naissance|\bage\b|sex|gender|nationalit|rsa|allocat|income|resource|debt|health|sante|handicap|disab|addict|"
    r"pregnan|religi|opinion|union\b|ethni|criminal|casier|\bnir\b|siret_person|identity_paper|photo|\bcv\b|"
    r"street|postal_address|housing|obstacle|frein|reliab|absence|hours_done|assessment|last_name|surname",
    re.IGNORECASE,
)
ALLOWED = {
    *("id", "code_digest", "first_name", "user", "contact_channel", "phone", "email", "is_adult", "commune", "travel"),
    *("max_km", "half_days", "wishes", "setting_wish", "orienter", "last_contact_on", "counted_year"),
}


@pytest.mark.any_engine
def test_the_record_of_a_person_holds_the_closed_list_and_nothing_else():
    assert {field.name for field in Volunteer._meta.get_fields() if field.concrete} == ALLOWED


@pytest.mark.any_engine
def test_no_column_of_the_story_has_a_forbidden_name():
    names = [f"{model.__name__}.{field.name}" for model in APP.get_models() for field in model._meta.get_fields()]
    assert [name for name in names if FORBIDDEN.search(name.split(".")[1])] == []


@pytest.mark.any_engine
def test_no_form_asks_for_what_is_forbidden():
    classes = [
        value
        for module in (host_forms, placement_forms, volunteer_forms)
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, forms.BaseForm)
    ]
    names = [f"{form.__name__}.{name}" for form in classes for name in form.base_fields]
    assert len(names) > 40
    assert [name for name in names if FORBIDDEN.search(name.split(".")[1])] == []


@pytest.mark.any_engine
def test_no_module_of_the_story_counts_hours_nor_names_a_case_tool():
    folder = Path(APP.path)
    sources = [file for file in folder.rglob("*.py") if "migrations" not in file.parts and file.name != "validators.py"]
    faulty = [
        f"{file.name}: {match.group()}"
        for file in sources
        for match in re.finditer(
            r"volume_horaire|nombre_semaines|\bRSA\b|\bCER\b|hours_done|absent\b", file.read_text()
        )
    ]
    assert faulty == []


@pytest.mark.any_engine
@pytest.mark.parametrize(
    "text",
    [
        "2 84 05 34 172 065 88",
        "1840534172065",
        "mon numéro 1234567A",
        "dossier 1234567",
        "Appelez le 06 12 34 56 78",
        "+33612345678",
        "nadia@exemple.fr",
        "j’habite 12 rue des Fleurs",
        "elle touche le RSA",
        "une addiction",
        "son Handicap",
    ],
)
def test_a_free_text_that_holds_a_number_an_address_or_a_private_matter_is_refused(text):
    with pytest.raises(ValidationError):
        forms.CharField(validators=DISCREET).clean(text)


@pytest.mark.any_engine
@pytest.mark.parametrize(
    "text", ["Je viens le 12 mars 2027 à 14 h 30.", "J’aime la route et le jardin.", "à 9 h - 12 h"]
)
def test_ordinary_words_pass(text):
    assert forms.CharField(validators=DISCREET).clean(text) == text


@pytest.mark.django_db
def test_criteria_of_access_leave_no_trace_in_address_record_or_journal(caplog):
    make_mission(seated_possible=True)
    code = "K7F3QXM92H"
    make_volunteer(code)
    client = Client()
    client.post("/d/", {"code": code})
    before = {model: list(model.objects.values_list()) for model in (*APP.get_models(), OutgoingMail, TransitionLog)}
    with caplog.at_level("DEBUG"):
        for path in ("/donner-pour-recevoir/", "/donner-pour-recevoir/ma-fiche/missions/"):
            response = client.post(path, {"access": ["seated_possible", "no_french"]})
            assert response.status_code == 200
            assert "Location" not in response.headers
    assert before == {model: list(model.objects.values_list()) for model in before}
    kept = [record for record in caplog.records if record.name.startswith(("portal", "django.request"))]
    assert not [record for record in kept if "seated" in str(record.__dict__)]
    assert not any("seated" in str(value) for value in client.session.values())


@pytest.mark.django_db
def test_a_telephone_and_an_address_are_unreadable_in_the_database():
    volunteer = make_volunteer(phone="06 00 00 00 77", email="nadia@demo.example")
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone, email FROM donner_pour_recevoir_volunteer")
        stored = str(cursor.fetchall())
    assert "06 00" not in stored
    assert "nadia" not in stored
    assert Volunteer.objects.get(pk=volunteer.pk).phone == "06 00 00 00 77"


@pytest.mark.django_db
def test_a_guessed_code_is_slowed_and_says_the_same_whatever_it_is():
    make_volunteer("K7F3QXM92H")
    client = Client()
    pages = set()
    for code in ("AAAAA-AAAAA", "K7F3Q-XM92J", "trop court"):
        page = client.post("/d/", {"code": code}).content.decode()
        pages.add(re.search(r'id="id_code_error">(.*?)</p>', page, re.DOTALL).group(1))
    assert len(pages) == 1
    for _ in range(8):
        client.post("/d/", {"code": "AAAAA-AAAAA"})
    assert "Attendez" in client.post("/d/", {"code": "AAAAA-AAAAA"}).content.decode()
    assert "K7F3Q" not in str(list(FailedAttempt.objects.values()))
