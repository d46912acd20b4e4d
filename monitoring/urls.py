from django.urls import path, re_path

from monitoring import views

urlpatterns = [
    path("monitoring/", views.TabelList.as_view(), name="monitoring-index"),
    re_path(
        r"^monitoring/(?P<slug>[a-z0-9-]+)\.(?P<formaat>csv|xlsx|ods|json)$",
        views.TabelDownload.as_view(),
        name="tabel-download",
    ),
    path("monitoring/<slug:slug>/", views.TabelDetail.as_view(), name="tabel-detail"),
]
