"""Whether the tables of the regiovisie are whole: the forecast, teachers per profile, the told share of technique."""

from decimal import Decimal, InvalidOperation

from applications.controles.plekken import field_about
from applications.controles.register import Ernst, Gebrek, Groep, Plek, controle
from applications.models import Betekenis, Docententekort, Profiel
from sto_portal.money import round_half_up

PROGNOSE = Plek("prognose-edit", (), "jaren")
DOCENTEN = Plek("docententekort-edit")


@controle("prognose-compleet", groep=Groep.REGIOVISIE, bron="Bijlage B.1 §3.4; c1.1.v5")
def the_forecast_covers_every_year(inhoud):
    """The forecast has each of the consecutive years that the Regelingversie asks (Bijlage B.1 §3.4; c1.1.v5)."""
    told = {row.jaar for row in inhoud.leerlingenprognose}
    missing = [str(jaar) for jaar in inhoud.plan.ronde.prognosejaren if jaar not in told]
    if told and missing:
        yield Gebrek(f"Vul de leerlingenprognose aan. Deze jaren ontbreken: {', '.join(missing)}.", PROGNOSE)


@controle("prognose-bron", groep=Groep.REGIOVISIE, bron="Bijlage B.1 §3.4")
def the_forecast_has_a_source_and_a_day(inhoud):
    """The forecast says where its numbers come from and of which day they are (Bijlage B.1 §3.4)."""
    rows = inhoud.leerlingenprognose
    empty = [
        label
        for label, is_given in (
            ("bron", all(row.bron.strip() for row in rows)),
            ("peildatum", all(row.peil_datum for row in rows)),
        )
        if not is_given
    ]
    if empty:
        yield Gebrek(f"Vul bij de leerlingenprognose de {' en de '.join(empty)} in.", PROGNOSE)


@controle("docenten-compleet", groep=Groep.REGIOVISIE, bron="Bijlage B.1 §5.1")
def every_cell_of_the_teachers_is_filled(inhoud):
    """The table of teachers has a number for each profile and question (Bijlage B.1 §5.1)."""
    rows = inhoud.docententekort
    cells = len(Profiel) * len(Docententekort.VRAGEN)
    filled = sum(number is not None for row in rows for number in row.aantallen)
    if rows and filled < cells:
        open_cells = cells - filled
        vakken = f"{open_cells} leeg vak" if open_cells == 1 else f"{open_cells} lege vakken"
        yield Gebrek(f"De tabel met docenten heeft nog {vakken} van de {cells}. Vul 0 in als er geen zijn.", DOCENTEN)


@controle("techniekarm-percentage", groep=Groep.REGIOVISIE, ernst=Ernst.WAARSCHUWT, bron="Bijlage B.1 §3.2")
def the_told_share_is_that_of_the_table(inhoud):
    """The share that a techniekarme regio tells is that of its table of pupils, as rounded (Bijlage B.1 §3.2)."""
    told = inhoud.antwoord_over(Betekenis.AANDEEL_TECHNIEK).strip()
    if not (inhoud.regio.is_techniekarm and told and inhoud.cijfers.bovenbouwleerlingen):
        return
    try:
        share = Decimal(told)
    except InvalidOperation:
        return
    found = round_half_up(inhoud.cijfers.techniek_basispunten / 100, max(-share.as_tuple().exponent, 0))
    if found != share:
        dutch = f"{found}".replace(".", ",")
        tekst = f"U vulde {told.replace('.', ',')} % leerlingen in techniek in. Volgens uw tabel is dat {dutch} %."
        yield Gebrek(tekst, field_about(inhoud, Betekenis.AANDEEL_TECHNIEK))
