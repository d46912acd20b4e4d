"""Whether everything that Bijlage B asks was answered."""

from applications.controles.plekken import OWN_PAGE, field_about, paragraaf_of, place_of
from applications.controles.register import Gebrek, Groep, Plek, controle
from applications.delen import OF_ONDERDEEL
from applications.models import Aard, Antwoordsoort, Betekenis, Vastlegging


def open_vragen(inhoud):
    """Those that must be answered by text and are not."""
    for vraag in inhoud.asked:
        by_text = vraag.vastgelegd_in == Vastlegging.ANTWOORD
        if by_text and not (vraag.antwoord and vraag.antwoord.is_given):
            yield vraag


@controle("vraag-beantwoord", groep=Groep.REGIOVISIE, bron="Bijlage B")
def every_vraag_is_answered(inhoud):
    """Every question that is required, or whose condition holds, has an answer (Bijlage B)."""
    for vraag in open_vragen(inhoud):
        if vraag.invoer != Antwoordsoort.VERKLARING:
            groep = OF_ONDERDEEL[vraag.paragraaf.onderdeel]
            asked = vraag.tekst if vraag.aard == Aard.VOORWAARDE else vraag.titel
            yield Gebrek(f"Beantwoord de vraag '{asked}'.", place_of(vraag), groep)


@controle("verklaring-gegeven", groep=Groep.OVEREENKOMST, bron="Bijlage B.3, Verklaringen")
def every_verklaring_is_given(inhoud):
    """The partners declare what Bijlage B.3 asks (Bijlage B.3, Verklaringen)."""
    for vraag in open_vragen(inhoud):
        if vraag.invoer == Antwoordsoort.VERKLARING:
            groep = OF_ONDERDEEL[vraag.paragraaf.onderdeel]
            yield Gebrek(f"Geef de verklaring '{vraag.titel}'.", place_of(vraag), groep)


@controle("tabel-ingevuld", groep=Groep.REGIOVISIE, bron="Bijlage B")
def every_table_has_rows(inhoud):
    """Each table that a required question asks for has at least one row (Bijlage B)."""
    told = set()
    for vraag in inhoud.asked:
        if vraag.vastgelegd_in == Vastlegging.MODEL and vraag.model not in told:
            told.add(vraag.model)
            if not inhoud.rows_of(vraag.model):
                plek = Plek(OWN_PAGE[vraag.model]) if vraag.model in OWN_PAGE else paragraaf_of(vraag)
                yield Gebrek(f"Vul de tabel '{vraag.titel}' in.", plek, OF_ONDERDEEL[vraag.paragraaf.onderdeel])


@controle("regiosoort-klopt", groep=Groep.REGIOVISIE, bron="Bijlage B.1 §3.2")
def the_kind_of_region_is_as_registered(inhoud):
    """The answer to 'is this a techniekarme regio' agrees with the register (Bijlage B.1 §3.2)."""
    told = inhoud.antwoord_over(Betekenis.TECHNIEKARM)
    known = "ja" if inhoud.regio.is_techniekarm else "nee"
    if told and told != known:
        soort = inhoud.regio.get_soort_display().lower()
        tekst = f"Uw regio staat bij ons bekend als {soort}. Verander uw antwoord of neem contact met ons op."
        yield Gebrek(tekst, field_about(inhoud, Betekenis.TECHNIEKARM))
