"""The partners that are tied to a row of a plan, as rows of their own."""

from dataclasses import dataclass

from applications.models import Partner, Planonderdeel


@dataclass(frozen=True)
class Koppeling:
    """That exactly `partners` are tied to a row, by rows of `model` of which the field `veld` points to it."""

    model: type[Planonderdeel]
    veld: str
    partners: tuple[Partner, ...]


def tie(rij, koppeling):
    """Bring the rows that tie partners to `rij` in line with `koppeling`; those that stay keep their `sleutel`."""
    ties = koppeling.model.objects.filter(plan=rij.plan, **{koppeling.veld: rij})
    wanted = {partner.pk: partner for partner in koppeling.partners}
    ties.exclude(partner__in=wanted).delete()
    there = set(ties.values_list("partner", flat=True))
    koppeling.model.objects.bulk_create(
        koppeling.model(plan=rij.plan, partner=partner, **{koppeling.veld: rij})
        for pk, partner in wanted.items()
        if pk not in there
    )
