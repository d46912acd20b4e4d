from django.db import migrations

from sto_portal.namen import name_key


def fill(apps, _schema_editor):
    """Give the vestigingen that were there already the text by which they are found."""
    vestiging_model = apps.get_model("regions", "Vestiging")
    rows = list(vestiging_model.objects.only("naam", "plaats", "code"))
    for row in rows:
        row.zoektekst = name_key(f"{row.naam} {row.plaats} {row.code}")
    vestiging_model.objects.bulk_update(rows, ["zoektekst"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("regions", "0003_vestiging_zoektekst")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
