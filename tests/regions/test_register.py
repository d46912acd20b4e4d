import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from regions.models import Regio
from regions.register import Importuitslag, RegisterError, import_register

REGISTER = f"{settings.FIXTURES_ROOT}/bijlage_a.csv"

pytestmark = pytest.mark.django_db


def test_a_real_installation_gets_the_71_regions_of_the_report():
    assert import_register(REGISTER) == Importuitslag(nieuw=71, gewijzigd=0, gelijk=0)
    assert Regio.objects.get(nummer="STO19002").naam == "Edudelta College Middelharnis"


def test_reading_the_register_again_changes_only_what_differs():
    import_register(REGISTER)
    Regio.objects.filter(nummer="STO19002").update(naam="Oude naam")

    assert import_register(REGISTER) == Importuitslag(nieuw=0, gewijzigd=1, gelijk=70)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("nummer,naam\n", "De eerste regel moet zijn"),
        ("nr;sto_nummer;penvoerder;markering\n1;19001;School;\n", "Regel 2: Gebruik STO en vijf cijfers."),
        ("nr;sto_nummer;penvoerder;markering\n1;STO19001;;\n", "Regel 2: Dit veld kan niet leeg zijn"),
    ],
)
def test_a_wrong_register_is_refused_and_nothing_is_written(tmp_path, content, message):
    register = tmp_path / "register.csv"
    register.write_text(content, encoding="utf-8")

    with pytest.raises(RegisterError, match=message):
        import_register(register)
    assert Regio.objects.count() == 0


def test_the_command_says_what_is_wrong_with_a_missing_file(tmp_path):
    with pytest.raises(CommandError, match="niet te lezen"):
        call_command("import_penvoerders", f"{tmp_path}/weg.csv")
