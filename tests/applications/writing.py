"""Filling in the pages of an application as a person does: open the page, change fields, send all of it."""

from applications.models import Antwoord, Vraag


def url_of(aanvraag, *parts):
    return "/".join(["/aanvragen", aanvraag.nummer, *map(str, parts), ""])


def fields_of(response):
    """What the form on the page would send when nobody touched it."""
    form = response.context["form"]
    data = {}
    for bound in form:
        value = bound.value()
        if value is not None and value is not False and not bound.field.widget.needs_multipart_form:
            data[bound.html_name] = value if isinstance(value, list) else str(bound.field.prepare_value(value))
    return data


def fill_in(client, url, **changed):
    """The answer to sending the form at `url` with these fields changed."""
    return client.post(url, fields_of(client.get(url)) | changed)


def answer(plan, code, tekst):
    """Store an Antwoord without a page."""
    return Antwoord.objects.create(plan=plan, vraag=Vraag.objects.get(code=code), tekst=tekst)


def answers(plan):
    """{code: tekst} of a plan."""
    return dict(Antwoord.objects.filter(plan=plan).values_list("vraag__code", "tekst"))
