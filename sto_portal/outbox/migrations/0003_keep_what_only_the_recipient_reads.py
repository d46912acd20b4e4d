import re

from django.db import migrations, models

ONE_TIME_LINK = re.compile(r"\S*/account/password/reset/key/\S+")


def keep_one_time_links(apps, schema_editor):
    """Invitations were the only mails with a link that works without a password."""
    Bericht = apps.get_model("outbox", "Bericht")
    for bericht in Bericht.objects.filter(sleutel__startswith="uitnodiging:").iterator():
        if found := ONE_TIME_LINK.search(bericht.tekst):
            bericht.geheim = found[0]
            bericht.save(update_fields=["geheim"])


class Migration(migrations.Migration):
    dependencies = [
        ("outbox", "0002_geweigerd"),
    ]

    operations = [
        migrations.AddField(
            model_name="bericht",
            name="geheim",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.RunPython(keep_one_time_links, migrations.RunPython.noop),
    ]
