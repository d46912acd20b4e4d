"""Write down how far the tables were filled before acts left a seal of what they settled."""

from django.db import migrations

from assessment.zegels import ADVIES, BEOORDELING, BESLUIT, CONTROLE
from sto_portal.sporen.zegel import mark_begin


def begin(apps, _schema_editor):
    mark_begin([apps.get_model(zegel.soort) for zegel in (BEOORDELING, ADVIES, CONTROLE, BESLUIT)])


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0013_widen_wettelijke_grondslag"),
        ("applications", "0022_begin_seals"),
        ("sporen", "0002_triggers"),
    ]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
