"""The gates of a page about one registration: role 403, row 404, moment a message on its page."""

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property

from regions.models import Vooraanmelding
from regions.vooraanmelding.aanmelden import NOT_WRITABLE
from sto_portal.workflow import TransitionError

VIEW, WRITE, DECIDE = (f"regions.{verb}_vooraanmelding" for verb in ("view", "write", "decide"))
VIEW_EVERY = "regions.view_every_vooraanmelding"
RELATED = ("periode__regelingversie__regeling", "regio")


class VooraanmeldingGate(PermissionRequiredMixin):
    """A page about one registration, found within what the person may see."""

    permission_required = VIEW

    @cached_property
    def vooraanmelding(self):
        rows = Vooraanmelding.objects.visible_to(self.request.user).select_related(*RELATED)
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @cached_property
    def may_read(self):
        """Whether this person may read what it says, and not only that it is there."""
        return Vooraanmelding.objects.readable_by(self.request.user).filter(pk=self.vooraanmelding.pk).exists()

    def get_context_data(self, **kwargs):
        user = self.request.user
        reads_every = user.has_perm(VIEW_EVERY)
        own = {
            "vooraanmelding": self.vooraanmelding,
            "reads_every": reads_every,
            "may_decide": user.has_perm(DECIDE),
            "list_name": "Vooraanmeldingen" if reads_every else "Een regio aanmelden",
            "list_url": reverse("vooraanmelding-list" if reads_every else "vooraanmelden"),
        }
        return super().get_context_data(**own | kwargs)

    def done(self, message):
        messages.success(self.request, message)
        return redirect(self.vooraanmelding)

    def refuse(self, error):
        messages.error(self.request, str(error))
        return redirect(self.vooraanmelding)


class WriteGate(VooraanmeldingGate):
    """A page on which an aanmelder writes in an own draft; for what is filed it says so on the page of it."""

    permission_required = WRITE

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and self.has_permission() and not self.vooraanmelding.is_writable:
            return self.refuse(NOT_WRITABLE)
        return super().dispatch(request, *args, **kwargs)


class StepView(VooraanmeldingGate):
    """A page that takes the step `verb`, with a form; what cannot be done now is told, on the page of it or here."""

    permission_required = DECIDE
    verb = ""
    errors = (TransitionError,)
    message = ""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and self.has_permission() and not self.vooraanmelding.can(self.verb):
            return self.refuse(
                f"Dit kan niet meer. De status is nu: {self.vooraanmelding.get_status_display().lower()}."
            )
        return super().dispatch(request, *args, **kwargs)

    def take(self, form):
        raise NotImplementedError

    def form_valid(self, form):
        try:
            self.take(form)
        except self.errors as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        return self.done(self.message)
