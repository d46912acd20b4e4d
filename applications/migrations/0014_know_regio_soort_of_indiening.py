from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("applications", "0013_fill_regio_of_indiening")]

    operations = [
        migrations.AddConstraint(
            model_name="indiening",
            constraint=models.CheckConstraint(
                condition=models.Q(("regio_soort__in", ["techniekregio", "techniekarm"])),
                name="indiening_regio_soort_known",
            ),
        ),
    ]
