from django.urls import path

from sto_portal.sjablonen.views import sjablonen, versies

ONE = "sjablonen/<slug:slug>/"
VERSIE = f"{ONE}versies/<int:volgnummer>/"

urlpatterns = [
    path("sjablonen/", sjablonen.SjabloonList.as_view(), name="sjabloon-list"),
    path(ONE, sjablonen.SjabloonDetail.as_view(), name="sjabloon-detail"),
    path(f"{ONE}wijzigen/", sjablonen.SjabloonEdit.as_view(), name="sjabloon-edit"),
    path(VERSIE, versies.VersieDetail.as_view(), name="sjabloon-versie"),
    path(f"{VERSIE}terugzetten/", versies.VersiePutBack.as_view(), name="sjabloon-put-back"),
    path(f"{VERSIE}akkoord/", versies.VersieDecide.as_view(), name="sjabloon-decide"),
    path(f"{VERSIE}intrekken/", versies.VersieWithdraw.as_view(), name="sjabloon-withdraw"),
]
