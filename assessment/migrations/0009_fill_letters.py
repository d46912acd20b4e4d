from hashlib import sha256

from django.db import migrations

STEPS = ("draft_besluit", "change_besluit", "offer_besluit")
REASON = "De brief wordt voortaan bij het akkoord vastgelegd. Geef daarom opnieuw akkoord."


def fill(apps, _editor):
    """Sum the letters that were sent, remember who worked on a decision, and ask anew what has no letter yet."""
    besluiten = apps.get_model("assessment", "Besluit").objects
    for besluit in besluiten.filter(status="verzonden").iterator():
        letter = f"{besluit.onderwerp}\n{besluit.brief}"
        besluiten.filter(pk=besluit.pk).update(brief_sha256=sha256(letter.encode()).hexdigest())
    step = apps.get_model("assessment", "Besluitwijziging")
    for besluit in besluiten.filter(status="vastgesteld"):
        step.objects.create(besluit=besluit, verb="lose_approval", van="vastgesteld", naar="ter_akkoord", reden=REASON)
        besluiten.filter(pk=besluit.pk).update(status="ter_akkoord", akkoord_door=None)
    besluiten.exclude(status="verzonden").update(besluit_datum=None)
    remember_contributors(apps)


def remember_contributors(apps):
    """Read from the sporen who started, changed or offered each decision that may still be approved."""
    spoor, part = apps.get_model("sporen", "Spoor"), apps.get_model("assessment", "Besluitbijdrage")
    sporen = spoor.objects.filter(soort="assessment.besluit", wat__in=STEPS, door__isnull=False).order_by("nummer")
    for besluit in apps.get_model("assessment", "Besluit").objects.exclude(status="verzonden"):
        done = list(sporen.filter(sleutel=str(besluit.pk)).values_list("wat", "door_id"))
        people = {besluit.opsteller_id, *(door for _wat, door in done)}
        part.objects.bulk_create(part(besluit=besluit, persoon_id=persoon) for persoon in sorted(people))
        last = dict(done)
        besluit.gewijzigd_door_id = last.get("change_besluit")
        besluit.aangeboden_door_id = last.get("offer_besluit")
        besluit.save(update_fields=["gewijzigd_door", "aangeboden_door"])


class Migration(migrations.Migration):
    dependencies = [("assessment", "0008_chain_besluiten"), ("sporen", "0001_initial")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
