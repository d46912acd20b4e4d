"""Lists over more than one page."""

from django.core.paginator import Paginator


class NearestPageMixin:
    """For a ListView with `paginate_by`: an address with a page that is not there shows the nearest one that is."""

    def paginate_queryset(self, queryset, page_size):
        page = page_of(queryset, self.request, page_size)
        return page.paginator, page, page.object_list, page.has_other_pages()


def page_of(rows, request, size, name="page"):
    """The Page that the address asks for by `name`; the first for what is no number, the last for one too high."""
    return Paginator(rows, size).get_page(request.GET.get(name))
