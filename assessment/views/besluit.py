from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import TemplateView, UpdateView

from applications.brieven import as_part_of_page, describe_lost
from applications.models import Aanvraag
from assessment.actions.besluiten import BesluitError, draft_besluit
from assessment.actions.opvolgen import REPLACEABLE
from assessment.actions.voorwaarden import left_out
from assessment.brief import lost_signs, write_letter
from assessment.brieftekst import Brieftekst, as_lines, fill_marks
from assessment.forms.besluit import BesluitForm
from assessment.forms.verplichting import make_formset
from assessment.models import Besluit, Besluitbijdrage, Besluitstatus
from assessment.models.besluit import OPEN, WRITTEN
from assessment.reports.afwijkingen import describe_advies, passes_over, read_afwijkingen
from assessment.reports.beslistermijn import find_termijnen
from assessment.reports.verzending import NO_OTHERS, find_keten, find_sendings, next_to_send
from assessment.views.besluitgate import BesluitGate
from sto_portal.sjablonen.compare import compare_lines
from sto_portal.vormgeving.templatetags.sto import datum, moment

HAS_OTHERS = Exists(Besluit.objects.filter(aanvraag=OuterRef("aanvraag")).exclude(pk=OuterRef("pk")))
PERSONS = ("opsteller", "akkoord_door", "advies__controle__door")
OF_PERSON = ("password", "last_login", "aangemaakt_op")
OF_EARLIER = (
    "wettelijke_grondslag", "motivering", "afwijking_reden", "lager_reden", "weggelaten_reden", "onderwerp", "brief",
)  # fmt: skip
NOT_READ = (
    "plan__indiening__json", *(f"{person}__{field}" for person in PERSONS for field in OF_PERSON),
    *(f"vervangt__{field}" for field in OF_EARLIER),
)  # fmt: skip
STEPS = {
    "offer": "Ter akkoord gelegd",
    "return": "Teruggestuurd",
    "approve": "Akkoord",
    "lose_approval": "Akkoord vervallen",
    "send": "Verzonden",
    "drop": "Concept vervallen",
}


class BesluitDetail(BesluitGate, TemplateView):
    """The decision with its letter, its steps and what this person can do now."""

    template_name = "assessment/besluit_detail.html"
    joined = ("plan__indiening", "regelingversie__regeling__afzender", "pdf", "vervangt", *PERSONS)

    def get_queryset(self):
        worked_on_it = Exists(Besluitbijdrage.objects.filter(besluit=OuterRef("pk"), persoon=self.request.user))
        found = {"has_others": HAS_OTHERS, "worked_on_it": worked_on_it, "passes_over": passes_over("advies")}
        return super().get_queryset().defer(*NOT_READ).annotate(**found)

    def get_context_data(self, **kwargs):
        besluit = self.besluit
        letter = self.get_letter()
        return super().get_context_data(
            besluit=besluit,
            aanvraag=besluit.aanvraag,
            onderwerp=fill_marks(besluit, letter.onderwerp, besluit.besluit_datum),
            brief=as_part_of_page(fill_marks(besluit, letter.tekst, besluit.besluit_datum)),
            sha256=letter.sha256,
            verloren=describe_lost(lost_signs(besluit, letter)) if besluit.status != Besluitstatus.VERZONDEN else None,
            verschil=self.get_difference(letter),
            steps=self.get_steps(),
            facts=self.get_facts(),
            keten=self.keten,
            verzending=self.verzending,
            volgende=self.get_next(),
            may=self.get_steps_now(),
            rests_on_advice=bool(besluit.advies) and self.request.user.has_perm("assessment.view_advies"),
            weggelaten=left_out(besluit) if besluit.status in OPEN and besluit.weggelaten_reden else [],
            **kwargs,
        )

    @cached_property
    def keten(self):
        return find_keten(self.besluit, self.request.user) if self.besluit.has_others else NO_OTHERS

    @cached_property
    def verzending(self):
        """The Werk by which this decision is being sent, also where that failed; else None."""
        return find_sendings([self.besluit]).get(self.besluit.pk)

    def get_steps_now(self):
        """{step: whether this person can take it now}; 'own': may approve others' decisions, but worked on this one."""
        besluit, user = self.besluit, self.request.user
        may_draft, may_approve = (user.has_perm(f"assessment.{verb}_besluit") for verb in ("draft", "approve"))
        approves = may_approve and besluit.can("approve")
        return {
            "draft": may_draft and besluit.can("offer"),
            "approve": approves and not besluit.worked_on_it,
            "own": approves and besluit.worked_on_it,
            "send": besluit.can("send") and user.has_perm("assessment.send_besluit") and not self.waits,
            "replace": may_draft and self.is_replaceable,
        }

    @property
    def waits(self):
        return self.verzending is not None and not self.verzending.has_failed

    def get_next(self):
        """The next decision to send, for who has just let this one be sent; else None."""
        user = self.request.user
        return next_to_send(user, self.besluit) if self.waits and user.has_perm("assessment.send_besluit") else None

    @property
    def is_replaceable(self):
        """Whether it is in force, nobody works on another one, and the aanvraag did not move on."""
        besluit = self.besluit
        is_last = not any(
            row.vervangt_id == besluit.pk and row.status != Besluitstatus.VERVALLEN for row in self.keten.andere
        )
        return besluit.status == Besluitstatus.VERZONDEN and is_last and besluit.aanvraag.status in REPLACEABLE

    def get_letter(self):
        """The Brieftekst as approved; before that as it is now, signed by this person where the signature is theirs."""
        besluit, user = self.besluit, self.request.user
        if besluit.status in WRITTEN:
            return Brieftekst(None, besluit.onderwerp, besluit.brief)
        signs = besluit.can("approve") and user.has_perm("assessment.approve_besluit") and not besluit.worked_on_it
        return write_letter(besluit, signer=user if signs else None)

    def get_difference(self, letter):
        """The lines that differ from the letter that was approved before, where that approval fell; else none."""
        besluit = self.besluit
        if besluit.status in WRITTEN or not besluit.brief_sha256:
            return []
        before, after = (f"{row.onderwerp}\n{text}" for row, text in ((besluit, besluit.brief), (letter, letter.tekst)))
        return [row for row in compare_lines(as_lines(before), as_lines(after)) if row.soort != "gelijk"]

    def get_steps(self):
        if not self.request.user.has_perm("assessment.view_besluit"):
            return []
        steps = self.besluit.statuswijzigingen.select_related("door")
        return [
            {"title": STEPS[step.verb], "moment": step.op, "by": step.door, "text": step.reden, "state": "done"}
            for step in steps
        ]

    def get_facts(self):
        besluit = self.besluit
        facts = [
            {"label": "Kenmerk", "value": besluit.kenmerk},
            {"label": "Besluit", "value": besluit.get_soort_display()},
        ]
        if besluit.is_grant:
            facts.append({"label": "Bedrag", "value": besluit.bedrag_naast_gevraagd})
        if besluit.besluit_datum:
            facts.append({"label": "Verzonden op", "value": datum(besluit.besluit_datum)})
        if self.request.user.has_perm("assessment.view_besluit"):
            facts += self.get_staff_facts()
        return facts

    def get_staff_facts(self):
        besluit = self.besluit
        facts = [
            {"label": "Opgesteld door", "value": besluit.opsteller},
            {"label": "Akkoord van", "value": besluit.akkoord_door or "Nog niemand"},
        ]
        if besluit.advies:
            facts[:0] = [
                {"label": "Advies van de commissie", "value": describe_advies(besluit)},
                {"label": "Advies gecontroleerd door", "value": self.get_controle()},
                {"label": "Rust op", "value": besluit.wettelijke_grondslag or "Nog niet ingevuld"},
            ]
        if besluit.status in OPEN and not besluit.vervangt_id:
            facts += [fact for termijn in find_termijnen([besluit])[besluit.pk] for fact in termijn.feiten]
        return facts

    def get_controle(self):
        controle = getattr(self.besluit.advies, "controle", None)
        return f"{controle.door}, op {moment(controle.op)}" if controle else "Nog niemand"


class BesluitDraft(BesluitGate, UpdateView):
    permission_required = "assessment.draft_besluit"
    form_class = BesluitForm
    template_name = "assessment/besluit_form.html"
    joined = ("plan", "regelingversie", "advies")

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(self.permission_required):
            raise PermissionDenied
        if request.method == "POST" and "opslaan" not in request.POST:
            return self.start()
        if self.besluit.is_set_aside and self.besluit.can("offer"):
            return redirect("besluit-set-aside", nummer=kwargs["nummer"])
        if self.besluit.status != Besluitstatus.CONCEPT:
            messages.error(request, "Dit besluit is geen concept meer. U kunt het niet meer veranderen.")
            return redirect(self.besluit)
        return super().dispatch(request, *args, **kwargs)

    def start(self):
        """Make the draft from the advice, once; from the button on the list."""
        aanvraag = Aanvraag.objects.visible_to(self.request.user).with_nummer(self.kwargs["nummer"]).first()
        if aanvraag is None:
            raise Http404("Geen aanvraag met dit nummer.")
        try:
            draft_besluit(aanvraag=aanvraag, by=self.request.user)
        except BesluitError as error:
            messages.error(self.request, str(error))
            return redirect("besluit-list")
        return redirect("besluit-draft", nummer=aanvraag.nummer)

    def post(self, request, *args, **kwargs):
        self.object = self.besluit
        form, verplichtingen = self.get_form(), make_formset(self.besluit, request.POST)
        is_valid = form.is_valid() & verplichtingen.is_valid()
        if is_valid and form.save(by=request.user, verplichtingen=verplichtingen.rows):
            messages.success(request, "Het concept is opgeslagen.")
            return redirect(self.besluit)
        return self.render_to_response(self.get_context_data(form=form, verplichtingen=verplichtingen))

    def get_context_data(self, **kwargs):
        besluit = self.besluit
        shown = {"verplichtingen": make_formset(besluit), "aanvraag": besluit.aanvraag, "advies": besluit.advies}
        shown["afwijkingen"] = read_afwijkingen(besluit.advies)
        return super().get_context_data(**shown | kwargs)
