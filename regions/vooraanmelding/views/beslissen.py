"""What the coordinator does with registrations."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.generic import FormView

from regions.vooraanmelding import beslissen
from regions.vooraanmelding.accepteren import AcceptError, accept, next_nummer, people_of
from regions.vooraanmelding.forms.beslissen import AcceptForm, MergeForm, RedenForm, SendBackForm, SplitForm
from regions.vooraanmelding.toegang import has_signed_in
from regions.vooraanmelding.vergelijken import can_merge, read_vergelijking
from regions.vooraanmelding.views.gate import DECIDE, StepView
from regions.vooraanmelding.views.vergelijken import ChosenView
from sto_portal.accounts.models import User
from sto_portal.workflow import TransitionError


class ReasonStep(StepView, FormView):
    """A step of which the aanmelder reads why."""

    form_class = RedenForm
    template_name = "regions/vooraanmelding_reden.html"
    title = ""
    uitleg = ""
    submit = ""

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"submit": self.submit}

    def get_context_data(self, **kwargs):
        return super().get_context_data(title=self.title, uitleg=self.uitleg, **kwargs)

    def given(self, form):
        return {"vooraanmelding": self.vooraanmelding, "by": self.request.user, "reason": form.cleaned_data["reden"]}


class SendBack(ReasonStep):
    form_class = SendBackForm
    verb = "send_back"
    title = "Stuur de aanmelding terug"
    uitleg = "De aanmelder kan de aanmelding dan veranderen en opnieuw indienen tot en met de dag die u kiest."
    submit = "Stuur terug"
    message = "De aanmelding is teruggestuurd. De aanmelder krijgt een e-mail."

    def take(self, form):
        beslissen.send_back(tot=form.cleaned_data["tot"], **self.given(form))


class Refuse(ReasonStep):
    verb = "refuse"
    title = "Wijs de aanmelding af"
    uitleg = "Er komt geen regio uit deze aanmelding. U kunt dit niet ongedaan maken."
    submit = "Wijs af"
    message = "De aanmelding is afgewezen. De aanmelder krijgt een e-mail."

    def take(self, form):
        beslissen.refuse(**self.given(form))


class Undo(ReasonStep):
    verb = "dissolve"
    title = "Maak het samenvoegen of splitsen ongedaan"
    uitleg = "De aanmeldingen waaruit deze ontstond, gelden weer zoals ingediend. Wat daarna is veranderd, vervalt."
    submit = "Maak ongedaan"
    message = "De aanmeldingen zijn weer zoals zij waren. De aanmelders krijgen een e-mail."

    def take(self, form):
        beslissen.undo(**self.given(form))


class Accept(StepView, FormView):
    """Give the region its number; what is odd about it stands above the form."""

    verb = "accept"
    form_class = AcceptForm
    template_name = "regions/vooraanmelding_accept.html"
    errors = (TransitionError, AcceptError)

    @property
    def message(self):
        return f"Regio {self.vooraanmelding.regio} is er. De penvoerder krijgt een e-mail."

    def get_initial(self):
        return {"nummer": next_nummer(self.vooraanmelding.periode), "naam": self.vooraanmelding.naam}

    def get_context_data(self, **kwargs):
        found = read_vergelijking(self.vooraanmelding.periode).bevindingen
        return super().get_context_data(
            bevindingen=found.get(self.vooraanmelding.pk, []),
            mensen=self.describe_people(),
            scholen=self.vooraanmelding.vestigingen.count(),
            gemeenten=self.vooraanmelding.gemeenten.count(),
            **kwargs,
        )

    def describe_people(self):
        """Who gets which role, and whether that person ever signed in: a wrong address shows there."""
        people = people_of(self.vooraanmelding)
        users = User.objects.filter(email__in=[person.email.lower() for person, _rol in people])
        known = {user.email for user in users if has_signed_in(user)}
        return [(person, rol.label.lower(), person.email.lower() in known) for person, rol in people]

    def take(self, form):
        regio = accept(vooraanmelding=self.vooraanmelding, by=self.request.user, **form.cleaned_data)
        self.vooraanmelding.regio = regio


class Split(StepView, FormView):
    """Make two registrations of one."""

    verb = "split"
    form_class = SplitForm
    template_name = "regions/vooraanmelding_split.html"
    message = "De aanmelding is gesplitst. De aanmelder krijgt een e-mail."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"vooraanmelding": self.vooraanmelding}

    def take(self, form):
        beslissen.split(
            vooraanmelding=self.vooraanmelding,
            delen=form.delen,
            by=self.request.user,
            reason=form.cleaned_data["reden"],
        )


class Merge(ChosenView, FormView):
    """Make one registration of the chosen ones."""

    permission_required = DECIDE
    form_class = MergeForm
    template_name = "regions/vooraanmelding_merge.html"

    def get(self, request, *args, **kwargs):
        if not can_merge(self.chosen):
            messages.error(request, "Kies twee of meer aanmeldingen die nu zijn ingediend.")
            return redirect("vooraanmelding-list")
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"vooraanmeldingen": self.chosen}

    def get_initial(self):
        kinds = {row.soort for row in self.chosen}
        return {"soort": kinds.pop()} if len(kinds) == 1 else {}

    def form_valid(self, form):
        data = form.cleaned_data
        reason = data.pop("reden")
        try:
            if not can_merge(self.chosen):
                raise TransitionError("Dit kan alleen met twee of meer aanmeldingen die nu zijn ingediend.")
            made = beslissen.merge(vooraanmeldingen=self.chosen, by=self.request.user, reason=reason, **data)
        except TransitionError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, "De aanmeldingen zijn samengevoegd. De aanmelders krijgen een e-mail.")
        return redirect(made)
