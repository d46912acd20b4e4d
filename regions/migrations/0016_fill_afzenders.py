from django.db import migrations

KNOWN = {
    "naam": "Dienst Uitvoering Subsidies aan Instellingen",
    "namens": "voor het ministerie van Onderwijs, Cultuur en Wetenschap",
    "bezwaaradres": "DUO, Postbus 30205, 2500 GE Den Haag",
}


def fill(apps, _schema_editor):
    """Give every regeling the sender that its letters named until now."""
    Afzender = apps.get_model("regions", "Afzender")
    for regeling in apps.get_model("regions", "Regeling").objects.filter(afzender__isnull=True):
        Afzender.objects.create(regeling=regeling, **KNOWN)


class Migration(migrations.Migration):
    dependencies = [("regions", "0015_name_afzender")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
