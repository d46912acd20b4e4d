"""The portal's addresses, and one that reads a table."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import include, path

from sto_portal.werk.models import Werker


@login_not_required
def count_workers(_request):
    return HttpResponse(str(Werker.objects.count()))


urlpatterns = [path("proef/werkers/", count_workers), path("", include("sto_portal.urls"))]
