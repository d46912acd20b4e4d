from decimal import ROUND_HALF_UP, Decimal

from django.db import migrations


def convert(apps, _schema_editor):
    """Give each deelaspect the mean of the scores on its scorepunten, half up; parts a, b and c do not count again."""
    given = {}
    rows = apps.get_model("assessment", "Score").objects.filter(scorepunt__onderdeel_van__isnull=True)
    for beoordeling, deelaspect, punten in rows.values_list("beoordeling", "scorepunt__deelaspect", "punten"):
        given.setdefault((beoordeling, deelaspect), []).append(punten)
    model = apps.get_model("assessment", "Deelaspectscore")
    model.objects.bulk_create(
        [
            model(beoordeling_id=beoordeling, deelaspect_id=deelaspect, punten=rounded_mean(points))
            for (beoordeling, deelaspect), points in given.items()
        ],
        ignore_conflicts=True,
        batch_size=500,
    )


def rounded_mean(points):
    return int((Decimal(sum(points)) / len(points)).quantize(Decimal(1), ROUND_HALF_UP))


class Migration(migrations.Migration):
    dependencies = [("assessment", "0004_score_per_deelaspect")]

    operations = [migrations.RunPython(convert, migrations.RunPython.noop)]
