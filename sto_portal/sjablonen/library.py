"""The tags and filters that a template may use, and no others: nothing that reads files or loads code."""

from django.template import Library, defaultfilters, defaulttags

from sto_portal.sjablonen.begrenzing import bounded
from sto_portal.vormgeving.templatetags import sto

TAGS = ("if", "for", "with", "comment", "firstof", "cycle", "regroup", "ifchanged", "spaceless")
FILTERS = (
    "capfirst", "date", "default", "default_if_none", "dictsort", "first", "join", "last", "length", "linebreaks",
    "linebreaksbr", "lower", "pluralize", "slice", "time", "title", "upper", "yesno",
)  # fmt: skip
OWN_FILTERS = ("euro", "euro0", "basispunten", "datum", "moment", "deadline", "opmaak")

register = Library()
register.tags.update({name: defaulttags.register.tags[name] for name in TAGS})
register.filters.update({name: bounded(defaultfilters.register.filters[name]) for name in FILTERS})
register.filters.update({name: bounded(sto.register.filters[name]) for name in OWN_FILTERS})
