from django.db import migrations, models

WEEKS_4 = 4  # of every regeling: Awb 4:5 lid 4


class Migration(migrations.Migration):
    dependencies = [
        ("regions", "0016_fill_afzenders"),
    ]

    operations = [
        migrations.AddField(
            model_name="regelingversie",
            name="buiten_behandeling_weken",
            field=models.PositiveSmallIntegerField(default=WEEKS_4),
            preserve_default=False,
        ),
    ]
