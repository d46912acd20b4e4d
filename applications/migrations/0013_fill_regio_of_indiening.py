from django.db import migrations
from django.db.models import OuterRef, Subquery


def fill(apps, _schema_editor):
    """Give what was filed before the name and kind of its region as they are now: no older ones were kept."""
    regio = apps.get_model("regions", "Regio").objects.filter(plannen__indiening=OuterRef("pk"))
    apps.get_model("applications", "Indiening").objects.update(
        regio_naam=Subquery(regio.values("naam")), regio_soort=Subquery(regio.values("soort"))
    )


class Migration(migrations.Migration):
    dependencies = [("applications", "0012_keep_regio_with_indiening")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
