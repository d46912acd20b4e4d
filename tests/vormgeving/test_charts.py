from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from django.template.loader import render_to_string

from sto_portal.vormgeving import charts
from sto_portal.vormgeving.templatetags import sto


def test_the_longest_bar_sets_the_scale():
    chart = charts.bar_chart([("Vmbo", 50), ("Mbo", 25)], title="Partners")

    assert [(bar["width"], bar["text"]) for bar in chart["bars"]] == [("78.00", "50"), ("39.00", "25")]
    assert chart["desc"] == "Vmbo: 50; Mbo: 25."


@pytest.mark.parametrize(("top", "step"), [(0, 1), (4, 1), (5, 2), (9, "5"), (22, 10), (81, 50), (354, 100)])
def test_the_axis_counts_in_round_steps(top, step):
    assert charts.nice_step(top) == Decimal(step)


def test_columns_stand_on_the_base_and_fit_below_the_top():
    chart = charts.histogram([("0", 0), ("10", 22)], title="Aandeel", markers=[(1, "minimum")])

    assert [column["y"] + column["height"] for column in chart["columns"]] == [chart["base"], chart["base"]]
    assert [line["text"] for line in chart["lines"]] == ["0", "10", "20", "30"]
    assert chart["markers"] == [{"x": "54.50", "label": "minimum"}]


def test_a_class_is_drawn_as_wide_as_it_is_and_the_axis_names_its_bounds():
    bins = [("0 tot 10 %", 1), ("10 tot 15 %", 46), ("15 % of meer", 20)]

    chart = charts.histogram(bins, title="Aandeel", edges=[0, 10, 15, 20], markers=[(10, "minimum")])

    assert [tick["text"] for tick in chart["ticks"]] == ["0", "10", "15"]
    assert [column["width"] for column in chart["columns"]] == ["44.50", "21.75", "21.75"]
    assert chart["markers"] == [{"x": chart["ticks"][1]["x"], "label": "minimum"}]


@pytest.mark.parametrize("value", [Decimal("1234.5"), 1234.5])
def test_a_number_is_shown_with_a_comma(value):
    assert charts.show_number(value) == "1.234,5"


@pytest.mark.parametrize("number", [0, 10, 100, 1200])
def test_round_numbers_keep_their_zeros(number):
    assert charts.show_number(number).replace(".", "") == str(number)


@pytest.mark.parametrize("rows", [[], [("Regio's <78>", 3)], [("a", 0), ("b", 0)]])
@pytest.mark.parametrize(
    ("tag", "name"), [(sto.bar_chart, "bar_chart"), (sto.histogram, "histogram"), (sto.range_chart, "range_chart")]
)
def test_every_chart_is_sound_svg_without_inline_style(rows, tag, name):
    figures = [(label, value, value, value) for label, value in rows] if name == "range_chart" else rows

    svg = ET.fromstring(render_to_string(f"components/{name}.html", tag(figures, "Titel")).strip())

    assert [child.tag for child in svg[:2]] == ["title", "desc"]
    assert svg[0].text == "Titel"
    assert not any("style" in element.attrib for element in svg.iter())


def test_positions_in_a_long_chart_are_written_without_thousands_separator():
    html = render_to_string("components/bar_chart.html", sto.bar_chart([("Regio", 1)] * 78, "Titel"))

    assert f'height="{78 * charts.BAR_ROW_HEIGHT}"' in html


def test_a_line_goes_through_every_point_and_leaves_out_figures_on_a_phone():
    chart = charts.line_chart([(str(year), 100 - year) for year in range(10)], title="Leerlingen")

    assert len(chart["segments"]) == 9
    assert chart["segments"][0]["x1"] == chart["points"][0]["x"]
    assert [point["label"] for point in chart["points"] if not point["minor"]] == ["0", "3", "6", "9"]
    assert [line["text"] for line in chart["lines"]] == ["0", "50", "100"]
    assert chart["desc"].startswith("0: 100; 1: 99;")


def test_a_line_of_nothing_is_empty():
    assert charts.line_chart([], title="Leerlingen")["desc"] == "Geen gegevens."
