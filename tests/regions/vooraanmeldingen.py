"""Registrations as the tests need them: a periode that is open, schools, and a registration that is complete."""

from datetime import timedelta

from django.utils import timezone

from regions.models import Gemeente, Vestiging, Vooraanmelding, Vooraanmeldperiode
from regions.vooraanmelding.aanmelden import submit_vooraanmelding
from sto_portal.bestanden.actions import store


def open_periode():
    """The periode of the demo regeling, open now."""
    return Vooraanmeldperiode.objects.get(regelingversie__regeling__slug="sto-demo")


def close(periode):
    Vooraanmeldperiode.objects.filter(pk=periode.pk).update(sluit_op=timezone.now() - timedelta(minutes=1))
    periode.refresh_from_db()


def make_gemeente(naam, **fields):
    code = f"{9000 + Gemeente.objects.count()}"
    found = Gemeente.objects.filter(naam=naam, **fields).first()
    return found or Gemeente.objects.create(code=code, naam=naam, **fields)


def make_school(code, gemeente):
    """A vmbo vestiging in the municipality with this name; the one that is there."""
    fields = {"naam": f"School {code}", "plaats": gemeente, "onderwijsstructuur": "VBO/MAVO"}
    return Vestiging.objects.get_or_create(code=code, defaults=fields | {"gemeente": make_gemeente(gemeente)})[0]


def make_vooraanmelding(by, *, naam="Regio Voorbeeld", codes=("01AB00", "02AB00"), gemeenten=("Almelo",), **fields):
    """A complete draft of `by`: its schools lie in the first of `gemeenten`."""
    people = {
        "contact_naam": by.naam,
        "contact_functie": "Directeur",
        "contact_email": by.email,
        "contact_telefoon": "0612345678",
        "vervanger_naam": "V. Ervanger",
        "vervanger_functie": "Teamleider",
        "vervanger_email": f"vervanger-{by.email}",
    }
    values = {"periode": open_periode(), "naam": naam, "soort": "techniekregio"} | people | fields
    made = Vooraanmelding.objects.create(**values)
    made.aanmelders.add(by)
    made.gemeenten.set(make_gemeente(name) for name in gemeenten)
    made.vestigingen.set(make_school(code, gemeenten[0]) for code in codes)
    made.verklaringen.add(store(b"%PDF-1.7 wij doen mee", name="intentie.pdf", kind="intentieverklaring", by=by))
    return made


def file_vooraanmelding(by, **fields):
    """The same, filed now."""
    made = make_vooraanmelding(by, **fields)
    submit_vooraanmelding(vooraanmelding=made, by=by, at=timezone.now())
    made.refresh_from_db()
    return made


def next_week():
    """The first moment too late of a term for who got a registration back."""
    return timezone.now() + timedelta(days=7)
