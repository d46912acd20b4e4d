from django.db import migrations

from sto_portal.sporen.triggers import install, remove


class Migration(migrations.Migration):
    dependencies = [("sporen", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]
