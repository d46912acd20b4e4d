from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("regions", "0009_vooraanmelding"),
    ]

    operations = [
        migrations.AddField(model_name="regelingversie", name="docenten_peildatum", field=models.DateField(null=True)),
        migrations.AddField(
            model_name="regelingversie", name="docenten_tot_jaar", field=models.PositiveSmallIntegerField(null=True)
        ),
        migrations.AddField(
            model_name="rapportagemoment",
            name="soort",
            field=models.CharField(
                choices=[("voortgang", "Voortgangsrapportage"), ("eind", "Eindverantwoording")],
                default="voortgang",
                max_length=10,
            ),
            preserve_default=False,
        ),
    ]
