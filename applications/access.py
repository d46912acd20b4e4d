"""The gates of every page under /aanvragen/<nummer>/: role → 403, row → 404, moment → back with the reason."""

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property

from applications.aftellen import count_down
from applications.models import Aanvraag

CHANGE_PLAN = "applications.change_plan"
CLOSED = "U kunt niets meer veranderen aan deze aanvraag. De status is nu: %s."


class AanvraagGate(PermissionRequiredMixin):
    """Finds `self.aanvraag` by the number in the address, within what the person may see.

    `write_permission` is what a change asks; reading asks `permission_required`. `related` is read with the aanvraag.
    """

    permission_required = "applications.view_aanvraag"
    write_permission = CHANGE_PLAN
    related = ("regio", "ronde__regelingversie__regeling", "plan")

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
    def aanvraag(self):
        aanvraag = get_object_or_404(self.find_aanvraag())
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
    def may_write(self):
        """Whether this person may change the plan now."""
        return self.aanvraag.is_writable and self.request.user.has_perm(CHANGE_PLAN, self.aanvraag)

    def get_context_data(self, **kwargs):
        kwargs |= {"aanvraag": self.aanvraag, "plan": self.plan, "may_write": self.may_write}
        return super().get_context_data(aftelling=count_down(self.aanvraag), **kwargs)


class PlanWriteGate(AanvraagGate):
    """A page on which something is written: a change is one transaction under the lock of the Aanvraag.

    So a plan that is filed meanwhile stays as it was filed, and nothing is half saved. `failures` are the errors that
    take back everything and are then shown by `show_failure(failure)`.
    """

    failures = ()

    def dispatch(self, request, *args, **kwargs):
        if request.method != "POST":
            return self.dispatch_if(self.is_open, request, *args, **kwargs)
        try:
            with transaction.atomic():
                return self.dispatch_if(lambda: self.aanvraag.is_writable, request, *args, **kwargs)
        except self.failures as failure:
            return self.show_failure(failure)

    def dispatch_if(self, is_open, request, *args, **kwargs):
        if not self.has_permission():
            return self.handle_no_permission()
        return super().dispatch(request, *args, **kwargs) if is_open() else self.refuse()

    def find_aanvraag(self):
        """The same, under lock where something is about to be written."""
        found = super().find_aanvraag()
        return found.select_for_update(of=("self",)) if self.request.method == "POST" else found

    def is_open(self):
        """Whether the page can be shown; one that also serves readers says yes."""
        return self.aanvraag.is_writable

    def refuse(self):
        messages.error(self.request, CLOSED % self.aanvraag.get_status_display().lower())
        return redirect(self.aanvraag)


class PlanEditGate(PlanWriteGate):
    """A page that is of no use to who only reads."""

    permission_required = ("applications.view_aanvraag", CHANGE_PLAN)
