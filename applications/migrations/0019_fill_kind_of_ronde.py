from django.db import migrations

AGAIN = (2, 3)


def fill_kind(apps, schema_editor):
    """The second and third round of 2020-2023 were for regions that were rejected."""
    rondes = apps.get_model("applications", "Aanvraagronde").objects
    rondes.filter(nummer__in=AGAIN, regelingversie__regeling__slug="sto-2020-2023").update(soort="herkansing")


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0018_know_kind_of_ronde"),
    ]

    operations = [migrations.RunPython(fill_kind, migrations.RunPython.noop)]
