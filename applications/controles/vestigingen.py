"""Whether a vestiging takes part in one region only."""

from django.db.models import Max, OuterRef, Subquery

from applications.controles.partners import place_of
from applications.controles.register import Ernst, Gebrek, Groep, controle
from applications.models import IN_ONE_REGIO, Aanvraagstatus, Indiening, Partner, Partnersoort
from regions.models import Regiovestiging

CLAIMING = {
    Aanvraagstatus.INGEDIEND,
    Aanvraagstatus.AANVULLING_GEVRAAGD,
    Aanvraagstatus.IN_BEHANDELING,
    Aanvraagstatus.VERLEEND,
}
MAY_BE_IN_MORE = {Partnersoort.PO, Partnersoort.HBO_WO}


def partners_with_code(inhoud, soorten):
    return [partner for partner in inhoud.partners if partner.soort in soorten and partner.vestigingscode]


def claimed_by_register(inhoud, codes):
    """{vestigingscode: number of the other region} by accepted compositions that hold now."""
    rows = Regiovestiging.objects.filter(
        regeling=inhoud.versie.regeling_id, vestiging__code__in=codes, tot_datum__isnull=True
    ).exclude(regio=inhoud.regio)
    return dict(rows.values_list("vestiging__code", "regio__nummer"))


def claimed_by_filing(inhoud, codes, soorten):
    """{vestigingscode: number of the other region} by plans that were filed under the same regeling.

    Of each aanvraag the last filing counts, unless it was withdrawn, rejected or set aside; a draft claims nothing.
    """
    last = Indiening.objects.filter(aanvraag=OuterRef("plan__indiening__aanvraag")).order_by()
    last = last.values("aanvraag").annotate(last=Max("nummer")).values("last")
    rows = Partner.objects.filter(
        soort__in=soorten,
        vestigingscode__in=codes,
        plan__ronde__regelingversie__regeling=inhoud.versie.regeling_id,
        plan__indiening__aanvraag__status__in=CLAIMING,
        plan__indiening__nummer=Subquery(last),
    ).exclude(plan__regio=inhoud.regio)
    return dict(rows.order_by().values_list("vestigingscode", "plan__regio__nummer"))


@controle("vestiging-in-een-regio", groep=Groep.PARTNERS, bron="rapport h2 voorwaarde f")
def a_vestiging_is_in_one_region(inhoud):
    """A vmbo, vso or pro vestiging takes part in at most one region per regeling (rapport h2 voorwaarde f)."""
    partners = partners_with_code(inhoud, IN_ONE_REGIO)
    codes = [partner.vestigingscode for partner in partners]
    elsewhere = claimed_by_filing(inhoud, codes, IN_ONE_REGIO) | claimed_by_register(inhoud, codes)
    for partner in partners:
        if regio := elsewhere.get(partner.vestigingscode):
            tekst = f"{partner.naam} ({partner.vestigingscode}) hoort al bij een andere regio."
            yield Gebrek(tekst, place_of(partner), intern=f"De andere regio is {regio}.")


@controle("vestiging-ook-elders", groep=Groep.PARTNERS, ernst=Ernst.WAARSCHUWT, bron="rapport h2 voorwaarde f")
def a_po_or_hbo_vestiging_in_more_regions(inhoud):
    """A po or hbo vestiging may take part in more regions, but the region should know (rapport h2 voorwaarde f)."""
    partners = partners_with_code(inhoud, MAY_BE_IN_MORE)
    codes = [partner.vestigingscode for partner in partners]
    elsewhere = claimed_by_filing(inhoud, codes, MAY_BE_IN_MORE) if codes else {}
    for partner in partners:
        if regio := elsewhere.get(partner.vestigingscode):
            tekst = f"{partner.naam} ({partner.vestigingscode}) doet ook mee in een andere regio. Klopt dat?"
            yield Gebrek(tekst, place_of(partner), intern=f"De andere regio is {regio}.")
