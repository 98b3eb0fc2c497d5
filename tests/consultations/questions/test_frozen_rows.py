"""The database refuses to change what was frozen, whatever the code that asks."""

import pytest
from django.db import IntegrityError, transaction

from consultations.models import PublishedSnapshot, QuestionnaireVersion
from tests.factories.consultations import make_consultation


def frozen_rows() -> list:
    page = make_consultation()
    snapshot = PublishedSnapshot.objects.create(consultation=page, number=1, threshold=11, data={}, sha256="0" * 64)
    return [page.versions.get(), snapshot]


@pytest.mark.django_db
def test_a_frozen_row_is_neither_changed_nor_deleted():
    for row in frozen_rows():
        rows = type(row).objects.filter(pk=row.pk)
        for change in ({"data": {"sections": []}}, {"sha256": "1" * 64}, {"number": 9}):
            with pytest.raises(IntegrityError), transaction.atomic():
                rows.update(**change)
        with pytest.raises(IntegrityError), transaction.atomic():
            rows._raw_delete(rows.db)
        assert rows.get().number == 1


@pytest.mark.django_db
def test_frozen_results_may_change_state():
    _version, snapshot = frozen_rows()
    snapshot.reason = "Une correction"
    snapshot.save()
    assert PublishedSnapshot.objects.get().reason


@pytest.mark.django_db(transaction=True)
def test_a_transactional_test_leaves_an_empty_database_that_still_refuses():
    frozen_rows()


@pytest.mark.django_db(transaction=True)
def test_a_second_transactional_test_finds_the_triggers_again():
    assert not QuestionnaireVersion.objects.exists()
    version, _snapshot = frozen_rows()
    with pytest.raises(IntegrityError):
        QuestionnaireVersion.objects.filter(pk=version.pk).update(number=2)
