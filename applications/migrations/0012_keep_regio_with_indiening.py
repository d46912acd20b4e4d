from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("applications", "0011_share_a_concept")]

    operations = [
        migrations.AddField(
            model_name="indiening",
            name="regio_naam",
            field=models.CharField(default="", max_length=120),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="indiening",
            name="regio_soort",
            field=models.CharField(
                choices=[("techniekregio", "Techniekregio"), ("techniekarm", "Techniekarme regio")],
                default="",
                max_length=20,
            ),
            preserve_default=False,
        ),
    ]
