from django.urls import include, path

from sto_portal import views
from sto_portal.accounts.urls import not_offered

handler500 = "sto_portal.outages.server_error"

urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("account/", include(not_offered)),
    path("account/twee-stappen/", include("sto_portal.accounts.tweestaps.urls")),
    path("account/", include("allauth.account.urls")),
    path(
        "toegankelijkheid/",
        views.ServicePage.as_view(template_name="pages/toegankelijkheid.html"),
        name="accessibility",
    ),
    path("privacy/", views.ServicePage.as_view(template_name="pages/privacy.html"), name="privacy"),
    path("over/", views.ServicePage.as_view(template_name="pages/over.html"), name="about"),
    path("gezondheid/", include("sto_portal.gezondheid.urls")),
    path("", include("sto_portal.accounts.urls")),
    path("", include("sto_portal.outbox.urls")),
    path("", include("sto_portal.sjablonen.urls")),
    path("", include("regions.urls")),
    path("", include("applications.urls")),
    path("", include("assessment.urls")),
    path("", include("monitoring.urls")),
    path("werk/", include("sto_portal.werk.urls")),
]
