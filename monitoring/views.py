from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView, View

from monitoring.downloads import CONTENT_TYPES, WRITERS, write
from monitoring.population import default_population, definitions
from monitoring.tabellen import TABELLEN
from monitoring.tabellen.tabel import show


@method_decorator(login_not_required, name="dispatch")
class PublicView(View):
    """A page for everyone, signed in or not: it shows totals of approved plans only."""


class TabelList(PublicView, TemplateView):
    template_name = "monitoring/tabel_list.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            tabellen=[definitions()[slug] | {"slug": slug} for slug in TABELLEN],
            populatie=default_population(),
            **kwargs,
        )


class TabelView(PublicView):
    def get_tabel(self):
        """The table of the address over the default population; 404 for an unknown one."""
        slug = self.kwargs["slug"]
        if slug not in TABELLEN:
            raise Http404("Deze tabel bestaat niet.")
        return TABELLEN[slug](default_population())


def make_picture(tabel):
    """The rows of the picture beside a table: {kind: [(label, value, …)]}, or nothing for a list of names."""
    if tabel.slug == "figuur-2-1":
        return {"histogram": [(rij["naam"].removesuffix(" %"), rij["regios"]) for rij in tabel.rijen]}
    if "gemiddeld" in {kolom.key for kolom in tabel.kolommen}:
        rijen = [rij for rij in tabel.rijen if rij["naam"] != tabel.totaalrij and rij["gemiddeld"] is not None]
        return {"bars": [(rij["naam"], rij["gemiddeld"], show(rij["gemiddeld"])) for rij in rijen]}
    return {}


class TabelDetail(TabelView, TemplateView):
    template_name = "monitoring/tabel_detail.html"

    def get_context_data(self, **kwargs):
        tabel = self.get_tabel()
        return super().get_context_data(
            tabel=tabel,
            populatie=default_population(),
            has_plans=default_population().plans().exists(),
            picture=make_picture(tabel),
            downloads=[
                {
                    "label": f"Download als {formaat.upper()}",
                    "url": reverse("tabel-download", args=[tabel.slug, formaat]),
                }
                for formaat in WRITERS
            ],
            **kwargs,
        )


class TabelDownload(TabelView):
    def get(self, request, slug, formaat):
        response = HttpResponse(write(self.get_tabel(), formaat), content_type=CONTENT_TYPES[formaat])
        response["Content-Disposition"] = f'attachment; filename="{slug}.{formaat}"'
        return response
