"""Whoever changes what was settled behind the portal's back is refused by the database, or found by the check.

The changes are those that were tried on a copy of the database; each is named as it was there.
"""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from applications.integrity import ADD_DOSSIER
from applications.models import Indiening
from assessment import frozen as besluiten
from assessment.controledelen import WACHTEN
from sto_portal.bestanden.actions import store
from sto_portal.sporen import triggers as sporen
from sto_portal.sporen.actions import record
from sto_portal.sporen.anker import write_anchor
from tests.integriteit import geknoei
from tests.tampering import without

pytestmark = pytest.mark.usefixtures("demo")

REFUSED = {
    "een antwoord van een ingediend plan": geknoei.change_answer,
    "een spoor veranderd": geknoei.change_spoor,
    "een spoor weg": geknoei.remove_spoor,
    "een verzonden besluit": geknoei.change_amount,
    "een verzonden besluit weer open": geknoei.open_decision_again,
    "een oordeel na onthulling": geknoei.change_judgement,
    "een oordeel na onthulling weg": geknoei.remove_judgement,
    "een vastgesteld advies": geknoei.change_advice,
    "een oordeel van een vastgesteld advies": geknoei.change_part_of_advice,
    "een stap weg": geknoei.remove_step,
    "een stap eerder": geknoei.date_step_back,
    "uitstel langer": geknoei.lengthen_uitstel,
    "uitstel weg": geknoei.remove_uitstel,
    "een verzonden brief": geknoei.rewrite_brief,
    "een indiening eerder": geknoei.date_filing_back,
    "een stap van een vooraanmelding": geknoei.date_step_of_vooraanmelding_back,
    "het controlegetal van een bestand": geknoei.rename_file,
    "een gegeven akkoord": geknoei.change_akkoord,
    "een gegeven akkoord weg": geknoei.remove_akkoord,
    "een verhindering": geknoei.change_verhindering,
    "een verhindering weg": geknoei.remove_verhindering,
    "een belang weg": geknoei.remove_belang,
}
CHANGED = "de inhoud is niet meer zoals die is vastgelegd."
NOTICED = {  # name: (parts that are looked at, change, how the fault begins and ends)
    "een antwoord, langs de triggers": ("plannen", geknoei.change_answer, "Indiening 1 van ", "zijn ingediend."),
    "alle sporen weg": ("sporen", geknoei.remove_every_spoor, "Spoor 1: De ketting eindigt bij spoor 0", "geschreven."),
    "een leeg spoor": ("plannen", geknoei.empty_spoor_of_filing, "Indiening 1 van ", "het spoor van de indiening."),
    "de laatste drie sporen weg": ("anker", geknoei.set_back_the_chain, "Spoor ", "niet meer in de database."),
    "alles opnieuw geschreven": ("anker", geknoei.rewrite_everything, "Spoor ", "de keten is opnieuw gemaakt."),
    "het bedrag van een besluit": ("besluiten", geknoei.change_amount, "Besluit STO", CHANGED),
    "een besluit weer open": ("besluiten", geknoei.open_decision_again, "Besluit STO", CHANGED),
    "een oordeel": ("beoordelingen", geknoei.change_judgement, "Beoordeling ", CHANGED),
    "een oordeel weg": ("beoordelingen", geknoei.remove_judgement, "Beoordeling ", CHANGED),
    "een advies": ("adviezen", geknoei.change_advice, "Advies over STO", CHANGED),
    "een oordeel in een advies": ("adviezen", geknoei.change_part_of_advice, "Advies over STO", CHANGED),
    "een stap weg": ("stappen", geknoei.remove_step, "Aanvraag ", CHANGED),
    "een stap eerder": ("stappen", geknoei.date_step_back, "Aanvraag ", CHANGED),
    "uitstel langer": ("uitstel", geknoei.lengthen_uitstel, "Uitstel ", CHANGED),
    "uitstel weg": ("uitstel", geknoei.remove_uitstel, "Uitstel ", "is verdwenen."),
    "een brief": ("brieven", geknoei.rewrite_brief, "Dossierbrief ", CHANGED),
    "een akkoord": ("akkoorden", geknoei.change_akkoord, "Akkoord ", CHANGED),
    "een verhindering": ("verhinderingen", geknoei.change_verhindering, "Verhindering ", CHANGED),
    "een belang voorbij": ("belangen", geknoei.end_belang, "Belang ", CHANGED),
    "een belang weg": ("belangen", geknoei.remove_belang, "", "is verdwenen."),
    "een ronde later dicht": ("rondes", geknoei.close_ronde_later, "Aanvraagronde ", CHANGED),
    "een herinnering weg": ("rondes", geknoei.remove_reminder, "Aanvraagronde ", CHANGED),
    "een andere naam van een aanmelding": (
        "vooraanmeldingen",
        geknoei.rename_vooraanmelding,
        "Vooraanmelding ",
        CHANGED,
    ),
    "een school minder in een aanmelding": (
        "vooraanmeldingen",
        geknoei.take_school_from_vooraanmelding,
        "Vooraanmelding ",
        CHANGED,
    ),
    "een indiening eerder": ("indieningen", geknoei.date_filing_back, "Indiening 1 van ", CHANGED),
}
FILES = {
    "een bestand met bytes erbij": (geknoei.add_bytes, "heeft een andere inhoud"),
    "een bestand weg": (geknoei.remove_file, "is er niet meer"),
}
GUARDS = {
    "postgresql": {
        "triggers uitgezet": (geknoei.disable_triggers, "Beveiliging staat uit: frozen_applications_antwoord_update."),
        "triggers overgeslagen": (
            geknoei.skip_triggers,
            "Beveiliging wordt overgeslagen: session_replication_role is niet 'origin'.",
        ),
        "functie leeg": (geknoei.empty_function, "Beveiliging is veranderd: frozen_applications_antwoord_update."),
    },
    "sqlite": {
        "trigger leeg": (geknoei.replace_trigger, "Beveiliging is veranderd: frozen_applications_antwoord_update."),
    },
}


def faults_in(capsys, deel):
    """What the check says of these parts; it ends with 1."""
    capsys.readouterr()
    with pytest.raises(CommandError) as stopped:
        call_command("check_integriteit", deel=deel, verbosity=0)
    found = capsys.readouterr().err.splitlines()
    assert (stopped.value.returncode, str(stopped.value).split(".")[0]) == (1, f"{len(found)} fouten gevonden")
    return found


def of_this_database():
    return GUARDS[connection.vendor]


@pytest.mark.parametrize("naam", REFUSED)
def test_the_database_refuses_it(naam):
    with pytest.raises(IntegrityError), transaction.atomic():
        REFUSED[naam]()


def test_the_database_refuses_to_empty_a_table_of_what_is_settled():
    tables = {trigger.table for wacht in WACHTEN for trigger in wacht.triggers(connection)}
    statements = {"postgresql": "TRUNCATE {} CASCADE", "sqlite": "DELETE FROM {}"}
    always = tables if connection.vendor == "postgresql" else {"sporen_spoor", "applications_statuswijziging"}

    for table in sorted(always):
        with pytest.raises(IntegrityError), transaction.atomic():
            geknoei.execute(statements[connection.vendor].format(table))


@pytest.mark.parametrize("naam", NOTICED)
def test_the_check_finds_who_got_past_the_triggers(naam, capsys, settings, tmp_path):
    deel, change, begin, end = NOTICED[naam]
    settings.ANCHOR_FOLDER = str(tmp_path)
    write_anchor()
    with without():
        change()

    found = faults_in(capsys, deel)

    assert [(line.startswith(begin), line.endswith(end)) for line in found] == [(True, True)]


@pytest.mark.parametrize("naam", FILES)
def test_the_check_reads_every_file(naam, capsys):
    change, told = FILES[naam]
    bestand = store(b"%PDF-1.7 " + naam.encode(), name="brief.pdf", kind="brief")
    change()

    assert faults_in(capsys, "bestanden") == [f"Bestand {bestand.pk} 'brief.pdf': {told} ({bestand.pad})."]


def test_the_check_finds_another_file_in_the_place_of_a_dossier(capsys):
    indiening = geknoei.filing()
    right, wrong = (store(b"%PDF-1.7 " + word, name="dossier.pdf", kind="dossier") for word in (b"goed", b"fout"))
    record(None, ADD_DOSSIER, indiening, {"sha256": right.sha256})
    with without():
        geknoei.write(Indiening, indiening.pk, dossier_id=wrong.pk)

    assert faults_in(capsys, "plannen") == [f"{indiening}: het dossier is niet dat van het spoor ervan."]


@pytest.mark.parametrize("naam", sorted({name for guards in GUARDS.values() for name in guards}))
def test_the_check_finds_a_guard_that_no_longer_guards(naam, capsys):
    change, told = of_this_database().get(naam, next(iter(of_this_database().values())))
    connection.check_constraints()
    change()

    assert [line for line in faults_in(capsys, "beveiligingen") if line == told] == [told]


def test_the_check_finds_that_the_guards_of_sporen_and_decisions_are_gone(capsys):
    wanted = [*sporen.WACHT.triggers(connection), *besluiten.WACHT.triggers(connection)]
    connection.check_constraints()
    for wacht in (sporen.WACHT, besluiten.WACHT):
        wacht.remove(connection)

    found = faults_in(capsys, "beveiligingen")

    assert sorted(found) == sorted(f"Beveiliging ontbreekt: {trigger.name}." for trigger in wanted)


def test_the_check_goes_on_after_a_broken_row_and_names_every_one(capsys):
    with without():
        geknoei.empty_spoor_of_filing()
        geknoei.change_amount()
        geknoei.date_step_back()
        geknoei.execute("UPDATE sporen_spoor SET gegevens = 'geen JSON' WHERE nummer = 2")

    found = faults_in(capsys, "")

    kinds = [line.partition(" ")[0] for line in found]
    assert kinds == ["Indiening", "Indiening", "Aanvraag", "Besluit", "Spoor", "Spoor"]
