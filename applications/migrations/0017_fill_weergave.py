from django.db import migrations

# Where Bijlage B shows each table and what the controles read, as this was in code until now.
OF_VRAAG = {
    "b1_2_afzien_scholen": "scholen",
    "b1_31_profielen_leerlingen": "aanbod",
    "b1_34_leerlingen_10_jaar": "leerlingenprognose",
    "b1_4_projecten": "projecten",
    "b1_51_tabel": "docententekort",
    "b2_1_doelen": "doelen",
    "b2_1_mijlpalen": "mijlpalen",
    "b2_2_activiteiten": "activiteiten",
    "b2_31_partners_onderdelen": "overleggen",
    "b2_31_namen_functies": "zetels",
    "b2_33_risico": "risicos",
    "b3_partnerlijst": "partnertaken",
    "b3_bijdragen": "bijdragen",
    "b3_bijdrage_tabel": "bijdrage_per_partner",
    "b4_bestand": "begroting",
}
OF_PARAGRAAF = {"b3-partners": "partnergegevens", "b3-ondertekening": "ondertekeningen"}
BETEKENIS = {
    "b1_2_afbakening": "grenzen",
    "b1_32_is_techniekarm": "techniekarm",
    "b1_32_percentage": "aandeel_techniek",
    "b1_35_mismatch": "mismatch_aanbod",
    "b1_38_mismatch": "mismatch_kwaliteit",
    "b3_einddatum": "einde_overeenkomst",
}


def fill_weergave(apps, schema_editor):
    vraag, paragraaf = (apps.get_model("applications", name) for name in ("Vraag", "Paragraaf"))
    for code, weergave in OF_VRAAG.items():
        vraag.objects.filter(code=code, vastgelegd_in="model").update(weergave=weergave)
    for sleutel, weergave in OF_PARAGRAAF.items():
        paragraaf.objects.filter(sleutel=sleutel).update(weergave=weergave)
    for code, betekenis in BETEKENIS.items():
        vraag.objects.filter(code=code).update(betekenis=betekenis)


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0016_add_weergave_and_betekenis"),
    ]

    operations = [
        migrations.RunPython(fill_weergave, migrations.RunPython.noop),
    ]
