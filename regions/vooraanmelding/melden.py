"""The mails about a Vooraanmelding: what happened to it, and what its people can do now."""

from urllib.parse import urljoin

from django.conf import settings

from regions.models import Vooraanmelding
from regions.vooraanmelding.toegang import access_path, has_signed_in
from sto_portal.accounts.models import User
from sto_portal.outbox.actions import send_mail_later
from sto_portal.sjablonen.actions import render


def tell(vooraanmelding, slug, key, **more):
    """Mail the template `slug` to everyone of a registration: who made it, the contact and the substitute, once each.

    Who has no account yet gets a link to make one. `key` tells one step from another; `more` are the variables that
    only this template has.
    """
    context = {
        "regio": vooraanmelding.naam,
        "kenmerk": vooraanmelding.kenmerk,
        "regeling": vooraanmelding.periode.regelingversie.regeling.naam,
        "dagen": settings.AANMELDLINK_DAYS,
    } | more
    people = recipients(vooraanmelding)
    known = {user.email for user in User.objects.filter(email__in=people) if has_signed_in(user)}
    for email, naam in people.items():
        is_new = email not in known
        path = access_path(naam=naam, email=email) if is_new else vooraanmelding.get_absolute_url()
        link = urljoin(settings.SITE_URL, path)
        _versie, subject, text = render(slug, context | {"naam": naam, "is_nieuw": is_new, "link": link})
        secret = link if is_new else ""
        send_mail_later(to=email, subject=subject, text=text, key=f"{slug}-{key}-{email}"[:200], secret=secret)


def recipients(vooraanmelding):
    """{address in small letters: name} of everyone of a registration and of those that it was made from."""
    people = [(user.email, user.naam) for user in vooraanmelding.aanmelders.filter(is_active=True).order_by("pk")]
    for row in with_ancestors(vooraanmelding):
        people += [(person.email, person.naam) for person in (row.contact, row.vervanger)]
    found = {}
    for email, naam in people:
        if email:
            found.setdefault(email.lower(), naam)
    return found


def with_ancestors(vooraanmelding):
    """The registration, those that it was made from, those that these were made from, and so on."""
    found, generation = [], [vooraanmelding]
    while generation:
        found += generation
        generation = list(Vooraanmelding.objects.filter(vervolg__in=generation).order_by("pk").distinct())
    return found


def accounts_of(vooraanmelding):
    """The Users of everyone of a registration who has an account."""
    return User.objects.filter(email__in=recipients(vooraanmelding))


def step_key(vooraanmelding):
    """A key of the step that was just taken."""
    return vooraanmelding.statuswijzigingen.order_by("pk").last().pk


def tell_received(vooraanmelding, *, at):
    scholen, gemeenten = vooraanmelding.vestigingen.count(), vooraanmelding.gemeenten.count()
    tell(
        vooraanmelding,
        "vooraanmelding_ontvangen",
        step_key(vooraanmelding),
        ontvangen_op=at,
        scholen=scholen,
        gemeenten=gemeenten,
        sluit_op=vooraanmelding.periode.sluit_op,
        is_open=vooraanmelding.periode.is_open_at(at),
    )


def tell_withdrawn(vooraanmelding, *, by):
    tell(vooraanmelding, "vooraanmelding_ingetrokken", step_key(vooraanmelding), door=by.naam)


def tell_sent_back(vooraanmelding, *, reason):
    moment = {"sluit_op": vooraanmelding.terug_tot}
    tell(vooraanmelding, "vooraanmelding_teruggestuurd", step_key(vooraanmelding), reden=reason, **moment)


def tell_refused(vooraanmelding, *, reason):
    tell(vooraanmelding, "vooraanmelding_afgewezen", step_key(vooraanmelding), reden=reason)


def tell_accepted(vooraanmelding):
    contact, vervanger = vooraanmelding.contact, vooraanmelding.vervanger
    tell(
        vooraanmelding,
        "vooraanmelding_geaccepteerd",
        step_key(vooraanmelding),
        nummer=vooraanmelding.regio.nummer,
        penvoerder=contact.naam,
        medeauteur=vervanger.naam,
    )


def tell_changed(vooraanmelding, parts, *, reason, slug):
    """That `vooraanmelding` was merged, split, or put back; `parts` are the registrations that stand now."""
    names = [part.naam for part in parts]
    tell(vooraanmelding, slug, step_key(vooraanmelding), reden=reason, nieuwe=names)
