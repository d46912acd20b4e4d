"""Say of older mail which link only its recipient may read; the portal wipes it within the hour."""

import re

from django.db import migrations

PERSONAL = re.compile(r"\S*/(?:account/password/reset/key/|akkoord/\d+:|vooraanmelden/bevestigen/)\S+")


def find_links(apps, _schema_editor):
    rows = apps.get_model("outbox", "Bericht").objects
    for bericht in rows.filter(geheim="").only("tekst").order_by("pk").iterator():
        if found := PERSONAL.search(bericht.tekst):
            rows.filter(pk=bericht.pk).update(geheim=found[0][:500])


class Migration(migrations.Migration):
    dependencies = [("outbox", "0004_wipe_links")]

    operations = [migrations.RunPython(find_links, migrations.RunPython.noop)]
