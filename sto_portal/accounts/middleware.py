from django.conf import settings
from django.contrib.auth import middleware
from django.shortcuts import render

PRIVATE = "private, no-store"

NOT_TYPED = ("csrfmiddlewaretoken", "pagina", "versie", "sleutel", "stand_", "password")
BUTTONS = {"opslaan", "blijven", "nog_een", "vaststellen", "voorbeeld", "intrekken", "volledig", "indienen"}
CHOSEN = ("uitkomst", "oordeel", "soort", "rol")  # how the names of choices end; any other word may have been typed
LEAST = 2  # a tick or a single digit is quickly filled in again


class PrivatePages:
    """Tells browsers and proxies to keep no copy of what was answered to one person.

    That is every answer to a browser with a session, whatever its status, of every page that asks who it is, and of
    every personal link; so nobody sees such a page again with 'back' after signing out. An answer that says
    itself how long it may be kept, as a file does, is left as it is. Looks at no session, so it costs no query.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if is_personal(request, response):
            response.headers.setdefault("Cache-Control", PRIVATE)
        return response


def is_personal(request, response):
    """Whether this answer is for one person."""
    if any(settings.SESSION_COOKIE_NAME in cookies for cookies in (request.COOKIES, response.cookies)):
        return True
    match = request.resolver_match
    return match is not None and (getattr(match.func, "login_required", True) or "token" in match.kwargs)


class LoginRequiredMiddleware(middleware.LoginRequiredMiddleware):
    """Django's, but a view that is open to everyone does not ask who it is: that would read session and database.

    Who sent a form after the session had ended gets back what was typed: signing in alone would lose it.
    """

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(self, request, view_func):
        teksten = typed_texts(request.POST) if request.method == "POST" and "HX-Request" not in request.headers else []
        if not teksten:
            return super().handle_no_permission(request, view_func)
        return render(request, "accounts/session_ended.html", {"teksten": teksten, "path": request.path}, status=403)


def typed_texts(sent):
    """The texts in a form that a person typed, in order."""
    names = [name for name in sent if name not in BUTTONS and not name.startswith(NOT_TYPED)]
    typed = [name for name in names if not name.endswith(CHOSEN)]
    return [text for name in typed for text in sent.getlist(name) if len(text.strip()) >= LEAST]
