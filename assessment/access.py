"""Which cases the committee sees. Its members have no permission in `applications`: all they read starts here."""

from django.db.models import Exists, OuterRef, Q
from django.shortcuts import get_object_or_404
from django.views.generic.detail import SingleObjectMixin

from applications.models import Aanvraag, Partner
from applications.models.dossier import has_nummer
from assessment.models import Belang, Beoordeling, Verhindering
from assessment.models.commissie import hidden_from, led_by, matches
from regions.permissions import RowPermissionMixin
from sto_portal.namen import name_key

CASE = ("regio", "ronde__rondekader", "ronde__regelingversie__regeling")  # what every page of a case needs at hand

PLANS = ("plan__indiening", "aanvraag__plan__indiening")  # of a Beoordeling: what it is about, what was filed last


def cases_for(user):
    """The aanvragen that were assigned to the user, or that the user leads, with region, round and kader.

    Never one that the user withdrew from or that touches an interest of the user: both are looked up at every read.
    """
    if user.has_perm("assessment.lead_every_case"):
        return cases_led_by(user)
    own = Q(Exists(assigned().filter(lid__user=user)))
    if user.has_perm("assessment.write_advies"):
        own |= Q(Exists(assigned())) & led_by(user)
    return readable(own, user)


def cases_led_by(user):
    """The assigned aanvragen of which the user writes the advice: see `led_by`; as readable as those of `cases_for`."""
    return readable(Q(Exists(assigned())) & led_by(user), user)


def assigned():
    return Beoordeling.objects.active().filter(aanvraag=OuterRef("pk"))


def readable(condition, user):
    """Those of this condition that the user has no interest in and did not withdraw from."""
    withdrawn = Verhindering.objects.filter(aanvraag=OuterRef("pk"), lid__user=user)
    hidden = Exists(withdrawn) | hidden_from(user, "plan")
    aanvragen = Aanvraag.objects.filter(condition).exclude(hidden)
    return aanvragen.select_related(*CASE, "plan__indiening").defer("plan__indiening__json")


def leads(user, aanvraag):
    """Whether the user leads a case that he or she may read; no query for a voorzitter or a member."""
    if not user.has_perm("assessment.write_advies"):
        return False
    return user.has_perm("assessment.lead_every_case") or cases_led_by(user).filter(pk=aanvraag.pk).exists()


def find_conflicts(plans):
    """Why members cannot judge these Plans (pks): {pk of Plan: {pk of Commissielid: [reason in Dutch]}}; two queries.

    By the same pairs as `touches`, for many at once: the interests are few, so they are laid beside the partners here.
    """
    found = {plan: {} for plan in plans}
    interests = list(Belang.objects.current().select_related("organisatie__bestuur", "lid"))
    partners = partners_like(interests, found)
    for interest in interests:
        touched = {}
        values = {left: value_at(interest, left) for left, _right in matches()}
        for partner in partners:
            if any(values[left] and values[left] == partner[right] for left, right in matches()):
                touched.setdefault(partner["plan_id"], set()).add(partner["naam"])
        for plan, names in touched.items():
            listed = ", ".join(sorted(names, key=name_key))
            text = f"Belang bij {interest.organisatie} ({interest.toelichting}): partner {listed}."
            found[plan].setdefault(interest.lid_id, []).append(text)
    return found


def partners_like(interests, plans):
    """The Partners of these Plans that any of the interests may touch, as {path: value}.

    One query, also where there is no interest.
    """
    asked = {}
    for left, right in matches():
        asked.setdefault(right, set()).update(value_at(interest, left) for interest in interests)
    wanted = Q(pk__lt=0)
    for right, values in asked.items():
        wanted |= Q(**{f"{right}__in": values - {None, ""}})
    return list(Partner.objects.filter(wanted, plan__in=plans).order_by().values("plan_id", "naam", *asked))


def value_at(row, path):
    """What stands at the end of a path of foreign keys such as 'organisatie__bestuur': a number or the pk of a row.

    None where one of them is empty.
    """
    *steps, last = path.split("__")
    for name in steps:
        row = getattr(row, name) if row is not None else None
    return None if row is None else getattr(row, row._meta.get_field(last).attname)


class NummerMixin(SingleObjectMixin):
    """Finds `self.object` by the number in the address, after the first gate of RowPermissionMixin."""

    context_object_name = "aanvraag"

    def dispatch(self, request, *args, **kwargs):
        self.object = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def get_object(self, queryset=None):
        return self.find_row()

    def find_row(self):
        return get_object_or_404(self.get_queryset().with_nummer(self.kwargs["nummer"]))


class CaseView(RowPermissionMixin, NummerMixin):
    """Gates of a page about one case of the committee: role → 403, `cases_for` → 404, role about the row → 403."""

    permission_required = "assessment.view_beoordeling"

    def get_queryset(self):
        return cases_for(self.request.user)


class OwnCaseView(CaseView):
    """A case that the user judges; `self.beoordeling` is the user's own and `self.plan` what it is about.

    Until it is handed in that is what the region filed last: a supplement may have come since it was assigned.
    """

    permission_required = "assessment.judge_aanvraag"

    def find_row(self):
        """The case and the own judgement in one query."""
        own = Beoordeling.objects.active().filter(lid__user=self.request.user)
        rows = own.filter(has_nummer(self.kwargs["nummer"], "aanvraag__"), aanvraag__in=self.get_queryset())
        related = ("lid", *PLANS, *(f"aanvraag__{path}" for path in CASE))
        rows = rows.select_related(*related).defer(*(f"{plan}__json" for plan in PLANS))
        self.beoordeling = get_object_or_404(rows)
        self.plan = self.beoordeling.aanvraag.plan if self.beoordeling.is_open else self.beoordeling.plan
        return self.beoordeling.aanvraag
