"""Whether the Samenwerkingsovereenkomst is signed by all and lasts long enough."""

from datetime import date

from applications.controles.plekken import field_about
from applications.controles.register import Ernst, Gebrek, Groep, Plek, controle, enumerate_some
from applications.models import Betekenis
from sto_portal.vormgeving.templatetags.sto import datum


@controle(
    "allen-getekend",
    groep=Groep.OVEREENKOMST,
    bron="Bijlage B.3, Ondertekening",
    vragen=["b3_allen_tekenen"],
)
def every_partner_has_signed(inhoud):
    """Of each partner there is every signature that Bijlage B.3 asks of its kind (Bijlage B.3, Ondertekening)."""
    for partner in inhoud.partners:
        for eis in inhoud.eisen.get(partner.soort, ()):
            if (partner.pk, eis.pk) not in inhoud.getekend:
                plek = Plek("ondertekening-edit", (partner.pk, eis.pk))
                wie = f"{partner.naam}, {eis.functie}" if eis.functie else f"iemand die voor {partner.naam} mag tekenen"
                yield Gebrek(f"Nog niet getekend: {wie}.", plek)


@controle("getekend-na-tekst", groep=Groep.OVEREENKOMST, ernst=Ernst.WAARSCHUWT, bron="Bijlage B.3, Ondertekening")
def nobody_signed_before_the_text_changed(inhoud):
    """No signature is of a day before the text of the agreement last changed (Bijlage B.3, Ondertekening)."""
    changed = inhoud.overeenkomst_veranderd_datum
    early = {row.partner.naam: None for row in inhoud.ondertekeningen if changed and row.datum < changed}
    if early:
        yield Gebrek(
            f"De tekst van de overeenkomst veranderde op {datum(changed)}. Daarvoor tekende al: "
            f"{enumerate_some(list(early))}. Laat opnieuw tekenen als de afspraken anders zijn geworden.",
            Plek("overeenkomst"),
        )


@controle("looptijd", groep=Groep.OVEREENKOMST, bron="Bijlage B.3, Looptijd", vragen=["b3_geldigheid"])
def the_agreement_lasts_long_enough(inhoud):
    """The agreement holds at least until the day the Regelingversie says (Bijlage B.3, Looptijd)."""
    answer, minimum = inhoud.antwoord_over(Betekenis.EINDE_OVEREENKOMST), inhoud.versie.overeenkomst_minimaal_tot
    einde = date.fromisoformat(answer) if answer else None
    if einde and einde < minimum:
        yield Gebrek(
            f"De overeenkomst loopt ten minste tot {datum(minimum)}. U hebt ingevuld: {datum(einde)}.",
            field_about(inhoud, Betekenis.EINDE_OVEREENKOMST),
        )
