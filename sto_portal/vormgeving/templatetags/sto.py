"""Template filters for money, shares and moments, and the tags of the portal's components."""

import re
from datetime import datetime, timedelta
from functools import cache

from django import template
from django.template.defaultfilters import stringfilter
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify

from sto_portal import money
from sto_portal.verzoek import current_request_id
from sto_portal.vormgeving import badges, charts, planning
from sto_portal.vormgeving.invoer import draw_input
from sto_portal.vormgeving.opmaak import render_opmaak
from sto_portal.vormgeving.svg import draw_histogram

SEAM = re.compile(r"(?i)\b(samenwerkings)(?=\w{8})")
SOFT_HYPHEN = "\u00ad"

register = template.Library()


@register.filter
def euro(cents):
    """'€ 1.234,56' for int euro cents; empty for None."""
    return "" if cents in (None, "") else money.format_euro(cents)


@register.filter
def euro0(cents):
    """'€ 1.235' for int euro cents, in whole euros; empty for None."""
    return "" if cents in (None, "") else money.format_whole_euro(cents)


@register.filter(is_safe=True)
@stringfilter
def breekbaar(title):
    """A title in which the word that is wider than a phone may be parted, with a hyphen, where its halves meet.

    CSS leaves that to the browser, and not every browser knows Dutch.
    """
    return SEAM.sub(rf"\1{SOFT_HYPHEN}", title)


@register.filter
def basispunten(value):
    """'10,0 %' for 1000 basis points; empty for None."""
    return "" if value in (None, "") else money.format_basispunten(value)


@register.filter
def datum(value):
    """'1 maart 2019' for a date or a moment (in Dutch time); empty for None; a text in place of a day as it is."""
    if not value or isinstance(value, str):
        return value or ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return date_format(value, "j F Y")


@register.filter
def moment(value):
    """'1 maart 2019 om 14.05 uur' for a moment, in Dutch time; empty for None."""
    if not value:
        return ""
    if timezone.is_aware(value):
        value = timezone.localtime(value)
    return date_format(value, r"j F Y \o\m H.i \u\u\r")


@register.filter
def klok(value):
    """'14.05 uur' for a moment of today, else '1 maart om 14.05 uur', in Dutch time; empty for None."""
    if not value:
        return ""
    value = timezone.localtime(value)
    is_today = value.date() == timezone.localdate()
    return date_format(value, r"H.i \u\u\r" if is_today else r"j F \o\m H.i \u\u\r")


@register.filter
def opmaak(tekst, base=3):
    """A text with headings, lists, bold and tables as safe HTML; its highest heading becomes h`base`."""
    return render_opmaak(tekst, base)


@register.filter
def deadline(value):
    """'2 januari 2027, 23.59 uur': the last minute in time, for the first moment that is too late, in Dutch time."""
    if not value:
        return ""
    return date_format(timezone.localtime(value - timedelta(seconds=1)), r"j F Y, H.i \u\u\r")


@register.filter
def badge_kind(status):
    """Colour of the badge of a status: neutral, info, success, warning or error."""
    return badges.badge_kind(status)


@register.simple_tag
def invoer(field):
    """`{% invoer field %}`: the control of a bound field, without its label."""
    return draw_input(field)


@register.simple_tag
@cache
def page_assets():
    """The icon, style and scripts of every page; they change only with a new version of the portal."""
    return render_to_string("components/page_assets.html")


@register.simple_tag
def request_id():
    """The number by which the log finds this request: for a page of errors, which gets no context."""
    return current_request_id()


@register.inclusion_tag("components/breadcrumb.html")
def breadcrumb(*parts):
    """`{% breadcrumb "Aanvragen" url "STO00012-3" %}`: labels with their addresses; the last is this page."""
    pairs = [{"label": parts[i], "url": parts[i + 1]} for i in range(0, len(parts) - 1, 2)]
    last = [{"label": parts[-1], "url": ""}] if len(parts) % 2 else []
    return {"items": pairs + last}


@register.inclusion_tag("components/pagination.html")
def pagination(page, request, name="page", label="Pagina's"):
    """`{% pagination page_obj request %}`: to the pages beside it, filtered and sorted alike; `name` in the address."""

    def link(number):
        query = request.GET.copy()
        query[name] = number
        return f"?{query.urlencode()}"

    previous, following = page.has_previous(), page.has_next()
    return {
        "page": page,
        "label": label,
        "previous_url": link(page.previous_page_number()) if previous else "",
        "next_url": link(page.next_page_number()) if following else "",
    }


@register.inclusion_tag("components/status_badge.html")
def status_badge(status, label=""):
    """`{% status_badge aanvraag.status aanvraag.get_status_display %}`."""
    return {"status": status, "label": label or status}


@register.simple_block_tag
def table(content, caption, sticky=True, caption_hidden=False, modifier=""):
    """`{% table "Partners" %}<thead>…</thead><tbody>…</tbody>{% endtable %}` in a box that scrolls on a phone.

    `sticky` keeps the first column in sight; `modifier` is an extra class such as 'sto-table--compact'.
    """
    context = {"content": content, "caption": caption, "table_id": f"tabel-{slugify(caption)}"}
    context |= {"sticky": sticky, "caption_hidden": caption_hidden, "modifier": modifier}
    return render_to_string("components/table.html", context)


@register.simple_block_tag
def alert(content, kind="info", title=""):
    """`{% alert "warning" "Let op" %}<p>…</p>{% endalert %}`; kind info, success, warning or error."""
    return render_to_string("components/alert.html", {"kind": kind, "title": title, "content": content})


@register.inclusion_tag("components/bar_chart.html")
def bar_chart(rows, title, desc="", unit=""):
    """Horizontal bars for (label, value) or (label, value, text) rows; a table of the same figures stands beside it."""
    return {"chart": charts.bar_chart(rows, title=title, desc=desc, unit=unit)}


@register.inclusion_tag("components/histogram.html")
def histogram(bins, title, desc="", edges=(), x_label="", y_label="", markers=()):
    """Columns for (label, count) bins, as wide as their class where `edges` gives the bounds of the classes.

    `markers` are (place, label) of dashed lines such as a threshold.
    """
    words = {"title": title, "desc": desc, "x_label": x_label, "y_label": y_label}
    chart = charts.histogram(bins, edges=edges, markers=markers, **words)
    return {"chart": chart, "marks": draw_histogram(chart)}


@register.inclusion_tag("components/range_chart.html")
def range_chart(rows, title, desc=""):
    """One line per (label, minimum, mean, maximum) row, with a mark at the mean."""
    return {"chart": charts.range_chart(rows, title=title, desc=desc)}


@register.inclusion_tag("components/line_chart.html")
def line_chart(points, title, desc="", y_label=""):
    """A line through (label, value) points; a table of the same figures stands beside it."""
    return {"chart": charts.line_chart(points, title=title, desc=desc, y_label=y_label)}


@register.inclusion_tag("components/planning_chart.html")
def planning_chart(groepen, first, last, title):
    """Bars per group over the years from day `first` to `last`; a table of the same stands beside it."""
    return {"chart": planning.planning_chart(groepen, first, last, title=title)}


@register.inclusion_tag("pdf/planning.html")
def planning_table(groepen, first, last, title):
    """The same bars for paper: a table with a row for each, that may run over pages."""
    return {"chart": planning.planning_chart(groepen, first, last, title=title)}
