"""The bare way to save: the portal's settings, middleware and sign-in, one view that inserts one row."""

from django.db import models
from django.http import HttpResponseRedirect
from django.urls import include, path
from django.views.decorators.http import require_POST


class Regel(models.Model):
    """The one row that is inserted; its table is made in the database of the run alone."""

    tekst = models.TextField()

    class Meta:
        app_label = "bench"

    def __str__(self):
        return self.tekst[:40]


@require_POST
def save_regel(request):
    Regel.objects.create(tekst=request.POST["tekst"])
    return HttpResponseRedirect("/")


urlpatterns = [path("bench/opslaan/", save_regel), path("", include("sto_portal.urls"))]
