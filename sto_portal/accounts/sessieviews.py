"""The page on which people see where they are signed in, and end that."""

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import redirect
from django.views.generic import TemplateView, View

from sto_portal.accounts.actions import end_own_sessions
from sto_portal.accounts.sessies import sessions_of


class OwnSessions(PermissionRequiredMixin):
    """One's own sessions, for everyone who is signed in."""

    permission_required = ()

    @property
    def here(self):
        return self.request.session.session_key


class SessionList(OwnSessions, TemplateView):
    template_name = "accounts/session_list.html"

    def get_context_data(self, **kwargs):
        sessions = list(sessions_of(self.request.user))
        for session in sessions:
            session.is_this = session.session_key == self.here
        sessions.sort(key=lambda session: not session.is_this)
        return super().get_context_data(sessions=sessions, **kwargs)


class SessionEnd(OwnSessions, View):
    """End one other session, or all others where the address names none; what is over already is no error."""

    def post(self, request, nummer=None):
        others = [row for row in sessions_of(request.user) if row.session_key != self.here]
        chosen = [row for row in others if nummer in (None, row.nummer)]
        ended = end_own_sessions(sessions=chosen, by=request.user)
        messages.success(request, told(ended))
        return redirect("session-list")


def told(ended):
    """What was done, in words."""
    if ended == 0:
        return "Daar was u al afgemeld."
    return "U bent in die browser afgemeld." if ended == 1 else f"U bent in {ended} andere browsers afgemeld."
