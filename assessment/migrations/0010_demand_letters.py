from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessment", "0009_fill_letters")]

    operations = [
        migrations.AddConstraint(
            model_name="besluit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ("vastgesteld", "verzonden")), _negated=True),
                    models.Q(("akkoord_door__isnull", False), models.Q(("brief_sha256", ""), _negated=True)),
                    _connector="OR",
                ),
                name="besluit_approved_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="besluit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("besluit_datum__isnull", False), ("status", "verzonden")),
                    models.Q(models.Q(("status", "verzonden"), _negated=True), ("besluit_datum__isnull", True)),
                    _connector="OR",
                ),
                name="besluit_dated_when_sent",
            ),
        ),
    ]
