from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0014_know_regio_soort_of_indiening"),
    ]

    operations = [
        migrations.AddField(
            model_name="vraag", name="vanaf_ronde", field=models.PositiveSmallIntegerField(blank=True, null=True)
        ),
    ]
