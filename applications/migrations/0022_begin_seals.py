"""Write down how far the tables were filled before acts left a seal of what they settled."""

from django.db import migrations

from applications.zegels import ZEGELS
from sto_portal.sporen.zegel import mark_begin


def begin(apps, _schema_editor):
    mark_begin([apps.get_model(zegel.soort) for zegel in ZEGELS])


class Migration(migrations.Migration):
    dependencies = [("applications", "0021_say_what_aanbod_is_to_be"), ("sporen", "0002_triggers")]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
