import pytest
from django import forms
from django.core.exceptions import ValidationError

from applications.forms.velden import (
    NUL_MESSAGE,
    DigitsField,
    EuroField,
    GetalField,
    LijstField,
    PercentageField,
    PostcodeField,
    TekstField,
    VestigingscodeField,
)

NUL = chr(0)


def refused(field, value):
    """The message with which `field` refuses `value`."""
    with pytest.raises(ValidationError) as caught:
        field.clean(value)
    return caught.value.messages[0]


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("1.234,56", 123456),
        ("€ 1.234,56", 123456),
        ("€ 12,-", 1200),
        ("12,--", 1200),
        ("12", 1200),
        ("12,5", 1250),
        ("1234567", 123456700),
        ("1.234", 123400),
        ("0", 0),
        (" € 5 000 ", 500000),
        ("100.000.000,00", 10000000000),
    ],
)
def test_an_amount_is_read_as_dutch_people_type_it(typed, cents):
    assert EuroField().clean(typed) == cents


@pytest.mark.parametrize("typed", ["twaalf", "1,2,3", "1.2", "12.345.6", "1e9", "12,345", "١٢", f"12{NUL}"])
def test_what_is_no_amount_is_told(typed):
    assert refused(EuroField(), typed) == "Vul een bedrag in, bijvoorbeeld 1.234,56."


def test_a_negative_amount_is_told_as_such():
    assert refused(EuroField(), "-12,50") == "Vul een bedrag in van € 0 of hoger."


@pytest.mark.parametrize("typed", ["100.000.000,01", "999999999999999999999999"])
def test_an_absurd_amount_is_told_as_such(typed):
    assert refused(EuroField(), typed) == "Dit bedrag is te hoog. Vul hoogstens €\xa0100.000.000,00 in."


def test_a_stored_amount_is_shown_as_dutch_people_read_it():
    assert EuroField().prepare_value(123456) == "1.234,56"
    assert EuroField().prepare_value("12,3x") == "12,3x"


@pytest.mark.parametrize(("typed", "number"), [("125", 125), ("1.250", 1250), ("0", 0)])
def test_a_number_may_have_points_between_thousands(typed, number):
    assert GetalField().clean(typed) == number


@pytest.mark.parametrize("typed", ["-1", "1,5", "veel", "1.25", "9" * 400, f"1{NUL}", "١٢", "10000001"])
def test_what_is_no_whole_number_is_told(typed):
    message = refused(GetalField(), typed)

    assert message.split(",")[0] in {
        "Vul een heel getal in",
        "Vul een getal in van 0 of hoger.",
        "Dit getal is te groot. Vul hoogstens 1.000.000 in.",
    }


@pytest.mark.parametrize(("typed", "shown"), [("7,5", "7.5"), ("7,50 %", "7.50"), ("100", "100"), ("0", "0")])
def test_a_percentage_has_a_comma(typed, shown):
    assert f"{PercentageField().clean(typed):f}" == shown


@pytest.mark.parametrize("typed", ["101", "-1", "tien", "NaN", "Infinity", f"7{NUL}"])
def test_what_is_no_percentage_is_told(typed):
    assert refused(PercentageField(), typed) == "Vul een percentage in van 0 tot en met 100, bijvoorbeeld 7,5."


def test_a_text_keeps_its_lines_and_loses_none_of_its_characters():
    assert TekstField().clean("een\r\n\r\ntwee\rdrie ") == "een\n\ntwee\ndrie"


def test_a_text_of_20000_characters_fits_and_one_more_is_told():
    assert len(TekstField().clean("x" * 20_000)) == 20_000
    assert refused(TekstField(), "x" * 20_345) == (
        "Deze tekst heeft 20.345 tekens. U mag niet meer dan 20.000 tekens gebruiken. Maak de tekst 345 tekens korter."
    )


def test_the_browser_does_not_cut_a_long_text():
    class Form(forms.Form):
        tekst = TekstField()

    assert "maxlength" not in str(Form()["tekst"])


@pytest.mark.parametrize("field", [TekstField(), LijstField(), VestigingscodeField(), PostcodeField()])
def test_a_nul_character_is_told_in_plain_words(field):
    assert refused(field, f"een{NUL}twee") in {NUL_MESSAGE, field.__class__.__dict__.get("message")}


def test_a_list_has_one_item_on_each_line():
    assert LijstField().clean("  Lutjebroek \n\n Verzonnen \n") == "Lutjebroek\nVerzonnen"


@pytest.mark.parametrize(("typed", "code"), [("01ab00", "01AB00"), (" 01 AB 00 ", "01AB00")])
def test_a_site_is_told_by_six_characters(typed, code):
    assert VestigingscodeField().clean(typed) == code


@pytest.mark.parametrize("typed", ["01AB", "AB0100", "01AB0", "01AB000", "①1AB00"])
def test_a_wrong_site_code_is_told(typed):
    assert refused(VestigingscodeField(), typed) == (
        "Vul 6 tekens in: 2 cijfers, 2 letters en 2 cijfers, bijvoorbeeld 01AB00."
    )


@pytest.mark.parametrize("typed", ["1234ab", "1234 AB", " 1234  ab "])
def test_a_postcode_is_kept_in_one_form(typed):
    assert PostcodeField().clean(typed) == "1234 AB"


@pytest.mark.parametrize("typed", ["0123 AB", "1234", "1234 SS", "AB 1234"])
def test_a_wrong_postcode_is_told(typed):
    assert refused(PostcodeField(), typed) == "Vul een postcode in van 4 cijfers en 2 letters, bijvoorbeeld 1234 AB."


@pytest.mark.parametrize("typed", ["1234567", "123456789", "1234567a", "١٢٣٤٥٦٧٨"])
def test_a_wrong_kvk_number_is_told(typed):
    assert refused(DigitsField(digits=8), typed) == "Vul 8 cijfers in, bijvoorbeeld 12345678."


def test_spaces_in_a_kvk_number_do_not_matter():
    assert DigitsField(digits=8).clean("12 34 56 78") == "12345678"
