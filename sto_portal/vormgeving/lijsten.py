"""Lists over more than one page."""

from django.core.paginator import Paginator


class NearestPageMixin:
    """For a ListView with `paginate_by`: an address with a page that is not there shows the nearest one that is."""

    def paginate_queryset(self, queryset, page_size):
        page = page_of(queryset, self.request, page_size)
        return page.paginator, page, page.object_list, page.has_other_pages()


def page_of(rows, request, size, name="page"):
    """The Page that the address asks for by `name`, or the nearest there is; the first for what is no number."""
    try:
        number = int(request.GET.get(name, 1))
    except ValueError:
        number = 1
    return Paginator(rows, size).get_page(max(number, 1))
