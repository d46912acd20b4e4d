"""All registrations for DUS-I: the list, what several name, and some beside each other."""

from collections import Counter

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from regions.models import Vooraanmelding, Vooraanmeldperiode
from regions.vooraanmelding.forms.beslissen import VooraanmeldingFilter
from regions.vooraanmelding.vergelijken import can_merge, read_vergelijking
from regions.vooraanmelding.views.gate import DECIDE, RELATED, VIEW_EVERY
from regions.zoektekst import fold
from sto_portal.vormgeving.lijsten import page_of

PER_PAGE = 100
MOST = 6

SORT = {
    "kenmerk": lambda regel: regel["vooraanmelding"].pk,
    "naam": lambda regel: fold(regel["vooraanmelding"].naam),
    "scholen": lambda regel: (regel["scholen"], regel["vooraanmelding"].pk),
    "bevindingen": lambda regel: (-regel["bevindingen"], regel["vooraanmelding"].pk),
}


class PeriodeView(PermissionRequiredMixin):
    """A page about all registrations of one periode: the one of the address, else the newest."""

    permission_required = VIEW_EVERY

    @cached_property
    def filter_form(self):
        form = VooraanmeldingFilter(self.request.GET)
        form.is_valid()
        return form

    @cached_property
    def periode(self):
        periodes = Vooraanmeldperiode.objects.select_related("regelingversie__regeling")
        return self.filter_form.cleaned_data.get("periode") or periodes.first()

    @cached_property
    def vergelijking(self):
        return read_vergelijking(self.periode) if self.periode else None

    def get_context_data(self, **kwargs):
        may_decide = self.request.user.has_perm(DECIDE)
        return super().get_context_data(
            periode=self.periode, vergelijking=self.vergelijking, may_decide=may_decide, **kwargs
        )


class VooraanmeldingList(PeriodeView, TemplateView):
    """Every registration that was filed, with its numbers and how much is odd about it."""

    template_name = "regions/vooraanmelding_list.html"

    def get_context_data(self, **kwargs):
        regels = self.regels if self.periode else []
        chosen = self.filter_form.cleaned_data
        return super().get_context_data(
            form=self.filter_form,
            page=page_of(regels, self.request, PER_PAGE),
            is_filtered=any(chosen.get(name) for name in ("zoek", "status", "bevinding")),
            **kwargs,
        )

    @property
    def regels(self):
        """The lines of the list, filtered and in order."""
        filed = Vooraanmelding.objects.filed().filter(periode=self.periode)
        rows = filed.select_related(*RELATED).prefetch_related("gemeenten", "vestigingen")
        chosen = self.filter_form.cleaned_data
        regels = [self.regel(row) for row in rows if self.matches(row, chosen)]
        if wanted := chosen.get("bevinding"):
            regels = [regel for regel in regels if bool(regel["bevindingen"]) is (wanted == "ja")]
        return sorted(regels, key=SORT[chosen.get("sorteer") or "kenmerk"])

    def matches(self, row, chosen):
        if chosen.get("status") and row.status != chosen["status"]:
            return False
        words = fold(chosen.get("zoek") or "").split()
        if not words:
            return True
        text = fold(" ".join(map(str, [row, *self.filed_of(row, "gemeenten"), *self.filed_of(row, "vestigingen")])))
        return all(word in text for word in words)

    def filed_of(self, row, name):
        """Its municipalities or schools; none while its aanmelder writes in it."""
        return [] if row.is_writable else getattr(row, name).all()

    def regel(self, row):
        found = self.vergelijking.bevindingen.get(row.pk, [])
        return {
            "vooraanmelding": row,
            "gemeenten": len(self.filed_of(row, "gemeenten")),
            "scholen": len(self.filed_of(row, "vestigingen")),
            "bevindingen": sum(not each.is_note for each in found),
        }


class VooraanmeldingOverlap(PeriodeView, TemplateView):
    """The schools and municipalities that several registrations name."""

    template_name = "regions/vooraanmelding_overlap.html"


class ChosenView(PeriodeView):
    """A page about the registrations of `?keuze=` for each, and their periode."""

    @cached_property
    def chosen(self):
        return find_chosen(self.request.GET.getlist("keuze"), self.request.user)

    @cached_property
    def periode(self):
        return self.chosen[0].periode if self.chosen else None

    def get_context_data(self, **kwargs):
        keuze = "&".join(f"keuze={row.pk}" for row in self.chosen)
        return super().get_context_data(vooraanmeldingen=self.chosen, keuze=keuze, **kwargs)


class VooraanmeldingCompare(ChosenView, TemplateView):
    """At least two registrations beside each other, with what more than one of them names."""

    template_name = "regions/vooraanmelding_compare.html"

    def get_context_data(self, **kwargs):
        found = self.vergelijking.bevindingen if self.vergelijking else {}
        return super().get_context_data(
            kolommen=[{"vooraanmelding": row, "bevindingen": found.get(row.pk, [])} for row in self.chosen],
            gedeeld=shared_pks(self.chosen),
            can_merge=can_merge(self.chosen),
            most=MOST,
            **kwargs,
        )


def find_chosen(values, user):
    """The registrations with these numbers that `user` may see, the first MOST, in order."""
    pks = {int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 10}
    rows = Vooraanmelding.objects.visible_to(user).filter(pk__in=pks).select_related(*RELATED)
    return list(rows.prefetch_related("gemeenten", "vestigingen", "verklaringen").order_by("pk")[:MOST])


def shared_pks(rows):
    """{'gemeenten' and 'vestigingen': the pks of those that more than one of `rows` names}."""
    found = {}
    for name in ("gemeenten", "vestigingen"):
        counts = Counter(each.pk for row in rows for each in getattr(row, name).all())
        found[name] = {pk for pk, number in counts.items() if number > 1}
    return found
