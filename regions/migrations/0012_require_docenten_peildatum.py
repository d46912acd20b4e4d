from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("regions", "0011_fill_docenten_peildatum"),
    ]

    operations = [
        migrations.AlterField(model_name="regelingversie", name="docenten_peildatum", field=models.DateField()),
        migrations.AlterField(
            model_name="regelingversie", name="docenten_tot_jaar", field=models.PositiveSmallIntegerField()
        ),
    ]
