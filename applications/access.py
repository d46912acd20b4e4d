"""The gates of every page under /aanvragen/<nummer>/: role → 403, row → 404, moment → back with the reason."""

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property

from applications.models import Aanvraag

CHANGE_PLAN = "applications.change_plan"
CLOSED = "U kunt niets meer veranderen aan deze aanvraag. De status is nu: %s."


class AanvraagGate(PermissionRequiredMixin):
    """Finds `self.aanvraag` by the number in the address, within what the person may see.

    `write_permission` is what a change asks; reading asks `permission_required`.
    """

    permission_required = "applications.view_aanvraag"
    write_permission = CHANGE_PLAN

    def get_permission_required(self):
        required = super().get_permission_required()
        return required if self.request.method in {"GET", "HEAD", "OPTIONS"} else (*required, self.write_permission)

    def has_permission(self):
        user, required = self.request.user, self.get_permission_required()
        return user.has_perms(required) and user.has_perms(required, self.aanvraag)

    @cached_property
    def aanvraag(self):
        found = Aanvraag.objects.visible_to(self.request.user).with_nummer(self.kwargs["nummer"]).with_sluit_op()
        aanvraag = found.select_related("regio", "ronde__regelingversie__regeling", "plan").first()
        if aanvraag is None:
            raise Http404("Geen aanvraag met dit nummer.")
        aanvraag.plan.regio, aanvraag.plan.ronde = aanvraag.regio, aanvraag.ronde
        return aanvraag

    @property
    def plan(self):
        return self.aanvraag.plan

    @cached_property
    def may_write(self):
        """Whether this person may change the plan now."""
        return self.aanvraag.is_writable and self.request.user.has_perm(CHANGE_PLAN, self.aanvraag)

    def get_context_data(self, **kwargs):
        return super().get_context_data(aanvraag=self.aanvraag, plan=self.plan, may_write=self.may_write, **kwargs)


class PlanWriteGate(AanvraagGate):
    """A page on which something is written: a change is one transaction under the lock of the Aanvraag.

    So a plan that is filed meanwhile stays as it was filed, and nothing is half saved.
    """

    def dispatch(self, request, *args, **kwargs):
        if not self.has_permission():
            return self.handle_no_permission()
        if request.method != "POST":
            return super().dispatch(request, *args, **kwargs) if self.is_open() else self.refuse()
        with transaction.atomic():
            status = Aanvraag.objects.select_for_update().values_list("status", flat=True).get(pk=self.aanvraag.pk)
            self.aanvraag.status = status
            return super().dispatch(request, *args, **kwargs) if self.aanvraag.is_writable else self.refuse()

    def is_open(self):
        """Whether the page can be shown; one that also serves readers says yes."""
        return self.aanvraag.is_writable

    def refuse(self):
        messages.error(self.request, CLOSED % self.aanvraag.get_status_display().lower())
        return redirect(self.aanvraag)


class PlanEditGate(PlanWriteGate):
    """A page that is of no use to who only reads."""

    permission_required = ("applications.view_aanvraag", CHANGE_PLAN)
