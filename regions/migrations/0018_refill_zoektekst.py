"""Fold again what is searched: a letter with a stroke is found as the letter without, as elsewhere in the portal."""

from django.db import migrations

from sto_portal.namen import name_key


def refill(apps, _schema_editor):
    rows = apps.get_model("regions", "Vestiging").objects
    changed = []
    for row in rows.only("naam", "plaats", "code", "zoektekst").order_by("pk").iterator():
        folded = name_key(f"{row.naam} {row.plaats} {row.code}")
        if folded != row.zoektekst:
            row.zoektekst = folded
            changed.append(row)
    rows.bulk_update(changed, ["zoektekst"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("regions", "0017_add_buiten_behandeling_weken")]

    operations = [migrations.RunPython(refill, migrations.RunPython.noop)]
