import hashlib
from functools import cached_property
from http import HTTPStatus
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.decorators import method_decorator
from django.utils.http import http_date, quote_etag
from django.views.generic import TemplateView, View

from monitoring import herkomst
from monitoring.downloads import CONTENT_TYPES, CSVW, WRITERS, write, write_csvw
from monitoring.forms import LIST_NAMES, LijstForm, PopulatieForm
from monitoring.keuze import NAMES, KeuzeError, check_names, check_soort, is_made_of, read_population, read_regelingen
from monitoring.pictures import make_pictures
from monitoring.population import default_population, definitions, end_of, words_of
from monitoring.tabellen import KOLOMMEN, TABELLEN
from sto_portal.termijnen import today

ACCREDITED = "monitoring.view_onderzoeksdata"


class KeuzeView(View):
    """A page or file over the population that its address asks for; 400 with the reason for what does not exist.

    What was filed and not granted is no business of the public: only who has ACCREDITED may ask for it.
    """

    names = NAMES

    def dispatch(self, request, *args, **kwargs):
        try:
            self.read_address()
        except KeuzeError as error:
            return self.refuse(error)
        if not self.populatie.is_granted and not self.is_accredited:
            if request.user.is_authenticated:
                raise PermissionDenied
            return redirect_to_login(request.get_full_path())
        return super().dispatch(request, *args, **kwargs)

    def read_address(self):
        """Find `regelingen` and `populatie`; raises KeuzeError."""
        check_names(self.request.GET, self.names)
        self.regelingen = read_regelingen()
        self.populatie = read_population(self.request.GET, self.regelingen)

    def refuse(self, error):
        """The page that says what is wrong with the address."""
        context = {"reden": str(error), "pad": self.request.path}
        return render(self.request, "monitoring/keuze_fout.html", context, status=HTTPStatus.BAD_REQUEST)

    @cached_property
    def is_accredited(self):
        return self.request.user.has_perm(ACCREDITED)

    @property
    def naam(self):
        """The name of the regeling; its slug where there is none."""
        return self.regelingen.get(self.populatie.regeling, self.populatie.regeling)

    @property
    def query(self):
        """What goes behind every address to keep the population: nothing for the usual one."""
        return "" if self.populatie == default_population() else f"?{urlencode(self.populatie.parameters)}"

    def get_context_data(self, **kwargs):
        form = PopulatieForm(
            initial=self.populatie.parameters, regelingen=self.regelingen, with_soort=self.is_accredited
        )
        return super().get_context_data(
            keuze=form,
            query=self.query,
            populatie=self.populatie,
            populatie_zin=herkomst.describe_population(self.populatie, self.naam),
            **kwargs,
        )

    def downloads(self, slug):
        """[{label, url}] of every format of this table, over this population."""
        return [
            {
                "label": f"Download als {formaat.upper()}",
                "url": reverse("tabel-download", args=[slug, formaat]) + self.query,
            }
            for formaat in WRITERS
        ]


@method_decorator(login_not_required, name="dispatch")
class PublicView(KeuzeView):
    """A page for everyone, signed in or not: it shows totals of approved plans only."""


class TabelList(PublicView, TemplateView):
    template_name = "monitoring/tabel_list.html"
    names = (*NAMES, "zoek")

    def get_context_data(self, **kwargs):
        zoek = self.request.GET.get("zoek", "").strip()[:100]
        return super().get_context_data(hoofdstukken=chapters(self.populatie, zoek), zoek=zoek, **kwargs)


def chapters(populatie, zoek=""):
    """[{titel, tabellen}] in the order of the report: the tables in whose words `zoek` stands; no empty chapter."""
    words = definitions()
    tabellen = [words_of(slug, populatie) | {"slug": slug} for slug in TABELLEN if is_made_of(slug, populatie)]
    texts = ("nummer", "titel", "samenvatting")
    found = [tabel for tabel in tabellen if zoek.casefold() in " ".join(tabel[text] for text in texts).casefold()]
    rows = [
        {"titel": each["titel"], "tabellen": [tabel for tabel in found if tabel["hoofdstuk"] == each["code"]]}
        for each in words["hoofdstukken"]
    ]
    return [row for row in rows if row["tabellen"]]


class TabelView(PublicView):
    def read_address(self):
        """The same, and 404 for a table that does not exist; KeuzeError for a population that it cannot be made of."""
        if self.kwargs["slug"] not in TABELLEN:
            raise Http404("Deze tabel bestaat niet.")
        super().read_address()
        check_soort(self.kwargs["slug"], self.populatie)

    def get_tabel(self):
        return TABELLEN[self.kwargs["slug"]](self.populatie)


class TabelDetail(TabelView, TemplateView):
    template_name = "monitoring/tabel_detail.html"

    @property
    def is_lijst(self):
        return definitions().get(self.kwargs["slug"], {}).get("is_lijst", False)

    @property
    def names(self):
        return (*NAMES, *LIST_NAMES) if self.is_lijst else NAMES

    def get_context_data(self, **kwargs):
        tabel, slug = self.get_tabel(), self.kwargs["slug"]
        metadata = herkomst.make_metadata(tabel, self.naam)
        context = super().get_context_data(
            tabel=tabel,
            leeg=herkomst.describe_nothing(self.populatie, self.naam, slug),
            pictures=make_pictures(tabel),
            downloads=self.downloads(slug),
            herkomst=metadata,
            adres=herkomst.permanent_url(tabel),
            **kwargs,
        )
        context |= {"lijst": None, "regels": tabel.regels, "populatie_zin": metadata["populatie"]}
        if self.is_lijst:
            lijst = LijstForm(self.request.GET, rijen=tabel.rijen)
            context |= {"lijst": lijst, "regels": list(tabel.show_rows(lijst.apply()))}
        return context


class TabelDownload(TabelView):
    def get(self, request, slug, formaat):
        tabel = self.get_tabel()
        return self.answer(tabel, write(tabel, formaat, self.naam), formaat, CONTENT_TYPES[formaat])

    def answer(self, tabel, content, extension, content_type):
        """The file, or 304 for who has it: it says by which bytes it is known, and since when it cannot change."""
        name = herkomst.file_name(tabel, extension)
        response = HttpResponse(content, content_type=content_type)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Cache-Control"] = "no-cache" if self.populatie.is_granted else "private, no-store"
        response["ETag"] = quote_etag(hashlib.sha256(content).hexdigest())
        since = last_change(tabel)
        if since is not None:
            response["Last-Modified"] = http_date(since)
        if extension == "csv":
            path = reverse("tabel-csvw", args=[tabel.slug]) + self.query
            response["Link"] = f'<{path}>; rel="describedby"; type="application/csvm+json"'
        return get_conditional_response(self.request, response["ETag"], since, response)

    def refuse(self, error):
        """A program gets the reason as a problem, a person as a page."""
        if self.kwargs.get("formaat", "json") != "json":
            return super().refuse(error)
        problem = {"title": "Dit kunnen wij niet tellen", "status": int(HTTPStatus.BAD_REQUEST), "detail": str(error)}
        return JsonResponse(
            problem, status=HTTPStatus.BAD_REQUEST, content_type="application/problem+json",
            json_dumps_params={"ensure_ascii": False},
        )  # fmt: skip


def last_change(tabel):
    """The moment, as a number, after which this file says the same for ever: None while its day is not over yet.

    Nothing enters a population after its day; only a new version of the table can change it.
    """
    if tabel.populatie.peildatum >= today():
        return None
    return int(max(end_of(tabel.populatie.peildatum), end_of(tabel.gewijzigd_datum)).timestamp())


class TabelCsvw(TabelDownload):
    """What goes with the CSV: the definition of each column."""

    def get(self, request, slug):
        tabel = self.get_tabel()
        return self.answer(tabel, write_csvw(tabel, self.naam), CSVW, "application/csvm+json")


class Onderzoek(PermissionRequiredMixin, KeuzeView, TemplateView):
    """What there is for a researcher: every table with its definitions and files, also over what was filed."""

    permission_required = ACCREDITED
    template_name = "monitoring/onderzoek.html"

    def get_context_data(self, **kwargs):
        tabellen = [
            words_of(slug, self.populatie) | {"slug": slug, "kolommen": kolommen(), "downloads": self.downloads(slug)}
            for slug, kolommen in KOLOMMEN.items()
            if is_made_of(slug, self.populatie)
        ]
        return super().get_context_data(tabellen=tabellen, **kwargs)
