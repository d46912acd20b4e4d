"""Tests of files and PDF; `sample` fills the templates in samples/."""

from pathlib import Path

from django.template import engines

TEXT = (
    "Wij hebben gekeken of de scholen en bedrijven in uw regio goed samenwerken. Dat is volgens ons zo: de plannen "
    "passen bij de regio, de partners hebben getekend en het geld is verdeeld. "
)


def sample(name, **context):
    template = engines["django"].from_string((Path(__file__).parent / "samples" / f"{name}.html").read_text())
    return template.render({"kenmerk": "STO00099-1/besluit/1", "text": TEXT * 4, "numbers": range(1, 41)} | context)
