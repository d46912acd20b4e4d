from django.contrib.auth.decorators import login_not_required
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from applications.models import Aanvraag, Aanvraagronde
from monitoring.population import default_population
from regions.models import Vooraanmelding, Vooraanmeldperiode
from regions.permissions import regios_of

MENU = [  # label, URL name, permission (none: for everyone)
    ("Aanvragen", "aanvraag-list", "applications.view_aanvraag"),
    ("Conceptchecks", "conceptcheck-list", "applications.answer_conceptcheck"),
    ("Rondes", "ronde-list", "applications.view_aanvraagronde"),
    ("Beoordelen", "beoordeling-list", "assessment.view_beoordeling"),
    ("Toewijzen", "toewijzing-list", "assessment.assign_beoordelaars"),
    ("Besluiten", "besluit-list", "assessment.view_sent_besluit"),
    ("Regio's", "regio-list", "regions.view_regio"),
    ("Gebruikers", "user-list", "accounts.change_user"),
    ("Berichten", "bericht-list", "outbox.view_bericht"),
    ("Sjablonen", "sjabloon-list", "sjablonen.view_sjabloon"),
    ("Achtergrondwerk", "werk:list", "werk.view_every_werk"),
    ("Monitoring", "monitoring-index", None),
]

REGISTER = "regions.write_vooraanmelding"
START = [  # permission, title, text, URL name: what a person comes for, most specific first
    (
        "applications.change_plan",
        "Schrijf aan uw aanvraag",
        "Werk samen aan de regiovisie, het activiteitenplan, de begroting en de overeenkomst.",
        "aanvraag-list",
    ),
    (
        "applications.view_every_aanvraag",
        "Ingediende aanvragen",
        "Bekijk de dossiers en controleer of een aanvraag volledig is.",
        "aanvraag-list",
    ),
    (
        "regions.view_every_vooraanmelding",
        "Vooraanmeldingen",
        "Leg de aangemelde regio's naast elkaar en kijk wat opvalt.",
        "vooraanmelding-list",
    ),
    (
        "assessment.assign_beoordelaars",
        "Beoordelaars toewijzen",
        "Verdeel de aanvragen over de leden van de beoordelingscommissie.",
        "toewijzing-list",
    ),
    (
        "applications.grant_uitstel",
        "Rondes en uitstel",
        "Kijk hoe de rondes ervoor staan en geef regio's uitstel.",
        "ronde-list",
    ),
    (
        "assessment.view_beoordeling",
        "Plannen beoordelen",
        "Lees de plannen die aan u zijn toegewezen en geef uw oordeel.",
        "beoordeling-list",
    ),
    (
        "assessment.view_besluit",
        "Besluiten",
        "Stel besluiten op, geef akkoord en verstuur de brieven.",
        "besluit-list",
    ),
    (
        "applications.view_aanvraag",
        "Uw aanvragen",
        "Bekijk de aanvragen van uw regio en hoe het ermee staat.",
        "aanvraag-list",
    ),
    (
        REGISTER,
        "Een regio aanmelden",
        "Meld met andere scholen een nieuwe regio aan, of kijk hoe het met uw aanmelding staat.",
        "vooraanmelden",
    ),
    (
        "monitoring.view_onderzoeksdata",
        "Cijfers voor onderzoek",
        "Kies de plannen en de dag, lees wat elke kolom betekent en download de tabellen.",
        "onderzoek",
    ),
    ("assessment.view_sent_besluit", "Uw besluiten", "Lees en bewaar de besluiten over uw regio.", "besluit-list"),
    (
        "accounts.change_user",
        "Gebruikers",
        "Nodig mensen uit, geef en beëindig rollen en sluit een account af.",
        "user-list",
    ),
    ("regions.appoint_penvoerder", "Regio's", "Kijk wie er bij een regio hoort en voeg leden toe.", "regio-list"),
    (
        "outbox.resend_bericht",
        "Berichten",
        "Lees welke e-mail het portaal schreef, of die is verzonden, en verstuur die opnieuw.",
        "bericht-list",
    ),
    (
        "sjablonen.change_sjabloon",
        "Sjablonen",
        "Verander de tekst van e-mails en brieven en bekijk eerst het voorbeeld.",
        "sjabloon-list",
    ),
    (
        "sjablonen.approve_sjabloon",
        "Teksten van brieven",
        "Lees wat een collega in een brief wil veranderen en geef akkoord, of stuur het terug.",
        "sjabloon-list",
    ),
    (
        "werk.retry_every_werk",
        "Achtergrondwerk",
        "Kijk of brieven, dossiers en berichten op tijd klaar zijn, en probeer opnieuw wat is mislukt.",
        "werk:list",
    ),
]


def menu_for(user):
    """The pages of the main menu that `user` may open, as {label, url}."""
    return [
        {"label": label, "url": reverse(name)}
        for label, name, permission in MENU
        if permission is None or (user.is_authenticated and user.has_perm(permission))
    ]


def navigation(request):
    """Context of every page: the menu of this person, with the item of the open page marked."""
    user = getattr(request, "user", None)
    items = menu_for(user) if user else []
    found = [item for item in items if request.path.startswith(item["url"])]
    current = max(found, key=lambda item: len(item["url"]), default=None)
    return {"navigation": [item | {"current": item is current} for item in items], "site_name": "STO-portaal"}


def registers_regio(user):
    """Whether registering a region is something for `user` now: who began one, and who belongs to no region yet."""
    if not user.has_perm(REGISTER):
        return False
    is_open = Vooraanmeldperiode.objects.open_at(timezone.now()).exists()
    return (is_open and not regios_of(user)) or Vooraanmelding.objects.of(user).exists()


@method_decorator(login_not_required, name="dispatch")
class Home(TemplateView):
    """The front page: for a visitor what this is, for who signed in what they come for."""

    template_name = "pages/home.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            cards=self.get_cards(),
            rondes=Aanvraagronde.objects.open_at(timezone.now()).only("naam", "sluit_op", "regelingversie__regeling"),
            populatie=default_population(),
            vooraanmeldperiode=self.get_periode(),
            **kwargs,
        )

    def get_periode(self):
        """When a region may be registered, for a visitor; else None, for whoever signed in has a card for it."""
        if self.request.user.is_authenticated:
            return None
        return Vooraanmeldperiode.objects.open_at(timezone.now()).first()

    def get_cards(self):
        user = self.request.user
        if not user.is_authenticated:
            return []
        cards, seen = [], set() if registers_regio(user) else {"vooraanmelden"}
        for permission, title, text, name in START:
            if name not in seen and user.has_perm(permission):
                cards.append({"title": title, "text": text, "url": reverse(name)})
                seen.add(name)
        return [*self.get_draft(user), *cards]

    def get_draft(self, user):
        """The card of the draft that this person writes, where there is one only; else none."""
        if not user.has_perm("applications.change_plan"):
            return []
        drafts = Aanvraag.objects.visible_to(user).open_drafts(timezone.now()).select_related("regio", "ronde")
        drafts = drafts.only("regio__nummer", "regio__naam", "ronde__nummer", "ronde__naam").order_by()[:2]
        if len(drafts) != 1:
            return []
        (draft,) = drafts
        text = f"Het concept van {draft.regio.naam} voor {draft.ronde.naam}, nog niet ingediend."
        return [{"title": f"Ga verder met {draft.nummer}", "text": text, "url": draft.get_absolute_url()}]


@method_decorator(login_not_required, name="dispatch")
class ServicePage(TemplateView):
    """A page about the website itself, for everyone."""
