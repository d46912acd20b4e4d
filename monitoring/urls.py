from django.urls import path, re_path

from monitoring import views

urlpatterns = [
    path("monitoring/", views.TabelList.as_view(), name="monitoring-index"),
    path("monitoring/onderzoek/", views.Onderzoek.as_view(), name="onderzoek"),
    re_path(
        r"^monitoring/(?P<slug>[a-z0-9-]+)\.(?P<formaat>csv|xlsx|ods|json)$",
        views.TabelDownload.as_view(),
        name="tabel-download",
    ),
    re_path(r"^monitoring/(?P<slug>[a-z0-9-]+)\.csv-metadata\.json$", views.TabelCsvw.as_view(), name="tabel-csvw"),
    path("monitoring/<slug:slug>/", views.TabelDetail.as_view(), name="tabel-detail"),
]
