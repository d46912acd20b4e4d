from django.urls import path

from assessment.views import besluit, besluit_list

urlpatterns = [
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
