"""The gates of every page under /aanvragen/<nummer>/: role → 403, row → 404, moment → back with the reason."""

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property

from applications.aftellen import count_down
from applications.models import Aanvraag
from applications.verzoeken import find_own_request, point_for
from sto_portal.vormgeving.templatetags.sto import deadline

VIEW_AANVRAAG = "applications.view_aanvraag"
CHANGE_PLAN = "applications.change_plan"
NOT_ASKED = "U kunt dit onderdeel niet veranderen. DUS-I vraagt hier niet om een aanvulling."
TERM_OVER = "U kunt niet meer aanvullen. Dat kon tot en met %s. Wat u eerder opsloeg, is bewaard."
CLOSED = "U kunt niets meer veranderen aan deze aanvraag. De status is nu: %s."


class AanvraagGate(PermissionRequiredMixin):
    """Finds `self.aanvraag` by the number in the address, within what the person may see.

    `write_permission` is what a change asks; reading asks `permission_required`. `related` is read with the aanvraag.
    `groep` is the part of the application that the page writes in, None for a page that writes in no part.
    """

    permission_required = VIEW_AANVRAAG
    write_permission = CHANGE_PLAN
    related = ("regio", "ronde__regelingversie__regeling", "plan")
    groep = None

    def get_permission_required(self):
        required = super().get_permission_required()
        return required if self.request.method in {"GET", "HEAD", "OPTIONS"} else (*required, self.write_permission)

    def has_permission(self):
        return self.is_allowed

    @cached_property
    def is_allowed(self):
        """Whether the role allows this, in general and for this aanvraag."""
        user, required = self.request.user, self.get_permission_required()
        return user.has_perms(required) and user.has_perms(required, self.aanvraag)

    @cached_property
    def found(self):
        return get_object_or_404(self.find_aanvraag())

    @cached_property
    def verzoek(self):
        """The open Aanvulverzoek that this person's region answers, which then writes in its plan; else None."""
        return find_own_request(self.found, self.request.user)

    @cached_property
    def aanvraag(self):
        """The aanvraag with, as `plan`, what this person reads or writes: while a region supplements, its draft."""
        aanvraag = self.found
        if self.verzoek:
            aanvraag.plan = self.verzoek.plan
        aanvraag.plan.regio, aanvraag.plan.ronde = aanvraag.regio, aanvraag.ronde
        return aanvraag

    def find_aanvraag(self):
        """A QuerySet of the one aanvraag with this number, or of none that this person may see.

        With `sluit_op` for who reads: whoever writes mostly gets no page back that counts down.
        """
        found = Aanvraag.objects.visible_to(self.request.user).with_nummer(self.kwargs["nummer"])
        found = found.select_related(*self.related).order_by()
        return found if self.request.method == "POST" else found.with_sluit_op()

    @property
    def plan(self):
        return self.aanvraag.plan

    @cached_property
    def herstelpunt(self):
        """What DUS-I asks to supplement in the part of this page; None where it asks nothing there."""
        return point_for(self.verzoek, self.groep) if self.verzoek else None

    @cached_property
    def is_writable(self):
        """Whether the part of this page may be written in now: in a supplement only what was asked, within the term."""
        if self.verzoek:
            return self.herstelpunt is not None and self.verzoek.is_open_at(timezone.now())
        return self.aanvraag.is_writable

    @cached_property
    def may_write(self):
        """Whether this person may change what this page shows now."""
        return self.is_writable and self.request.user.has_perm(CHANGE_PLAN, self.aanvraag)

    def get_context_data(self, **kwargs):
        kwargs |= {"aanvraag": self.aanvraag, "plan": self.plan, "may_write": self.may_write}
        kwargs |= {"verzoek": self.verzoek, "herstelpunt": self.herstelpunt}
        return super().get_context_data(aftelling=count_down(self.aanvraag), **kwargs)


class PlanWriteGate(AanvraagGate):
    """A page on which something is written: a change is one transaction under the lock of the Aanvraag.

    So a plan that is filed meanwhile stays as it was filed, and nothing is half saved. `failures` are the errors that
    take back everything and are then shown by `show_failure(failure)`. A page whose one write names the version it
    writes over does without the lock (`locks`): the database itself refuses a write to a filed plan.
    """

    failures = ()
    locks = True

    def dispatch(self, request, *args, **kwargs):
        if request.method != "POST":
            return self.dispatch_if(self.is_open, request, *args, **kwargs)
        try:
            with transaction.atomic():
                return self.dispatch_if(lambda: self.is_writable, request, *args, **kwargs)
        except self.failures as failure:
            return self.show_failure(failure)

    def dispatch_if(self, is_open, request, *args, **kwargs):
        if not self.has_permission():
            return self.handle_no_permission()
        return super().dispatch(request, *args, **kwargs) if is_open() else self.refuse()

    def find_aanvraag(self):
        """The same, under lock where something is about to be written."""
        found = super().find_aanvraag()
        return found.select_for_update(of=("self",)) if self.request.method == "POST" and self.locks else found

    def is_open(self):
        """Whether the page can be shown; one that also serves readers says yes."""
        return self.is_writable

    def refuse(self):
        messages.error(self.request, self.why_closed())
        return redirect(self.aanvraag)

    def why_closed(self):
        """Why nothing can be written here now, in Dutch."""
        if self.verzoek is None:
            return CLOSED % self.aanvraag.get_status_display().lower()
        return NOT_ASKED if self.herstelpunt is None else TERM_OVER % deadline(self.verzoek.sluit_op)


class PlanEditGate(PlanWriteGate):
    """A page that is of no use to who only reads."""

    permission_required = (VIEW_AANVRAAG, CHANGE_PLAN)
