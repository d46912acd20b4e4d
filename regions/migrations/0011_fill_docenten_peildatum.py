from datetime import date

from django.db import migrations


def fill_docenten_peildatum(apps, schema_editor):
    """The year before the subsidy begins and the year after, as Bijlage B.1 §5.1 has it for 2020-2023."""
    for versie in apps.get_model("regions", "Regelingversie").objects.filter(docenten_peildatum=None):
        versie.docenten_peildatum = date(versie.subsidie_van.year - 1, 1, 1)
        versie.docenten_tot_jaar = versie.subsidie_van.year + 1
        versie.save(update_fields=["docenten_peildatum", "docenten_tot_jaar"])


def tell_the_last_report(apps, schema_editor):
    """What was loaded as the report at the end is one."""
    apps.get_model("regions", "Rapportagemoment").objects.filter(naam="Eindverantwoording").update(soort="eind")


class Migration(migrations.Migration):
    dependencies = [
        ("regions", "0010_add_docenten_peildatum"),
    ]

    operations = [
        migrations.RunPython(fill_docenten_peildatum, migrations.RunPython.noop),
        migrations.RunPython(tell_the_last_report, migrations.RunPython.noop),
    ]
