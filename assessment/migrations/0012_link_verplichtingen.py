from django.db import migrations

OPEN = ("concept", "ter_akkoord", "vastgesteld")


def link(apps, _schema_editor):
    """Tell of the obligations in a decision that is still made which of them follow from the advice."""
    Verplichting = apps.get_model("assessment", "Verplichting")
    Adviesoordeel = apps.get_model("assessment", "Adviesoordeel")
    rows = Verplichting.objects.filter(soort="verduidelijking", besluit__status__in=OPEN).select_related("besluit")
    for row in rows:
        asked = Adviesoordeel.objects.filter(advies=row.besluit.advies_id, uitkomst="verduidelijken")
        row.adviesoordeel = next((each for each in asked if each.verduidelijken in row.omschrijving), None)
        row.save(update_fields=["adviesoordeel"])


class Migration(migrations.Migration):
    dependencies = [("assessment", "0011_check_advies_and_besluitteksten")]

    operations = [migrations.RunPython(link, migrations.RunPython.noop)]
