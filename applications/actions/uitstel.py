"""Giving regions more time in a round, and telling their penvoerders."""

from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from applications import zegels
from applications.models import Aanvraagronde, Uitstel, UitstelError
from applications.rondes import find_concerned
from regions.models import Lidmaatschap
from sto_portal.outbox.actions import send_mail_later
from sto_portal.roles import Regiorol
from sto_portal.sjablonen.actions import render
from sto_portal.sporen.actions import record_all
from sto_portal.sporen.zegel import KEY
from sto_portal.vormgeving.templatetags.sto import deadline
from sto_portal.werk.actions import enqueue

UITSTEL = "uitstel_melden"
NAMED = 3


@transaction.atomic
def grant_uitstel(*, ronde, regios, sluit_op, reden, by):
    """Let `regios` (None: every region) file in `ronde` until `sluit_op`, the first moment too late; the new Uitstel.

    The penvoerders of those who still have to file get a mail. What was given before is not given twice: asking the
    same again gives no rows. Raises UitstelError when `sluit_op` is not later than now and than what holds.
    """
    ronde = Aanvraagronde.objects.select_for_update().get(pk=ronde.pk)
    given = set(ronde.uitstel.filter(sluit_op=sluit_op, reden=reden).values_list("regio", flat=True))
    if regios is not None:
        regios = [regio for regio in regios if regio.pk not in given]
    if regios == [] or (regios is None and None in given):
        return []
    require_later(ronde, regios=regios, sluit_op=sluit_op)
    concerned = find_concerned(ronde, regios=regios, sluit_op=sluit_op)
    targets = [None] if regios is None else regios
    rows = Uitstel.objects.bulk_create(
        Uitstel(ronde=ronde, regio=regio, sluit_op=sluit_op, reden=reden, door=by) for regio in targets
    )
    to_tell = [betrokkene.regio.pk for betrokkene in concerned if betrokkene.may_file]
    invoer = {"uitstellen": [row.pk for row in rows], "regios": to_tell}
    enqueue(UITSTEL, sleutel=f"uitstel-{rows[0].pk}", invoer=invoer, by=by)
    seals = zegels.UITSTEL.seals([row.pk for row in rows])
    record_all([(by, "grant", row, describe(row) | {KEY: seals[row.pk]}) for row in rows])
    return rows


def describe(uitstel):
    """What the Spoor keeps of an Uitstel."""
    regio = uitstel.regio.nummer if uitstel.regio else None
    return {"regio": regio, "sluit_op": uitstel.sluit_op.isoformat(), "reden": uitstel.reden}


def require_later(ronde, *, regios, sluit_op):
    """Raise UitstelError unless `sluit_op` is later than now and than what holds for each of `regios` (None: all)."""
    if sluit_op <= timezone.now():
        raise UitstelError("Kies een moment in de toekomst.")
    closes = ronde.closings()
    if regios is None:
        if closes(None) >= sluit_op:
            raise UitstelError(f"Indienen kan al tot en met {deadline(closes(None))}. Kies een later moment.")
        return
    late = [str(regio) for regio in regios if closes(regio.pk) >= sluit_op]
    if late:
        others = f" en nog {len(late) - NAMED}" if len(late) > NAMED else ""
        raise UitstelError(
            f"{', '.join(late[:NAMED])}{others}: indienen kan al tot en met dit moment of later. "
            "Kies een later moment of andere regio's."
        )


def announce_uitstel(*, uitstellen, regios):
    """Mail the penvoerders of `regios` (pks) about the Uitstel of `uitstellen` (pks) that is theirs; how many mails.

    Doing it again sends nothing twice.
    """
    rows = Uitstel.objects.select_related("ronde").filter(pk__in=uitstellen)
    of_regio = {row.regio_id: row for row in rows}
    leads = Lidmaatschap.objects.current().filter(regio__in=regios, rol=Regiorol.PENVOERDER, user__is_active=True)
    leads = list(leads.select_related("user", "regio").order_by("pk"))
    for lid in leads:
        uitstel = of_regio.get(lid.regio_id) or of_regio[None]
        context = {
            "naam": lid.user.naam,
            "regio": lid.regio.naam,
            "ronde": uitstel.ronde.naam,
            "sluit_op": uitstel.sluit_op,
            "reden": uitstel.reden,
            "link": urljoin(settings.SITE_URL, reverse("aanvraag-list")),
        }
        _versie, subject, text = render("uitstel_verleend", context)
        key = f"uitstel-{uitstel.pk}-{lid.regio_id}-{lid.user_id}"
        send_mail_later(to=lid.user.email, subject=subject, text=text, key=key)
    return len(leads)
