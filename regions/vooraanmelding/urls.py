from django.urls import path

from regions.vooraanmelding.views import bekijken, beslissen, invullen, periodes, start, vergelijken

ONE = "vooraanmeldingen/<int:pk>/"

urlpatterns = [
    path("vooraanmelden/", start.Vooraanmelden.as_view(), name="vooraanmelden"),
    path("vooraanmelden/nieuw/", start.VooraanmeldingStart.as_view(), name="vooraanmelding-start"),
    path("vooraanmelden/bevestigen/<str:token>/", start.VooraanmeldenConfirm.as_view(), name="vooraanmelden-confirm"),
    path("vooraanmeldingen/", vergelijken.VooraanmeldingList.as_view(), name="vooraanmelding-list"),
    path("vooraanmeldingen.xlsx", vergelijken.VooraanmeldingDownload.as_view(), name="vooraanmelding-xlsx"),
    path("vooraanmeldingen/overlap/", vergelijken.VooraanmeldingOverlap.as_view(), name="vooraanmelding-overlap"),
    path("vooraanmeldingen/vergelijken/", vergelijken.VooraanmeldingCompare.as_view(), name="vooraanmelding-compare"),
    path("vooraanmeldingen/samenvoegen/", beslissen.Merge.as_view(), name="vooraanmelding-merge"),
    path(
        "vooraanmeldingen/periodes/<int:pk>/",
        periodes.VooraanmeldperiodeClose.as_view(),
        name="vooraanmeldperiode-close",
    ),
    path(ONE, bekijken.VooraanmeldingDetail.as_view(), name="vooraanmelding-detail"),
    path(f"{ONE}regio/", invullen.RegioEdit.as_view(), name="vooraanmelding-regio"),
    path(f"{ONE}gemeenten/", invullen.GemeentenEdit.as_view(), name="vooraanmelding-gemeenten"),
    path(f"{ONE}scholen/", invullen.ScholenEdit.as_view(), name="vooraanmelding-scholen"),
    path(f"{ONE}contact/", invullen.ContactEdit.as_view(), name="vooraanmelding-contact"),
    path(f"{ONE}verklaringen/", invullen.VerklaringenEdit.as_view(), name="vooraanmelding-verklaringen"),
    path(
        f"{ONE}verklaringen/<int:bestand>/",
        invullen.VerklaringDownload.as_view(),
        name="vooraanmelding-verklaring",
    ),
    path(f"{ONE}indienen/", bekijken.VooraanmeldingSubmit.as_view(), name="vooraanmelding-submit"),
    path(f"{ONE}veranderen/", bekijken.VooraanmeldingReopen.as_view(), name="vooraanmelding-reopen"),
    path(f"{ONE}intrekken/", bekijken.VooraanmeldingWithdraw.as_view(), name="vooraanmelding-withdraw"),
    path(f"{ONE}accepteren/", beslissen.Accept.as_view(), name="vooraanmelding-accept"),
    path(f"{ONE}afwijzen/", beslissen.Refuse.as_view(), name="vooraanmelding-refuse"),
    path(f"{ONE}splitsen/", beslissen.Split.as_view(), name="vooraanmelding-split"),
    path(f"{ONE}terugsturen/", beslissen.SendBack.as_view(), name="vooraanmelding-send-back"),
    path(f"{ONE}ongedaan-maken/", beslissen.Undo.as_view(), name="vooraanmelding-undo"),
]
