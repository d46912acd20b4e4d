from pathlib import Path

import pytest
import yaml
from django.conf import settings

from sto_portal.sjablonen.actions import render, settle_version
from sto_portal.sjablonen.loading import load_sjablonen
from sto_portal.sjablonen.models import Sjabloon, SjabloonError, Sjabloonversie

pytestmark = pytest.mark.django_db

FOLDER = Path(settings.FIXTURES_ROOT, "sjablonen")
MAILS = ("ontvangstbevestiging", "beoordeling_toegewezen", "besluit_beschikbaar")


@pytest.fixture
def versie():
    sjabloon = Sjabloon.objects.create(slug="proef", naam="Proefbrief", soort="brief")
    return settle_version(sjabloon, onderwerp="Brief", tekst="Eerste", example={})


def write(folder, **changes):
    data = {"slug": "proef", "naam": "Proef", "soort": "mail", "onderwerp": "O", "tekst": "T", "variabelen": {}}
    (folder / "proef.yaml").write_text(yaml.safe_dump(data | changes), encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        lambda versie: versie.save(),
        lambda versie: versie.delete(),
        lambda _versie: Sjabloonversie.objects.filter(sjabloon__slug="proef").update(tekst="Anders"),
        lambda _versie: Sjabloonversie.objects.filter(sjabloon__slug="proef").delete(),
    ],
)
def test_nobody_changes_the_text_of_a_letter_that_may_have_been_sent(versie, change):
    versie.tekst = "Anders"

    with pytest.raises(SjabloonError, match="vastgesteld"):
        change(versie)

    assert Sjabloonversie.objects.get(sjabloon__slug="proef").tekst == "Eerste"


def test_a_new_version_is_used_and_the_old_one_stays(versie):
    settle_version(versie.sjabloon, onderwerp="Brief", tekst="Tweede", example={})

    newest, _onderwerp, tekst = render("proef", {})

    assert (newest.nummer, tekst) == (2, "Tweede")
    assert Sjabloonversie.objects.get(sjabloon__slug="proef", nummer=1).tekst == "Eerste"


def test_a_draft_of_a_version_is_not_used_yet(versie):
    draft = Sjabloonversie.objects.create(sjabloon=versie.sjabloon, nummer=2, onderwerp="B", tekst="Tweede")

    draft.tekst = "Derde"
    draft.save()

    assert render("proef", {})[2] == "Eerste"


def test_loading_again_changes_nothing(tmp_path):
    write(tmp_path)

    assert [len(load_sjablonen(tmp_path)) for _ in range(2)] == [1, 0]


def test_a_changed_file_makes_a_new_version(tmp_path):
    write(tmp_path)
    load_sjablonen(tmp_path)

    write(tmp_path, tekst="Nieuw")
    load_sjablonen(tmp_path)

    assert render("proef", {})[2] == "Nieuw"


def test_loading_again_leaves_what_staff_wrote_later_in_use(tmp_path):
    write(tmp_path)
    load_sjablonen(tmp_path)
    settle_version(Sjabloon.objects.get(slug="proef"), onderwerp="O", tekst="Van de staf", example={})

    load_sjablonen(tmp_path)

    assert render("proef", {})[2] == "Van de staf"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"soort": "fax"}, "proef.yaml: verwacht precies de velden"),
        ({"extra": 1}, "proef.yaml: verwacht precies de velden"),
        ({"tekst": "{{ onbekend }}"}, "proef.yaml: .*onbekend"),
    ],
)
def test_a_wrong_file_is_named_and_nothing_is_loaded(tmp_path, changes, reason):
    write(tmp_path, **changes)

    with pytest.raises(SjabloonError, match=reason):
        load_sjablonen(tmp_path)

    assert not Sjabloon.objects.filter(slug="proef").exists()


def test_the_own_mails_load_and_fill_their_example():
    load_sjablonen()

    for slug in MAILS:
        data = yaml.safe_load((FOLDER / f"{slug}.yaml").read_text(encoding="utf-8"))
        _versie, onderwerp, tekst = render(slug, data["variabelen"])
        assert data["variabelen"]["nummer"] in onderwerp
        assert "{" not in onderwerp + tekst
        assert "http" not in tekst


def test_the_receipt_of_anna_holds_region_round_moment_number_and_checksum():
    load_sjablonen()
    context = yaml.safe_load((FOLDER / "ontvangstbevestiging.yaml").read_text(encoding="utf-8"))["variabelen"]

    tekst = render("ontvangstbevestiging", context)[2]

    for value in (
        "Regio Voorbeeldstad",
        "Aanvraagronde 3",
        "STO00012-3",
        "28 mei 2020 om 14.03 uur",
        context["sha256"],
    ):
        assert value in tekst
    assert "nog niet volledig" not in tekst
    assert "nog niet volledig" in render("ontvangstbevestiging", context | {"onvolledig": True})[2]
