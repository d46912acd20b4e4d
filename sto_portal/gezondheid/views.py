from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sto_portal.gezondheid.ronde import look_around
from sto_portal.gezondheid.uitkomst import Stand, overall


@never_cache
@login_not_required
@require_safe
def alive(_request):
    """That this process answers, and nothing more: who restarts processes asks this."""
    return JsonResponse({"status": Stand.IN_ORDE})


@never_cache
@login_not_required
@require_safe
def ready(_request):
    """Whether the portal can do its work, part by part: who sends people to processes asks this.

    503 where the web can serve nobody, by the rule of `overall`; 200 otherwise, also where workers or broker are away.
    """
    uitkomsten = look_around()
    status = overall(uitkomsten)
    parts = {naam: uitkomst.as_json() for naam, uitkomst in uitkomsten.items()}
    return JsonResponse({"status": status, "onderdelen": parts}, status=503 if status == Stand.FOUT else 200)
