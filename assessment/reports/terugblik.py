"""What the committee found wanting in an earlier plan, as it was sent with the decision, per paragraph of Bijlage B."""

from dataclasses import dataclass

from applications.invulvelden import fill_in
from applications.models import Antwoord, Paragraaf, Vastlegging
from applications.verschil import earlier_plans, filed_plans
from applications.vragenlijsten import read_vragen
from assessment.models import Adviesconclusie, Besluit, Besluitsoort, Uitkomst, Vereiste

FILLED_IN = {Vastlegging.ANTWOORD, Vastlegging.MODEL}


@dataclass(frozen=True)
class Punt:
    """A vereiste that was not met, with the committee's reason."""

    vereiste: Vereiste
    reden: str


@dataclass(frozen=True)
class Paragraafpunten:
    """A paragraph whose answers serve a vereiste that was not met.

    `titels` are the questions concerned; `is_changed` whether one of their answers in words is another than it was,
    `is_same` whether all of them are in words and none is.
    """

    paragraaf: Paragraaf
    punten: tuple[Punt, ...]
    titels: tuple[str, ...]
    is_changed: bool
    is_same: bool


@dataclass(frozen=True)
class Terugblik:
    """What a rejection said of the plan: every Punt, the paragraphs to work on in order, and each conclusion."""

    besluit: Besluit
    punten: tuple[Punt, ...]
    paragrafen: tuple[Paragraafpunten, ...]
    conclusies: tuple[Adviesconclusie, ...]


def find_rejection(plan, user):
    """The rejection, in force and visible to `user`, of the nearest plan that this one goes on from, or None.

    Two queries.
    """
    chain = [earlier.pk for earlier in earlier_plans(plan, filed_plans(plan.regio_id))]
    rows = Besluit.objects.visible_to(user).in_force().filter(plan__in=chain, soort=Besluitsoort.AFWIJZING)
    rows = rows.select_related("advies", "regelingversie", "aanvraag__regio", "aanvraag__ronde")
    found = {besluit.plan_id: besluit for besluit in rows}
    return next((found[pk] for pk in chain if pk in found), None)


def find_unmet(besluit):
    """Every Punt that the letter of this Besluit names, in the order of Bijlage C."""
    rows = besluit.advies.oordelen.filter(uitkomst=Uitkomst.VOLDOET_NIET)
    rows = rows.select_related("vereiste__deelaspect").prefetch_related("vereiste__vragen")
    return tuple(Punt(fill_in(row.vereiste, besluit.regelingversie), row.reden) for row in rows)


def group_by_paragraaf(punten, ronde):
    """{Paragraaf: [(Punt, the vragen in it that serve the vereiste)]} in the order of Bijlage B, as `ronde` asks it."""
    asked, found = read_vragen(ronde), {}
    for punt in punten:
        of_punt = {}
        for vraag in (asked[row.pk] for row in punt.vereiste.vragen.all() if row.pk in asked):
            of_punt.setdefault(vraag.paragraaf, []).append(vraag)
        for paragraaf, vragen in of_punt.items():
            found.setdefault(paragraaf, []).append((punt, vragen))
    return dict(sorted(found.items(), key=lambda item: (item[0].onderdeel, item[0].volgorde)))


def look_back(plan, user):
    """The Terugblik on the plan that `plan` goes on from; None where no rejection was sent. Six queries."""
    besluit = find_rejection(plan, user)
    if besluit is None:
        return None
    punten = find_unmet(besluit)
    changed = changed_vragen(besluit.plan_id, plan.pk)
    paragrafen = []
    for paragraaf, rows in group_by_paragraaf(punten, plan.ronde).items():
        vragen = {vraag.pk: vraag for _punt, of_punt in rows for vraag in of_punt}
        paragrafen.append(
            Paragraafpunten(
                paragraaf=paragraaf,
                punten=tuple(punt for punt, _vragen in rows),
                titels=tuple(vraag.titel for vraag in vragen.values() if vraag.vastgelegd_in in FILLED_IN),
                is_changed=bool(changed & vragen.keys()),
                is_same=not changed & vragen.keys() and not any(in_table(vraag) for vraag in vragen.values()),
            )
        )
    conclusies = besluit.advies.conclusies.select_related("deelaspect__criterium")
    return Terugblik(besluit, punten, tuple(paragrafen), tuple(conclusies))


def in_table(vraag):
    return vraag.vastgelegd_in == Vastlegging.MODEL


def changed_vragen(oud, nieuw):
    """The pks of the vragen whose answer in words differs between two plans (pks)."""
    rows = Antwoord.objects.filter(plan__in=[oud, nieuw]).values_list("plan_id", "vraag_id", "tekst", "bestand_id")
    texts = {oud: {}, nieuw: {}}
    for plan, vraag, tekst, bestand in rows:
        if tekst.strip() or bestand:
            texts[plan][vraag] = (tekst, bestand)
    both = texts[oud].keys() | texts[nieuw].keys()
    return {vraag for vraag in both if texts[oud].get(vraag) != texts[nieuw].get(vraag)}
