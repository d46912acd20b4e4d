from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import middleware
from django.shortcuts import redirect, render
from django.urls import reverse

from sto_portal.accounts.tweestaps.plicht import step_before

PRIVATE = "private, no-store"

NOT_TYPED = ("csrfmiddlewaretoken", "pagina", "versie", "sleutel", "stand_", "password")
BUTTONS = {"opslaan", "blijven", "nog_een", "vaststellen", "voorbeeld", "intrekken", "volledig", "indienen"}
CHOSEN = ("uitkomst", "oordeel", "soort", "rol")  # how the names of choices end; any other word may have been typed
ALWAYS_OPEN = {"health", "health-ready", "accessibility", "privacy", "about", "account_logout"}
AGAIN = {"mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
SET_UP = {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate"}
WAY_THROUGH = {"mfa_index": SET_UP} | dict.fromkeys(AGAIN, AGAIN)
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
            has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
            return self.ask_second_step(request) if settings.SECOND_FACTOR and has_session else None
        refused = super().process_view(request, view_func, view_args, view_kwargs)
        if refused is None:
            request.session.note_seen()
        return refused or self.ask_second_step(request)

    def ask_second_step(self, request):
        """None, or the way to the page that a person has to pass first: the only place where a role is held to it.

        That holds for public pages too, as these show more to who is signed in.
        """
        name = request.resolver_match.view_name
        if name in ALWAYS_OPEN or not request.user.is_authenticated:
            return None
        step = step_before(request)
        if step is None or name in WAY_THROUGH[step]:
            return None
        if texts := self.typed(request):
            return give_back(request, texts, reverse(step), "accounts/second_step_first.html")
        return redirect(way_to(reverse(step), request.get_full_path()))

    def handle_no_permission(self, request, view_func):
        if texts := self.typed(request):
            return give_back(request, texts, reverse("account_login"), "accounts/session_ended.html")
        return super().handle_no_permission(request, view_func)

    def typed(self, request):
        if request.method != "POST" or "HX-Request" in request.headers:
            return []
        return typed_texts(request.POST)


def way_to(url, path):
    """The address of a page that leads on to `path`."""
    return f"{url}?{urlencode({'next': path}, safe='/')}"


def give_back(request, texts, url, template):
    """What was typed, with the way to `url` and from there back to the form."""
    context = {"teksten": texts, "url": way_to(url, request.path)}
    return render(request, template, context, status=403)


def typed_texts(sent):
    """The texts in a form that a person typed, in order."""
    names = [name for name in sent if name not in BUTTONS and not name.startswith(NOT_TYPED)]
    typed = [name for name in names if not name.endswith(CHOSEN)]
    return [text for name in typed for text in sent.getlist(name) if len(text.strip()) >= LEAST]
