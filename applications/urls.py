from django.urls import path, register_converter
from django.urls.converters import StringConverter

from applications.rijen import RIJSOORTEN
from applications.views import (
    aanbod,
    aanvraag,
    aanvulling,
    akkoord,
    antwoord,
    begroting,
    conceptcheck,
    controle,
    lezen,
    ontvangst,
    overeenkomst,
    paragraaf,
    paragraafgate,
    partner,
    partnertabel,
    planning,
    prognose,
    rij,
    ronde,
    rooster,
    scholen,
    stappen,
    submit,
    telling,
    verschil,
)


class Rijsoortconverter(StringConverter):
    """One of the tables of a plan, as RIJSOORTEN names it."""

    regex = "|".join(RIJSOORTEN)


class Onderdeelconverter(StringConverter):
    """One of the parts that is written in paragraphs."""

    regex = "|".join(paragraafgate.PARTS)


class Tabelformaatconverter(StringConverter):
    """The kinds of file in which an empty table is handed out."""

    regex = "xlsx|ods|csv"


register_converter(Tabelformaatconverter, "tabelformaat")
register_converter(Rijsoortconverter, "rijsoort")
register_converter(Onderdeelconverter, "onderdeel")

ONE = "aanvragen/<str:nummer>/"
PARAGRAPH = f"{ONE}<onderdeel:onderdeel>/<slug:sleutel>/"
SIGNATURE = f"{ONE}overeenkomst/ondertekening/<int:partner>/<int:eis>/"

urlpatterns = [
    path("rondes/", ronde.RondeList.as_view(), name="ronde-list"),
    path("rondes/<int:ronde>/", ronde.RondeDetail.as_view(), name="ronde-detail"),
    path("rondes/<int:ronde>/samenhang/", ronde.RondeSamenhang.as_view(), name="ronde-samenhang"),
    path("rondes/<int:ronde>/uitstel/", ronde.UitstelGrant.as_view(), name="uitstel-grant"),
    path("rondes/<int:ronde>/storing/", ronde.StoringRecord.as_view(), name="storing-record"),
    path("aanvragen/", aanvraag.AanvraagList.as_view(), name="aanvraag-list"),
    path("aanvragen/nieuw/", aanvraag.AanvraagStart.as_view(), name="aanvraag-start"),
    path(ONE, aanvraag.AanvraagDetail.as_view(), name="aanvraag-detail"),
    path(f"{ONE}partners/", partner.PartnerList.as_view(), name="partner-list"),
    path(f"{ONE}begroting/", begroting.BegrotingDetail.as_view(), name="begroting"),
    path(f"{ONE}bestanden/<int:pk>/", overeenkomst.AanvraagBestand.as_view(), name="aanvraag-bestand"),
    path(f"{ONE}overeenkomst/", overeenkomst.OvereenkomstDetail.as_view(), name="overeenkomst"),
    path(SIGNATURE, overeenkomst.OndertekeningEdit.as_view(), name="ondertekening-edit"),
    path(f"{ONE}regiovisie/", paragraaf.OnderdeelDetail.as_view(), {"onderdeel": "regiovisie"}, name="regiovisie"),
    path(
        f"{ONE}activiteitenplan/",
        paragraaf.OnderdeelDetail.as_view(),
        {"onderdeel": "activiteitenplan"},
        name="activiteitenplan",
    ),
    path(f"{ONE}begroting.xlsx", lezen.BegrotingXlsx.as_view(), name="begroting-xlsx"),
    path(f"{ONE}aanbod/", aanbod.AanbodList.as_view(), name="aanbod-list"),
    path(f"{ONE}aanbod/telling/", telling.AanbodTelling.as_view(), name="aanbod-telling"),
    path(f"{ONE}aanbod/school/<int:pk>/", aanbod.AanbodSchool.as_view(), name="aanbod-school"),
    path(f"{ONE}aanbod/school/<int:pk>/instroom/", aanbod.AanbodInstroom.as_view(), name="aanbod-instroom"),
    path(f"{ONE}aanbod/school/<int:pk>/gewenst/", aanbod.AanbodGewenst.as_view(), name="aanbod-gewenst"),
    path(f"{ONE}docententekort/", rooster.DocententekortEdit.as_view(), name="docententekort-edit"),
    path(f"{ONE}tijdlijn/", planning.PlanningDetail.as_view(), name="planning-detail"),
    path(f"{ONE}risicomatrix/", planning.RisicoMatrix.as_view(), name="risico-matrix"),
    path(f"{ONE}leerlingenprognose/", prognose.PrognoseEdit.as_view(), name="prognose-edit"),
    path(f"{ONE}lezen/", lezen.PlanRead.as_view(), name="plan-read"),
    path(f"{ONE}dossier.pdf", lezen.DossierPdf.as_view(), name="dossier-pdf"),
    path(f"{ONE}verschil/", verschil.VerschilDetail.as_view(), name="verschil"),
    path(f"{ONE}plan.json", submit.PlanJson.as_view(), name="plan-json"),
    path(f"{ONE}conceptcheck/", conceptcheck.ConceptcheckShare.as_view(), name="conceptcheck"),
    path("conceptchecks/", conceptcheck.ConceptcheckList.as_view(), name="conceptcheck-list"),
    path("conceptchecks/<int:pk>/", conceptcheck.ConceptcheckDetail.as_view(), name="conceptcheck-detail"),
    path(
        "conceptchecks/bestanden/<str:nummer>/<int:pk>/",
        conceptcheck.ConceptcheckBestand.as_view(),
        name="conceptcheck-bestand",
    ),
    path(f"{ONE}akkoord/", akkoord.AkkoordDetail.as_view(), name="akkoord"),
    path(f"{ONE}akkoord/opnieuw/", akkoord.AkkoordRemind.as_view(), name="akkoord-remind"),
    path("akkoord/", akkoord.AkkoordAnswer.as_view(), name="akkoord-answer"),
    path("akkoord/bestanden/<str:nummer>/<int:pk>/", akkoord.AkkoordBestand.as_view(), name="akkoord-bestand"),
    path("akkoord/<str:token>/", akkoord.AkkoordOpen.as_view(), name="akkoord-open"),
    path(f"{ONE}controle/", controle.ControleDetail.as_view(), name="controle"),
    path(f"{ONE}indienen/", submit.AanvraagSubmit.as_view(), name="aanvraag-submit"),
    path(f"{ONE}ontvangstbewijs/", submit.IndieningDetail.as_view(), name="indiening-detail"),
    path(f"{ONE}ontvangstbewijs.pdf", ontvangst.ReceiptPdf.as_view(), name="indiening-pdf"),
    path(f"{ONE}volledigheid/", stappen.AanvraagAccept.as_view(), name="aanvraag-accept"),
    path(f"{ONE}intrekken/", stappen.AanvraagWithdraw.as_view(), name="aanvraag-withdraw"),
    path(PARAGRAPH, paragraaf.ParagraafEdit.as_view(), name="paragraaf-edit"),
    path(f"{PARAGRAPH}aanwezig/", antwoord.AanwezigheidShow.as_view(), name="aanwezig"),
    path(f"{PARAGRAPH}<slug:code>/opslaan/", antwoord.AntwoordSave.as_view(), name="antwoord-save"),
    path(f"{PARAGRAPH}<slug:code>/eerder/", antwoord.AntwoordHistory.as_view(), name="antwoord-history"),
    path(f"{ONE}aanvulling/", aanvulling.SupplementDetail.as_view(), name="supplement-detail"),
    path(f"{ONE}aanvulling/vragen/", aanvulling.SupplementRequest.as_view(), name="supplement-request"),
    path(f"{ONE}aanvulling/indienen/", aanvulling.SupplementSubmit.as_view(), name="supplement-submit"),
    path(f"{ONE}aanvulling/intrekken/", aanvulling.SupplementRecall.as_view(), name="supplement-recall"),
    path(f"{ONE}aanvulling/<int:verzoek>/concept/", aanvulling.SupplementDraft.as_view(), name="supplement-draft"),
    path(f"{ONE}brieven/<int:brief>/", aanvulling.DossierbriefDetail.as_view(), name="dossierbrief"),
    path(f"{ONE}brieven/<int:brief>/brief.pdf", aanvulling.DossierbriefPdf.as_view(), name="dossierbrief-pdf"),
    path(f"{ONE}partners/nieuw/", partner.PartnerCreate.as_view(), name="partner-create"),
    path(f"{ONE}partners/zoeken/", partner.PartnerSearch.as_view(), name="partner-search"),
    path(f"{ONE}partners/tabel/", partnertabel.PartnerTable.as_view(), name="partner-table"),
    path(
        f"{ONE}partners/tabel/leeg.<tabelformaat:formaat>",
        partnertabel.PartnerTableEmpty.as_view(),
        name="partner-table-empty",
    ),
    path(f"{ONE}partners/<int:pk>/", partner.PartnerEdit.as_view(), name="partner-edit"),
    path(f"{ONE}scholen/", scholen.SchoolList.as_view(), name="school-list"),
    path(f"{ONE}scholen/nieuw/", scholen.SchoolCreate.as_view(), name="school-create"),
    path(f"{ONE}<rijsoort:soort>/nieuw/", rij.RijCreate.as_view(), name="rij-create"),
    path(f"{ONE}<rijsoort:soort>/<int:pk>/", rij.RijEdit.as_view(), name="rij-edit"),
    path(f"{ONE}<rijsoort:soort>/<int:pk>/verwijderen/", rij.RijDelete.as_view(), name="rij-delete"),
]
