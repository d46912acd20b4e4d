from django.db import migrations

POINTS = range(1, 6)


def fill(apps, _schema_editor):
    """Give a kader without a scale the one its scores had; the words come with the reference data."""
    model = apps.get_model("assessment", "Schaalwaarde")
    for kader in apps.get_model("assessment", "Beoordelingskader").objects.filter(schaal__isnull=True):
        model.objects.bulk_create(model(kader=kader, punten=punten, woord=str(punten)) for punten in POINTS)


class Migration(migrations.Migration):
    dependencies = [("assessment", "0006_belang_period")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
