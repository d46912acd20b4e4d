from django.db import migrations, models


class Migration(migrations.Migration):
    """As long as the articles of a Besluittekst, which a draft begins with."""

    dependencies = [
        ("assessment", "0012_link_verplichtingen"),
    ]

    operations = [
        migrations.AlterField(
            model_name="besluit",
            name="wettelijke_grondslag",
            field=models.CharField(blank=True, max_length=300, verbose_name="artikelen waarop het besluit rust"),
        ),
    ]
