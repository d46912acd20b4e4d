"""Who is in the committee, until when, and which interests they have."""

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from applications.models import Aanvraag, Aanvraagstatus
from assessment.actions.melden import tell_belang
from assessment.models import Belang, Beoordeling, Commissielid
from assessment.zegels import BELANG
from regions.models import Organisatie
from regions.models.organisatie import Organisatiesoort
from sto_portal.accounts.actions import AccountError, give_role, invite_user
from sto_portal.accounts.models import User
from sto_portal.roles import roles_with
from sto_portal.sporen.actions import record, record_all

COMMITTEE = roles_with("assessment.view_beoordeling")
VALUES = ("soort", "toelichting", "vanaf_datum", "tot_datum")


class BelangError(Exception):
    """This interest cannot be written down so; its text says why, in Dutch, to who does."""


@transaction.atomic
def appoint_member(*, naam, email, rol, by, vanaf=None, tot=None):
    """Give a role in the committee to who has this e-mail address, invited if new; the Commissielid.

    Raises AccountError as `give_role` does, and for a role outside the committee.
    """
    if rol not in COMMITTEE:
        raise AccountError("Deze rol hoort niet bij de commissie.")
    user = User.objects.filter(email__iexact=email).first() or invite_user(naam=naam, functie="", email=email, by=by)
    if not user.is_active:
        raise AccountError("Deze gebruiker mag niet inloggen. Vraag de beheerder om weer toegang te geven.")
    give_role(user=user, rol=rol, vanaf=vanaf, tot=tot, by=by)
    return Commissielid.objects.get(user=user)


def organisatie_of(naam, kvk_nummer):
    """The Organisatie with this KvK number, made if there is none."""
    known = Organisatie.objects.filter(kvk_nummer=kvk_nummer).first()
    return known or Organisatie.objects.create(naam=naam, soort=Organisatiesoort.BEDRIJF, kvk_nummer=kvk_nummer)


@transaction.atomic
def add_belang(*, lid, organisatie, by, **values):
    """Write down an interest of a member, which counts at once; the Belang. `values` are those of VALUES.

    Every case in which it turns up leaves a spoor, and a mail tells of those. Raises BelangError where the same
    interest has no end yet.
    """
    belang, known = Belang(lid=lid, organisatie=organisatie, gemeld_door=by, **values), hidden_from(lid)
    keep(belang)
    spoor = record(by, "add_belang", belang, describe(belang) | BELANG.of(belang))
    tell_hits(belang, spoor, known, by=by)
    return belang


@transaction.atomic
def change_belang(*, belang, by, **values):
    """Change the kind, the words or the period of an interest; the Belang. Nothing is ever taken away.

    Raises BelangError where the same interest has no end yet.
    """
    row = Belang.objects.select_for_update().get(pk=belang.pk)
    old, known = describe(row), hidden_from(row.lid)
    for name, value in values.items():
        setattr(row, name, value)
    if describe(row) == old:
        return row
    keep(row)
    spoor = record(by, "change_belang", row, {"oud": old, "nieuw": describe(row)} | BELANG.of(row))
    tell_hits(row, spoor, known, by=by)
    return row


def keep(belang):
    try:
        with transaction.atomic():
            belang.save()
    except IntegrityError as error:
        raise BelangError("Dit belang staat er al, zonder einddatum. Verander dat belang.") from error


def describe(belang):
    """What a spoor keeps of it."""
    return {"organisatie": belang.organisatie_id} | {name: getattr(belang, name) for name in VALUES}


def hidden_from(lid):
    """The pks of the cases that any interest hides now from a member who works on them."""
    return set(hits_of(lid.belangen.all(), lid).values_list("pk", flat=True))


def hits_of(belangen, lid):
    """The aanvragen with the committee that this member judges or may lead and that these interests hide now."""
    touched = belangen.touches("plan")
    cases = Aanvraag.objects.filter(touched, status=Aanvraagstatus.IN_BEHANDELING)
    judged = Beoordeling.objects.active().filter(aanvraag=OuterRef("pk"))
    if not lid.user.has_perm("assessment.write_advies"):
        judged = judged.filter(lid=lid)
    return cases.filter(Exists(judged)).select_related("regio", "ronde")


def tell_hits(belang, spoor, known, *, by):
    """Leave a spoor on every case that an interest hides from a member who works on it, and mail the news of those.

    `spoor` is that of the change; the cases (pks) in `known` were hidden before it.
    """
    data = {"lid": str(belang.lid), "organisatie": str(belang.organisatie), "belang": belang.pk}
    hits = list(hits_of(Belang.objects.filter(pk=belang.pk), belang.lid))
    if hits:
        record_all([(by, "hit_belang", aanvraag, data) for aanvraag in hits])
    if fresh := [aanvraag for aanvraag in hits if aanvraag.pk not in known]:
        tell_belang(belang, fresh, by=by, key=spoor.nummer)
