"""Which Besluit an address means, with everything that its pages tell."""

from operator import attrgetter

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.utils.functional import cached_property

from applications.models.dossier import has_nummer
from assessment.models import Besluit, Besluitbijdrage
from assessment.reports.afwijkingen import passes_over
from regions.permissions import RowPermissionMixin

LARGEST = 32767  # of a PositiveSmallIntegerField
HAS_OTHERS = Exists(Besluit.objects.filter(aanvraag=OuterRef("aanvraag")).exclude(pk=OuterRef("pk")))
JOINED = (
    "aanvraag__regio", "aanvraag__ronde", "plan__indiening", "advies__controle__door",
    "regelingversie__regeling__afzender", "opsteller", "akkoord_door", "pdf", "vervangt",
)  # fmt: skip
PERSONS = ("opsteller", "akkoord_door", "advies__controle__door")
OF_PERSON = ("password", "last_login", "aangemaakt_op")
OF_EARLIER = (
    "wettelijke_grondslag", "motivering", "afwijking_reden", "lager_reden", "weggelaten_reden", "onderwerp", "brief",
)  # fmt: skip
NOT_READ = (
    "plan__indiening__json", *(f"{person}__{field}" for person in PERSONS for field in OF_PERSON),
    *(f"vervangt__{field}" for field in OF_EARLIER),
)  # fmt: skip


def share_joined(besluit):
    """Let what a Besluit, its Aanvraag and its Plan have in common be one object, so that each is read once."""
    aanvraag, plan = besluit.aanvraag, besluit.plan
    if aanvraag.ronde.regelingversie_id == besluit.regelingversie_id:
        aanvraag.ronde.regelingversie = besluit.regelingversie
    if plan.regio_id == aanvraag.regio_id:
        plan.regio = aanvraag.regio
    for row in (besluit.advies, besluit.vervangt):
        if row:
            row.aanvraag = aanvraag


class BesluitGate(RowPermissionMixin):
    """Finds a Besluit by the number in the address, within what the person may see.

    With a `volgnummer` in the address that very one; without, the newest that did not lapse.
    """

    permission_required = "assessment.view_sent_besluit"
    context_object_name = "besluit"

    def get_queryset(self):
        worked_on_it = Exists(Besluitbijdrage.objects.filter(besluit=OuterRef("pk"), persoon=self.request.user))
        return Besluit.objects.visible_to(self.request.user).select_related(*JOINED).defer(*NOT_READ).annotate(
            has_others=HAS_OTHERS, worked_on_it=worked_on_it, passes_over=passes_over("advies")
        )  # fmt: skip

    @cached_property
    def besluit(self):
        rows = self.find_besluit(self.get_queryset()).order_by()
        besluit = max(rows, key=attrgetter("volgnummer"), default=None)
        if besluit is None:
            raise Http404("Geen besluit met dit nummer.")
        share_joined(besluit)
        if not self.request.user.has_perms(self.get_permission_required(), besluit):
            raise PermissionDenied
        return besluit

    def find_besluit(self, rows):
        """The rows of which the newest is the one that the address means."""
        rows = rows.filter(has_nummer(self.kwargs["nummer"], "aanvraag__"))
        if "volgnummer" in self.kwargs:
            return rows.filter(volgnummer=min(self.kwargs["volgnummer"], LARGEST))
        return rows.kept()

    def get_object(self, queryset=None):
        return self.besluit
