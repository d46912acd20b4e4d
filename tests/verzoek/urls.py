"""The portal's addresses, and some that go wrong on purpose."""

import logging
import time

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import include, path

logger = logging.getLogger("proef")


@login_not_required
def fail(_request, **_kwargs):
    raise ValueError("eerste regel\ntweede regel")


@login_not_required
def wait(request):
    time.sleep(float(request.GET["seconden"]))
    logger.info("halverwege")
    return HttpResponse("klaar")


@login_not_required
def break_off(_request, **_kwargs):
    """An answer that goes wrong after its first piece was sent."""

    def pieces():
        yield b"begin"
        raise ValueError("afgebroken")

    return StreamingHttpResponse(pieces())


handler500 = "sto_portal.outages.server_error"

urlpatterns = [
    path("proef/mis/<str:geheim>/", fail),
    path("proef/wacht/", wait),
    path("proef/breekt-af/<str:geheim>/", break_off),
    path("", include("sto_portal.urls")),
]
