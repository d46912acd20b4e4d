"""What happens while a page is made: its queries, and the variables of our templates that nobody gives."""

import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection
from django.template.base import FilterExpression, Variable, VariableDoesNotExist
from django.test.utils import CaptureQueriesContext

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
OPTIONAL = {"default", "default_if_none"}  # a variable that may be left out says so by one of these filters


@dataclass
class Rendered:
    """One answer: by which URL name and address, to whom, and what it took."""

    name: str
    path: str
    person: str
    status: int
    content: str
    queries: int
    unknown: set = field(default_factory=set)
    view: str = ""

    @property
    def titles(self):
        """Those of the page itself, not of the pictures in it."""
        return [" ".join(title.split()) for title in TITLE.findall(self.content.partition("</head>")[0])]


def own_template(context):
    """The name of our template that is being rendered; None for one of a package."""
    template = context.render_context.template or context.template
    path = Path(template.origin.name if template.origin else "")
    return str(path.relative_to(TEMPLATES)) if path.is_relative_to(TEMPLATES) else None


def lacks(expression, context):
    """Whether the variable of a FilterExpression is not there, and does not say that it may be left out."""
    if not isinstance(expression.var, Variable):
        return False
    if OPTIONAL & {function.__name__ for function, _arguments in expression.filters}:
        return False
    try:
        expression.var.resolve(context)
    except VariableDoesNotExist:
        return True
    return False


@contextmanager
def strict_variables(monkeypatch):
    """Collect 'template: expression' for every variable that is shown or handed on but unknown.

    A condition may ask for what is not there ({% if x %}); what is written, looped over or handed on may not.
    """
    unknown = set()
    resolve = FilterExpression.resolve

    def strict(self, context, ignore_failures=False):
        if not ignore_failures and (name := own_template(context)) and lacks(self, context):
            unknown.add(f"{name}: {self.token}")
        return resolve(self, context, ignore_failures)

    with monkeypatch.context() as patch:
        patch.setattr(FilterExpression, "resolve", strict)
        yield unknown


def render(browser, name, path, person, address, *, unknown, method="get"):
    """Rendered for one request; `unknown` is the set that `strict_variables` fills."""
    unknown.clear()
    with CaptureQueriesContext(connection) as captured:
        response = getattr(browser, method)(address)
    is_page = not response.streaming and response["Content-Type"].startswith("text/html")
    content = response.content.decode() if is_page else ""
    queries = [query for query in captured if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    view = response.resolver_match.func
    view = getattr(view, "view_class", view).__qualname__
    return Rendered(name, path, person, response.status_code, content, len(queries), set(unknown), view)
