"""The akkoord of the bestuurder: the penvoerder asks, the bestuurder reads the plan and answers without an account."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import FormView, View

from applications.access import AanvraagGate
from applications.actions import AkkoordError, TextChangedError, answer_akkoord, ask_akkoord, remind_bestuurder
from applications.actions.akkoord import OWN_WORK, is_own_work
from applications.akkoord import aanvraag_of, find_akkoord, is_asked, read_akkoord
from applications.bestanden import plan_files
from applications.canonical import checksum, plan_json
from applications.forms.akkoord import YES, AnswerForm, AskForm
from applications.models import Akkoord, Groep, Partnersoort
from applications.reading import make_page
from sto_portal.bestanden.responses import download

SUBMIT = "applications.submit_aanvraag"
SESSION = "akkoord"
BESTAND = "akkoord-bestand"
CLOSED = "applications/akkoord_closed.html"
NOT_NEEDED = "Over deze aanvraag vraagt u nu niemand om akkoord. Akkoord is niet meer nodig."


class AkkoordGate(AanvraagGate):
    """Pages of the region about the akkoord: everyone reads, the penvoerder asks."""

    write_permission = SUBMIT
    groep = Groep.AKKOORD

    def refuse(self, error):
        messages.error(self.request, str(error))
        return redirect("akkoord", self.aanvraag.nummer)


class AkkoordDetail(AkkoordGate, FormView):
    """How the akkoord stands, what was answered before, and the form to ask."""

    form_class = AskForm
    template_name = "applications/akkoord_detail.html"

    @cached_property
    def stand(self):
        return read_akkoord(self.plan)

    def get_initial(self):
        """Who was asked last."""
        last = self.stand.vraag or self.stand.antwoord
        return {"naam": last.naam, "functie": last.functie, "email": last.email} if last else {}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"plan": self.plan, "by": self.request.user}

    def post(self, request, *args, **kwargs):
        if not self.is_writable:
            messages.error(request, NOT_NEEDED)
            return redirect(self.aanvraag)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            akkoord = ask_akkoord(aanvraag=self.aanvraag, by=self.request.user, **form.cleaned_data)
        except AkkoordError as error:
            return self.refuse(error)
        messages.success(self.request, f"De vraag gaat naar {akkoord.email}.")
        return redirect("akkoord", self.aanvraag.nummer)

    def get_context_data(self, **kwargs):
        may_ask = self.is_writable and self.request.user.has_perm(SUBMIT, self.aanvraag)
        return super().get_context_data(
            stand=self.stand,
            may_ask=may_ask,
            is_askable=self.is_writable,
            can_remind=may_ask and self.stand.is_waiting(timezone.now()),
            akkoorden=Akkoord.objects.filter(plan=self.plan).select_related("gevraagd_door"),
            penvoerder=self.plan.partner_set.filter(soort=Partnersoort.PENVOERDER).first(),
            **kwargs,
        )


class AkkoordRemind(AkkoordGate, View):
    """Mail the question that waits again."""

    permission_required = SUBMIT

    def post(self, request, **_kwargs):
        stand = read_akkoord(self.plan)
        try:
            if stand.vraag is None:
                raise AkkoordError("Er staat geen vraag om akkoord open.")
            remind_bestuurder(akkoord=stand.vraag, by=request.user)
        except AkkoordError as error:
            return self.refuse(error)
        messages.success(request, f"De link gaat naar {stand.vraag.email}. Er gaat er hoogstens één per dag uit.")
        return redirect("akkoord", self.aanvraag.nummer)


class HttpResponseSeeOther(HttpResponseRedirect):
    """Goes to another page, which is not that of signing in."""

    status_code = 303


@method_decorator(login_not_required, name="dispatch")
class AkkoordOpen(View):
    """The personal link: it is kept in the session, so that no address on the pages after it opens the plan."""

    def get(self, request, token):
        akkoord = find_akkoord(token)
        if akkoord is None:
            return render(request, CLOSED, status=404)
        request.session[SESSION] = akkoord.pk
        return HttpResponseSeeOther(reverse("akkoord-answer"))


class BestuurderGate:
    """Pages for who came by a personal link; for anyone else they do not exist."""

    def dispatch(self, request, *args, **kwargs):
        if self.akkoord is None:
            return render(request, CLOSED, status=404)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def akkoord(self):
        """The question that the link was about; None for who came without one."""
        rows = Akkoord.objects.select_related("plan__regio", "plan__ronde__regelingversie__regeling", "gevraagd_door")
        return rows.filter(pk=self.request.session.get(SESSION)).first()

    @cached_property
    def aanvraag(self):
        """The Aanvraag that the plan was written for."""
        return aanvraag_of(self.akkoord.plan).select_related("regio", "ronde").get()

    @property
    def can_answer(self):
        """Whether the question waits: after the answer, the term or the filing the plan is shown no more."""
        akkoord, now = self.akkoord, timezone.now()
        waits = akkoord.is_open and akkoord.geldig_tot > now and is_asked(self.aanvraag, akkoord.plan, now)
        return waits and not self.is_own_work

    @property
    def signed_in(self):
        """Who is signed in where the link is open, or None."""
        return self.request.user if self.request.user.is_authenticated else None

    @cached_property
    def is_own_work(self):
        """Whether that person, or who was asked, writes for this region and so cannot agree."""
        return is_own_work(self.akkoord, self.signed_in)


@method_decorator(login_not_required, name="dispatch")
class AkkoordAnswer(BestuurderGate, FormView):
    """The whole plan as it stands, and the question; afterwards what was answered."""

    form_class = AnswerForm
    template_name = "applications/akkoord_answer.html"

    def form_valid(self, form):
        data = form.cleaned_data
        try:
            answer_akkoord(
                akkoord=self.akkoord,
                agrees=data["besluit"] == YES,
                opmerking=data["opmerking"],
                sha256=data["sha256"],
                by=self.signed_in,
            )
        except TextChangedError as error:
            form.data = form.data.copy()
            form.data.pop("besluit", None)
            form.add_error(None, str(error))
            return self.form_invalid(form)
        except AkkoordError as error:
            messages.error(self.request, str(error))
        return redirect("akkoord-answer")

    def get_context_data(self, **kwargs):
        shown = {"akkoord": self.akkoord, "aanvraag": self.aanvraag, "can_answer": self.can_answer}
        shown["own_work"] = OWN_WORK if self.akkoord.is_open and self.is_own_work else ""
        context = super().get_context_data(**kwargs | shown)
        if self.can_answer:
            plan = self.aanvraag.plan = self.akkoord.plan
            form = context["form"]
            sha256 = checksum(plan_json(plan))  # before the text is read: what changes in between is refused
            if form.is_bound:
                form.data = form.data.copy()
                form.data["sha256"] = sha256
            form.initial["sha256"] = sha256
            context["leespagina"] = make_page(plan, bestand_url=BESTAND)
        return context


@method_decorator(login_not_required, name="dispatch")
class AkkoordBestand(BestuurderGate, View):
    """A file of the plan, for the bestuurder who reads it."""

    def get(self, request, nummer, pk):
        if not self.can_answer or nummer != self.aanvraag.nummer:
            raise Http404("Dit bestand hoort niet bij deze aanvraag.")
        return download(get_object_or_404(plan_files(self.akkoord.plan), pk=pk))
