from django.db import migrations


def end(apps, _schema_editor):
    """Sessions have a table of their own now: nobody reads those of before, and nobody would tidy them up."""
    apps.get_model("sessions", "Session").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_add_sessie"),
        ("sessions", "0001_initial"),
    ]

    operations = [migrations.RunPython(end, migrations.RunPython.noop)]
