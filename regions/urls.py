from django.urls import include, path

from regions import views
from regions.deelname.views import WensCreate, WensList

ONE = "regios/<str:nummer>/leden/"

urlpatterns = [
    path("regios/", views.RegioList.as_view(), name="regio-list"),
    path(ONE, views.RegioMembers.as_view(), name="regio-members"),
    path(f"{ONE}nieuw/", views.MemberAdd.as_view(), name="member-add"),
    path(f"{ONE}<int:pk>/rol/", views.MemberRole.as_view(), name="member-role"),
    path(f"{ONE}<int:pk>/uitnodigen/", views.MemberInvite.as_view(), name="member-invite"),
    path(f"{ONE}<int:pk>/beeindigen/", views.MemberEnd.as_view(), name="member-end"),
    path("meedoen/", WensCreate.as_view(), name="wens-create"),
    path("deelnamewensen/", WensList.as_view(), name="wens-list"),
    path("gebruikers/<int:pk>/", views.UserWithRegios.as_view(), name="user-detail"),
    path("", include("regions.vooraanmelding.urls")),
]
