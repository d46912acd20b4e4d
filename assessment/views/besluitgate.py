"""Which Besluit an address means, with everything that its pages tell."""

from operator import attrgetter

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.functional import cached_property

from applications.joins import joined
from applications.models.dossier import has_nummer
from assessment.models import Besluit
from regions.permissions import RowPermissionMixin

LARGEST = 32767  # of a PositiveSmallIntegerField


def share_joined(besluit):
    """Let what the rows beside a Besluit have in common be one object, so that each is read once."""
    aanvraag, plan, versie = besluit.aanvraag, joined(besluit, "plan"), joined(besluit, "regelingversie")
    if versie and versie.pk == aanvraag.ronde.regelingversie_id:
        aanvraag.ronde.regelingversie = versie
    if plan and plan.regio_id == aanvraag.regio_id:
        plan.regio = aanvraag.regio
    for row in (joined(besluit, "advies"), joined(besluit, "vervangt")):
        if row:
            row.aanvraag = aanvraag


class BesluitGate(RowPermissionMixin):
    """Finds a Besluit by the number in the address, within what the person may see.

    With a `volgnummer` in the address that very one; without, the newest that did not lapse. `joined` are the rows
    that the page tells of.
    """

    permission_required = "assessment.view_sent_besluit"
    context_object_name = "besluit"
    joined = ("plan", "regelingversie")

    def get_queryset(self):
        shared = ("aanvraag__regio", "aanvraag__ronde")
        return Besluit.objects.visible_to(self.request.user).select_related(*shared, *self.joined)

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
