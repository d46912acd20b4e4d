"""Changes behind the portal's back, each as someone with the database or the disk in hand would make it."""

from pathlib import Path

from django.conf import settings
from django.db import connection

from applications.canonical import checksum, plan_json
from applications.models import (
    Aanvraagronde,
    Akkoord,
    Antwoord,
    Dossierbrief,
    Herinnering,
    Indiening,
    Statuswijziging,
    Uitstel,
)
from assessment.models import (
    Advies,
    Adviesoordeel,
    Belang,
    Beoordelingstatus,
    Besluit,
    Besluitstatus,
    Oordeel,
    Verhindering,
)
from regions.models import Vooraanmelding
from sto_portal.bestanden.models import Bestand
from sto_portal.sporen.models import Ketting, Spoor

DAY = "2020-01-01 12:00:00+00:00"


def execute(statement, *params):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def write(model, pk, **values):
    """UPDATE one row, whatever its model thinks of that."""
    columns = ", ".join(f"{name} = %s" for name in values)
    execute(f"UPDATE {model._meta.db_table} SET {columns} WHERE id = %s", *values.values(), pk)


def remove(model, pk):
    execute(f"DELETE FROM {model._meta.db_table} WHERE id = %s", pk)


def filing():
    """The first Indiening, the one that is changed."""
    return Indiening.objects.select_related("aanvraag__regio", "aanvraag__ronde", "plan").order_by("pk").first()


def answer_of(indiening):
    return Antwoord.objects.filter(plan=indiening.plan).exclude(tekst="").order_by("pk").first()


def change_answer():
    write(Antwoord, answer_of(filing()).pk, tekst="Mooier.")


def change_spoor(number=3):
    execute("UPDATE sporen_spoor SET wat = 'anders' WHERE nummer = %s", number)


def remove_spoor(number=3):
    execute("DELETE FROM sporen_spoor WHERE nummer = %s", number)


def remove_every_spoor():
    execute("DELETE FROM sporen_spoor")


def empty_spoor_of_filing():
    execute(
        "UPDATE sporen_spoor SET gegevens = '{}' WHERE wat = 'submit' AND soort = %s AND sleutel = %s",
        "applications.indiening",
        str(filing().pk),
    )


def set_back_the_chain():
    """Take the last three sporen away as if they had never been."""
    last = Ketting.objects.get(pk=1).nummer - 3
    execute("DELETE FROM sporen_spoor WHERE nummer > %s", last)
    Ketting.objects.filter(pk=1).update(nummer=last, hash=Spoor.objects.get(nummer=last).hash)


def rewrite_everything():
    """Change an answer, and with it the JSON, its checksum, the spoor of the filing and every hash of the chain."""
    indiening = filing()
    change_answer()
    content = plan_json(indiening.plan)
    write(Indiening, indiening.pk, json=content, sha256=checksum(content))
    spoor = Spoor.objects.of(indiening).get(wat="submit")
    write(Spoor, spoor.pk, gegevens=spoor.gegevens.replace(indiening.sha256, checksum(content)))
    previous = "0" * 64
    for row in Spoor.objects.order_by("nummer"):
        row.vorige_hash = previous
        previous = row.compute_hash()
        write(Spoor, row.pk, vorige_hash=row.vorige_hash, hash=previous)
    Ketting.objects.filter(pk=1).update(hash=previous)


def sent():
    return Besluit.objects.filter(status=Besluitstatus.VERZONDEN, soort="verlening").order_by("pk").first()


def change_amount():
    write(Besluit, sent().pk, bedrag_cents=1)


def open_decision_again():
    write(Besluit, sent().pk, status="concept", besluit_datum=None)


def change_judgement():
    row = Oordeel.objects.filter(beoordeling__status=Beoordelingstatus.ONTHULD).order_by("pk").first()
    write(Oordeel, row.pk, reden="Iets anders.")


def remove_judgement():
    row = Oordeel.objects.filter(beoordeling__status=Beoordelingstatus.ONTHULD).order_by("pk").first()
    remove(Oordeel, row.pk)


def change_advice():
    write(Advies, Advies.objects.filter(status="vastgesteld").order_by("pk").first().pk, samenvatting="Iets anders.")


def change_part_of_advice():
    row = Adviesoordeel.objects.filter(advies__status="vastgesteld").order_by("pk").first()
    write(Adviesoordeel, row.pk, reden="Iets anders.")


def first_step():
    return Statuswijziging.objects.filter(verb="submit").order_by("pk").first()


def remove_step():
    remove(Statuswijziging, first_step().pk)


def date_step_back():
    write(Statuswijziging, first_step().pk, op=DAY)


def lengthen_uitstel():
    row = Uitstel.objects.order_by("pk").first()
    write(Uitstel, row.pk, sluit_op="2040-01-01 12:00:00+00:00")


def remove_uitstel():
    remove(Uitstel, Uitstel.objects.order_by("pk").first().pk)


def rewrite_brief():
    write(Dossierbrief, Dossierbrief.objects.order_by("pk").first().pk, tekst="<p>Iets anders.</p>")


def date_filing_back():
    write(Indiening, filing().pk, aangekomen_op=DAY)


def date_step_of_vooraanmelding_back():
    execute("UPDATE regions_vooraanmeldingwijziging SET op = %s", DAY)


def answered():
    return Akkoord.objects.filter(status="akkoord").order_by("pk").first()


def change_akkoord():
    write(Akkoord, answered().pk, naam="Een ander")


def remove_akkoord():
    remove(Akkoord, answered().pk)


def change_verhindering():
    write(Verhindering, Verhindering.objects.order_by("pk").first().pk, reden="Anders.")


def remove_verhindering():
    remove(Verhindering, Verhindering.objects.order_by("pk").first().pk)


def end_belang():
    write(Belang, Belang.objects.order_by("pk").first().pk, tot_datum="2020-01-01")


def remove_belang():
    remove(Belang, Belang.objects.order_by("pk").first().pk)


def close_ronde_later():
    write(Aanvraagronde, Aanvraagronde.objects.order_by("pk").first().pk, sluit_op="2040-01-01 12:00:00+00:00")


def remove_reminder():
    remove(Herinnering, Herinnering.objects.order_by("pk").first().pk)


def filed_vooraanmelding():
    return Vooraanmelding.objects.filter(status="ingediend").order_by("pk").first()


def rename_vooraanmelding():
    write(Vooraanmelding, filed_vooraanmelding().pk, naam="Een andere regio")


def take_school_from_vooraanmelding():
    schools = Vooraanmelding.vestigingen.through
    remove(schools, schools.objects.filter(vooraanmelding=filed_vooraanmelding()).first().pk)


def rename_file():
    execute("UPDATE bestanden_bestand SET sha256 = %s", "0" * 64)


def place_of(bestand):
    return Path(settings.MEDIA_ROOT) / bestand.pad


def newest_file():
    return Bestand.objects.order_by("pk").last()


def add_bytes():
    with place_of(newest_file()).open("ab") as file:
        file.write(b"meer")


def remove_file():
    place_of(newest_file()).unlink()


def disable_triggers():
    execute("ALTER TABLE applications_antwoord DISABLE TRIGGER USER")


def skip_triggers():
    execute("ALTER ROLE CURRENT_USER SET session_replication_role = 'replica'")


def empty_function():
    execute("CREATE OR REPLACE FUNCTION frozen_part() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$")


def replace_trigger():
    """Keep the name of a trigger and give it a body that refuses nothing (SQLite)."""
    execute("DROP TRIGGER frozen_applications_antwoord_update")
    execute(
        "CREATE TRIGGER frozen_applications_antwoord_update BEFORE update ON applications_antwoord WHEN 1 = 0 "
        "BEGIN SELECT RAISE(ABORT, 'nooit'); END"
    )
