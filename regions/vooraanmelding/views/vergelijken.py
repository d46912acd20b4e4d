"""All registrations for DUS-I: the list, what several name, and some beside each other."""

from collections import Counter

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import Count
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from regions.models import Vooraanmelding, Vooraanmeldingstatus, Vooraanmeldperiode
from regions.vooraanmelding.blad import KOLOMMEN, make_row
from regions.vooraanmelding.forms.beslissen import VooraanmeldingFilter
from regions.vooraanmelding.vergelijken import can_merge, read_vergelijking
from regions.vooraanmelding.views.gate import DECIDE, RELATED, VIEW_EVERY
from sto_portal.bestanden.content import FILETYPES
from sto_portal.bestanden.responses import attachment
from sto_portal.namen import name_key
from sto_portal.spreadsheets import write_xlsx
from sto_portal.vormgeving.lijsten import page_of

PER_PAGE = 100
MOST = 6

SORT = {
    "kenmerk": lambda regel: regel["vooraanmelding"].pk,
    "naam": lambda regel: name_key(regel["vooraanmelding"].ingediende_naam),
    "scholen": lambda regel: (regel["scholen"] is None, regel["scholen"], regel["vooraanmelding"].pk),
    "bevindingen": lambda regel: (-len(regel["bevindingen"] or []), regel["vooraanmelding"].pk),
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
        return super().get_context_data(
            **{"periode": self.periode, "may_decide": self.request.user.has_perm(DECIDE)} | kwargs
        )

    @property
    def regels(self):
        """The lines of the list, filtered and in order."""
        if self.periode is None:
            return []
        filed = Vooraanmelding.objects.filed().filter(periode=self.periode)
        rows = filed.select_related(*RELATED).prefetch_related("gemeenten", "vestigingen")
        readable = set(filed.readable_by(self.request.user).values_list("pk", flat=True))
        chosen = self.filter_form.cleaned_data
        regels = [self.regel(row, row.pk in readable) for row in rows]
        regels = [regel for regel in regels if matches(regel, chosen) and has_points(regel, chosen.get("bevinding"))]
        return sorted(regels, key=SORT[chosen.get("sorteer") or "kenmerk"])

    def regel(self, row, may_read):
        """A line: its municipalities, schools and points of attention; None for what is not to be read or judged."""
        found = self.vergelijking.bevindingen.get(row.pk)
        return {
            "vooraanmelding": row,
            "is_leesbaar": may_read,
            "gemeenten": len(row.gemeenten.all()) if may_read else None,
            "scholen": len(row.vestigingen.all()) if may_read else None,
            "bevindingen": None if found is None else [each for each in found if not each.is_note],
        }


def has_points(regel, wanted):
    """Whether a line was judged and has points of attention ('ja') or none ('nee'); every line for ''."""
    found = regel["bevindingen"]
    return not wanted or (found is not None and bool(found) is (wanted == "ja"))


def matches(regel, chosen):
    """Whether a line has the chosen status and every word that was searched, in what may be read of it."""
    row = regel["vooraanmelding"]
    if chosen.get("status") and row.status != chosen["status"]:
        return False
    words = name_key(chosen.get("zoek") or "").split()
    tied = [*row.gemeenten.all(), *row.vestigingen.all()] if words and regel["is_leesbaar"] else []
    text = name_key(" ".join(map(str, [row, *tied])))
    return all(word in text for word in words)


class VooraanmeldingList(PeriodeView, TemplateView):
    """Every registration that was filed, with its numbers and what is odd about it; `?keuze=` are ticked."""

    template_name = "regions/vooraanmelding_list.html"

    def get_context_data(self, **kwargs):
        chosen, regels = self.filter_form.cleaned_data, self.regels
        page = page_of(regels, self.request, PER_PAGE)
        ticked = find_chosen(self.request.GET.getlist("keuze"), self.request.user)
        shown = {regel["vooraanmelding"].pk for regel in page.object_list}
        query = self.request.GET.copy()
        query.pop("page", None)
        return super().get_context_data(
            form=self.filter_form,
            vergelijking=self.vergelijking,
            page=page,
            standen=self.count_standen(),
            aangevinkt={row.pk for row in ticked},
            elders=[row for row in ticked if row.pk not in shown],
            is_filtered=any(chosen.get(name) for name in ("zoek", "status", "bevinding")),
            query=query.urlencode(),
            **kwargs,
        )

    def count_standen(self):
        """(label, number) of each status that a registration of the periode has."""
        filed = Vooraanmelding.objects.filed().filter(periode=self.periode).order_by()
        counts = dict(filed.values_list("status").annotate(Count("pk")))
        labels = dict(Vooraanmeldingstatus.choices) | {Vooraanmeldingstatus.CONCEPT: "Wordt aangepast"}
        return [(label, counts[status]) for status, label in labels.items() if status in counts]


class VooraanmeldingDownload(PeriodeView, View):
    """The lines of the list as it is filtered, as a spreadsheet."""

    def get(self, request, **_kwargs):
        naam = f"Vooraanmeldingen {self.periode}" if self.periode else "Vooraanmeldingen"
        content = write_xlsx(naam, KOLOMMEN, [make_row(regel) for regel in self.regels])
        return attachment(content, name="vooraanmeldingen.xlsx", mimetype=FILETYPES["xlsx"].mimetype)


class VooraanmeldingOverlap(PeriodeView, TemplateView):
    """The schools and municipalities that several registrations name."""

    template_name = "regions/vooraanmelding_overlap.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(vergelijking=self.vergelijking, **kwargs)


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
    rows = Vooraanmelding.objects.readable_by(user).filter(pk__in=pks).select_related(*RELATED)
    return list(rows.prefetch_related("gemeenten", "vestigingen", "verklaringen").order_by("pk")[:MOST])


def shared_pks(rows):
    """{'gemeenten' and 'vestigingen': the pks of those that more than one of `rows` names}."""
    found = {}
    for name in ("gemeenten", "vestigingen"):
        counts = Counter(each.pk for row in rows for each in getattr(row, name).all())
        found[name] = {pk for pk, number in counts.items() if number > 1}
    return found
