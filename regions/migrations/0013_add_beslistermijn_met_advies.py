from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("regions", "0012_require_docenten_peildatum"),
    ]

    operations = [
        migrations.AddField(
            model_name="regelingversie",
            name="beslistermijn_advies_dagen",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="regelingversie",
            name="extern_advies",
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name="regelingversie",
            constraint=models.CheckConstraint(
                condition=Q(("extern_advies", False), ("beslistermijn_advies_dagen__isnull", False), _connector="OR"),
                name="regelingversie_advice_has_a_term",
            ),
        ),
    ]
