from django.db import migrations
from django.utils import timezone

HOURS = (336, 48, 4)  # as fixtures/regelingen.yaml gave them when reminders began


def fill(apps, _schema_editor):
    """Give the rounds that were there before reminders existed, and are not closed, those of a new round."""
    ronde_model = apps.get_model("applications", "Aanvraagronde")
    herinnering_model = apps.get_model("applications", "Herinnering")
    open_or_later = ronde_model.objects.filter(sluit_op__gt=timezone.now())
    herinnering_model.objects.bulk_create(
        herinnering_model(ronde=ronde, uren=uren) for ronde in open_or_later for uren in HOURS
    )


class Migration(migrations.Migration):
    dependencies = [("applications", "0002_herinneringen")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
