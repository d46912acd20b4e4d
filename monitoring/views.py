from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView, View

from monitoring.downloads import CONTENT_TYPES, WRITERS, write
from monitoring.population import default_population, definitions
from monitoring.tabellen import TABELLEN


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


class TabelDetail(TabelView, TemplateView):
    template_name = "monitoring/tabel_detail.html"

    def get_context_data(self, **kwargs):
        tabel = self.get_tabel()
        return super().get_context_data(
            tabel=tabel,
            populatie=default_population(),
            bins=[(rij["naam"].removesuffix(" %"), rij["regios"]) for rij in tabel.rijen]
            if tabel.slug == "figuur-2-1"
            else None,
            ranges=[(rij["naam"], rij["minimum"], rij["gemiddeld"], rij["maximum"]) for rij in tabel.rijen]
            if tabel.slug in {"tabel-2-1", "tabel-2-2"}
            else None,
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
