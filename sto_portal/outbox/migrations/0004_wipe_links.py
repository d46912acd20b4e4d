from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outbox", "0003_keep_what_only_the_recipient_reads")]

    operations = [
        migrations.AddField(
            model_name="bericht",
            name="is_gewist",
            field=models.BooleanField(default=False),
        ),
    ]
