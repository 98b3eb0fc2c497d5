import pytest
from django.urls import reverse

from network.models import Commune
from portal.accounts.operations import prepare_role_groups
from tests.factories.accounts import client_of, make_user
from tests.factories.network import make_commune, make_territory

pytestmark = pytest.mark.django_db


def test_an_administrator_confirms_the_territory_of_a_commune():
    prepare_role_groups()
    commune, thau = make_commune("Mèze"), make_territory("MDS-BIT", "Biterrois")
    client = client_of(make_user(role="administrator", second_factor=True))
    url = reverse("communes:edit", args=[commune.pk])

    assert client.get(reverse("communes:index")).status_code == 200
    form = client.get(url).context["form"]
    typed = {name: form[name].value() for name in form.fields}
    facts = {name: "" if value is None else value for name, value in typed.items()}
    response = client.post(url, {**facts, "territory": thau.pk, "territory_confirmed": "on"})

    assert response.status_code == 302
    commune = Commune.objects.get()
    assert (commune.territory, commune.territory_confirmed) == (thau, True)


def test_an_editor_does_not_touch_reference_data():
    prepare_role_groups()
    client = client_of(make_user(role="editor", second_factor=True))

    assert client.get(reverse("communes:edit", args=[make_commune().pk])).status_code == 302
