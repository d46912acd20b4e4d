"""The addresses that the base page links to, so that the look can be tested without the apps."""

from django.http import HttpResponse
from django.urls import include, path


def answer(request):
    return HttpResponse()


urlpatterns = [
    path("", answer, name="home"),
    path("toegankelijkheid/", answer, name="accessibility"),
    path("privacy/", answer, name="privacy"),
    path("over/", answer, name="about"),
    path("account/twee-stappen/", answer, name="mfa_index"),
    path("account/sessies/", answer, name="session-list"),
    path("account/", include("allauth.account.urls")),
]
