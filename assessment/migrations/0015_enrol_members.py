"""Make a member of everyone who holds a role in the committee: until now, opening a page did."""

from django.db import migrations

COMMITTEE = ("beoordelaar", "voorzitter", "plaatsvervanger")


def enrol(apps, _schema_editor):
    people = apps.get_model("accounts", "Aanstelling").objects.filter(
        rol__in=COMMITTEE, user__commissielid__isnull=True
    )
    lid = apps.get_model("assessment", "Commissielid")
    pks = sorted(set(people.values_list("user_id", flat=True)))
    lid.objects.bulk_create([lid(user_id=pk) for pk in pks])


class Migration(migrations.Migration):
    dependencies = [("assessment", "0014_begin_seals"), ("accounts", "0002_add_plaatsvervanger")]

    operations = [migrations.RunPython(enrol, migrations.RunPython.noop)]
