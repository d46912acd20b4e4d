from django.urls import path, re_path

from sto_portal.accounts import sessieviews, views

# allauth serves these too; here they have no use: there is one address per account, given by who invites.
not_offered = [
    re_path(r"^(?:email|confirm-email|password/set|login/code)(?:/|$)", views.not_offered, name="account-not-offered"),
]

# The page of one person, user-detail, stands in regions: it shows the regions too.
urlpatterns = [
    path("account/sessies/", sessieviews.SessionList.as_view(), name="session-list"),
    path("account/sessies/andere/", sessieviews.SessionEnd.as_view(), name="session-end-others"),
    path("account/sessies/<slug:nummer>/", sessieviews.SessionEnd.as_view(), name="session-end"),
    path("gebruikers/", views.UserList.as_view(), name="user-list"),
    path("gebruikers/nieuw/", views.UserInvite.as_view(), name="user-invite"),
    path("gebruikers/<int:pk>/wijzigen/", views.UserEdit.as_view(), name="user-edit"),
    path("gebruikers/<int:pk>/uitnodigen/", views.UserReinvite.as_view(), name="user-reinvite"),
    path("gebruikers/<int:pk>/blokkeren/", views.UserAccess.as_view(), {"opens": False}, name="user-close"),
    path("gebruikers/<int:pk>/deblokkeren/", views.UserAccess.as_view(), {"opens": True}, name="user-open"),
    path("gebruikers/<int:pk>/tweede-stap/", views.UserFactors.as_view(), name="user-factors"),
    path("gebruikers/<int:pk>/rollen/nieuw/", views.RoleGive.as_view(), name="role-give"),
    path("gebruikers/<int:pk>/rollen/<int:aanstelling>/beeindigen/", views.RoleEnd.as_view(), name="role-end"),
]
