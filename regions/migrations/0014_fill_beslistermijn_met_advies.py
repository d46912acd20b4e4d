from django.db import migrations

OURS = ("sto-2020-2023", "sto-demo")
WEEKS_22 = 154


def fill_beslistermijn(apps, schema_editor):
    """A committee advises on both regelingen, so 22 weeks hold (Kaderregeling 4.1 lid 2)."""
    apps.get_model("regions", "Regelingversie").objects.filter(
        regeling__slug__in=OURS, beslistermijn_advies_dagen=None
    ).update(beslistermijn_advies_dagen=WEEKS_22, extern_advies=True)


class Migration(migrations.Migration):
    dependencies = [
        ("regions", "0013_add_beslistermijn_met_advies"),
    ]

    operations = [migrations.RunPython(fill_beslistermijn, migrations.RunPython.noop)]
