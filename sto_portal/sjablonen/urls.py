from django.urls import path

from sto_portal.sjablonen import views

ONE = "sjablonen/<slug:slug>/"

urlpatterns = [
    path("sjablonen/", views.SjabloonList.as_view(), name="sjabloon-list"),
    path(ONE, views.SjabloonDetail.as_view(), name="sjabloon-detail"),
    path(f"{ONE}wijzigen/", views.SjabloonEdit.as_view(), name="sjabloon-edit"),
    path(f"{ONE}versies/<int:volgnummer>/", views.VersieDetail.as_view(), name="sjabloon-versie"),
    path(f"{ONE}versies/<int:volgnummer>/terugzetten/", views.VersiePutBack.as_view(), name="sjabloon-put-back"),
]
