"""The same for rounds, interests and who withdrew from a case: they have seals from here on."""

from django.db import migrations

from assessment.zegels import BELANG, RONDE, VERHINDERING
from sto_portal.sporen.zegel import mark_begin


def begin(apps, _schema_editor):
    mark_begin([apps.get_model(zegel.soort) for zegel in (VERHINDERING, BELANG, RONDE)])


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0016_order_by_name"),
        ("applications", "0023_order_by_name"),
        ("sporen", "0002_triggers"),
    ]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
