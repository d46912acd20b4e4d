"""The tables of one plan, each read once and only when it is asked for."""

from django.db.models import FilteredRelation
from django.utils.functional import cached_property

from applications.joins import point, unique, with_joined
from applications.models import (
    Aanbod,
    Activiteit,
    Begrotingsregel,
    Docententekort,
    Doelstelling,
    Leerlingenprognose,
    LopendProject,
    Nietdeelnemer,
    Overleg,
    Partner,
    Partnersoort,
    Risico,
)


class Planrijen:
    """The rows of one plan: at most one query per table.

    Rows point to the very objects in here, so that following a reference takes no query.
    """

    def __init__(self, plan):
        self.plan = plan

    @cached_property
    def _partnerregels(self):
        """Per Cofinanciering its Partner with that `bijdrage`, and each Partner that brings in nothing with None."""
        rows = Partner.objects.filter(plan=self.plan).annotate(bijdrage=FilteredRelation("cofinanciering"))
        return with_joined(rows.order_by(*Partner._meta.ordering, "bijdrage__pk"), "bijdrage")

    @cached_property
    def partners(self):
        """Penvoerder first, then by kind in the order of Bijlage B.3, by name."""
        kinds = Partnersoort.values
        partners = unique(partner for partner, _bijdrage in self._partnerregels)
        return sorted(partners, key=lambda partner: kinds.index(partner.soort))

    @cached_property
    def nietdeelnemers(self):
        return self._read(Nietdeelnemer)

    @cached_property
    def aanbod(self):
        return self._read(Aanbod, partner=self.partners)

    @cached_property
    def leerlingenprognose(self):
        return self._read(Leerlingenprognose)

    @cached_property
    def docententekort(self):
        return self._read(Docententekort)

    @cached_property
    def _projectregels(self):
        """Per Projectpartner its LopendProject with that `deelnemer`, and each project that has none with None."""
        rows = LopendProject.objects.filter(plan=self.plan).annotate(deelnemer=FilteredRelation("deelnemers"))
        return with_joined(rows.order_by("pk", "deelnemer__pk"), "deelnemer")

    @cached_property
    def projecten(self):
        return unique(project for project, _deelnemer in self._projectregels)

    @cached_property
    def projectpartners(self):
        found = [deelnemer for _project, deelnemer in self._projectregels if deelnemer]
        return point(found, project=self.projecten, partner=self.partners)

    @cached_property
    def _doelregels(self):
        """Per Mijlpaal its Doelstelling with that `mijlpaal`, and each Doelstelling that has none with None."""
        rows = Doelstelling.objects.filter(plan=self.plan).annotate(mijlpaal=FilteredRelation("mijlpalen"))
        return with_joined(rows.order_by("pk", "mijlpaal__na_jaren", "mijlpaal__pk"), "mijlpaal", "subdoel")

    @cached_property
    def doelen(self):
        return unique(doel for doel, _mijlpaal in self._doelregels)

    @cached_property
    def mijlpalen(self):
        found = [mijlpaal for _doel, mijlpaal in self._doelregels if mijlpaal]
        return point(found, doelstelling=self.doelen)

    @cached_property
    def _activiteitregels(self):
        """Per Betrokkene its Activiteit with that `betrokkene`, and each Activiteit that has none with None."""
        rows = Activiteit.objects.filter(plan=self.plan).annotate(betrokkene=FilteredRelation("betrokkenen"))
        return with_joined(rows.order_by(*Activiteit._meta.ordering, "betrokkene__pk"), "betrokkene")

    @cached_property
    def activiteiten(self):
        found = unique(activiteit for activiteit, _betrokkene in self._activiteitregels)
        return point(found, doelstelling=self.doelen, uitvoerder=self.partners)

    @cached_property
    def betrokkenen(self):
        found = [betrokkene for _activiteit, betrokkene in self._activiteitregels if betrokkene]
        return point(found, activiteit=self.activiteiten, partner=self.partners)

    @cached_property
    def _overlegregels(self):
        """Per Zetel its Overleg with that `zetel`, and each Overleg in which nobody sits with None."""
        rows = Overleg.objects.filter(plan=self.plan).annotate(zetel=FilteredRelation("zetels"))
        return with_joined(rows.order_by("pk", "zetel__pk"), "zetel")

    @cached_property
    def overleggen(self):
        return unique(overleg for overleg, _zetel in self._overlegregels)

    @cached_property
    def zetels(self):
        found = [zetel for _overleg, zetel in self._overlegregels if zetel]
        return point(found, overleg=self.overleggen, partner=self.partners)

    @cached_property
    def risicos(self):
        return self._read(Risico)

    @cached_property
    def begrotingsregels(self):
        return self._read(Begrotingsregel, activiteit=self.activiteiten, partner=self.partners)

    @cached_property
    def bijdragen(self):
        found = [bijdrage for _partner, bijdrage in self._partnerregels if bijdrage]
        return point(found, partner=self.partners)

    def _read(self, model, **references):
        return point(model.objects.filter(plan=self.plan), **references)
