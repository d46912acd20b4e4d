from django.urls import path

from assessment.views import (
    advies,
    beoordeling,
    besluit,
    besluit_list,
    dossier,
    oordeel,
    rode_draad,
    toewijzing,
    verschil,
)

CASE = "beoordeling/<str:nummer>/"

urlpatterns = [
    path("aanvragen/<str:nummer>/rode-draad/", rode_draad.RodeDraadDetail.as_view(), name="rode-draad"),
    path("beoordeling/", beoordeling.BeoordelingList.as_view(), name="beoordeling-list"),
    path("beoordeling/toewijzen/", toewijzing.ToewijzingList.as_view(), name="toewijzing-list"),
    path(f"{CASE}toewijzen/", toewijzing.BeoordelingAssign.as_view(), name="beoordeling-assign"),
    path(f"{CASE}toewijzen/<int:lid>/verhinderd/", toewijzing.BeoordelingExcuse.as_view(), name="beoordeling-excuse"),
    path(CASE, beoordeling.BeoordelingDetail.as_view(), name="beoordeling-detail"),
    path(f"{CASE}deelaspect/<str:deelaspect>/", beoordeling.BeoordelingDetail.as_view(), name="beoordeling-deelaspect"),
    path(f"{CASE}inleveren/", beoordeling.BeoordelingHandIn.as_view(), name="beoordeling-hand-in"),
    path(f"{CASE}verhinderd/", beoordeling.BeoordelingDecline.as_view(), name="beoordeling-decline"),
    path(f"{CASE}vergelijken/", beoordeling.BeoordelingCompare.as_view(), name="beoordeling-compare"),
    path(f"{CASE}lezen/", dossier.BeoordelingRead.as_view(), name="beoordeling-read"),
    path(f"{CASE}verschil/", verschil.BeoordelingVerschil.as_view(), name="beoordeling-verschil"),
    path(f"{CASE}dossier.pdf", dossier.BeoordelingDossier.as_view(), name="beoordeling-dossier"),
    path(f"{CASE}bestanden/<int:pk>/", dossier.BeoordelingBestand.as_view(), name="beoordeling-bestand"),
    path(f"{CASE}advies/", advies.AdviesEdit.as_view(), name="advies-edit"),
    path(f"{CASE}advies/deelaspect/<str:deelaspect>/", advies.AdviesDeelaspect.as_view(), name="advies-deelaspect"),
    path(f"{CASE}advies/vaststellen/", advies.AdviesSettle.as_view(), name="advies-settle"),
    path("aanvragen/<str:nummer>/oordeel/", oordeel.OordeelDetail.as_view(), name="oordeel"),
    path("besluiten/", besluit_list.BesluitList.as_view(), name="besluit-list"),
    path("besluiten/zip/", besluit_list.BesluitZip.as_view(), name="besluit-zip"),
    path("besluiten/zip/<int:pk>/", besluit_list.BesluitZipDownload.as_view(), name="besluit-zip-download"),
    path("besluiten/<str:nummer>/", besluit.BesluitDetail.as_view(), name="besluit-detail"),
    path("besluiten/<str:nummer>/opstellen/", besluit.BesluitDraft.as_view(), name="besluit-draft"),
    path("besluiten/<str:nummer>/ter-akkoord/", besluit.BesluitOffer.as_view(), name="besluit-offer"),
    path("besluiten/<str:nummer>/akkoord/", besluit.BesluitApprove.as_view(), name="besluit-approve"),
    path("besluiten/<str:nummer>/terugsturen/", besluit.BesluitReturn.as_view(), name="besluit-return"),
    path("besluiten/<str:nummer>/verzenden/", besluit.BesluitSend.as_view(), name="besluit-send"),
    path("besluiten/<str:nummer>/beschikking.pdf", besluit.BesluitPdf.as_view(), name="besluit-pdf"),
]
