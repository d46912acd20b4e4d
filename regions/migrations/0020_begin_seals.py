"""Write down how far the table of registrations was filled before acts left a seal of what they settled."""

from django.db import migrations

from regions.zegels import ZEGELS
from sto_portal.sporen.zegel import mark_begin


def begin(apps, _schema_editor):
    mark_begin([apps.get_model(zegel.soort) for zegel in ZEGELS])


class Migration(migrations.Migration):
    dependencies = [("regions", "0019_order_by_name"), ("sporen", "0002_triggers")]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
