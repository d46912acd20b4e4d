from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0011_share_a_concept"),
    ]

    operations = [
        migrations.AddField(
            model_name="vraag", name="vanaf_ronde", field=models.PositiveSmallIntegerField(blank=True, null=True)
        ),
    ]
