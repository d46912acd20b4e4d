"""Days and times as a Dutch reader sees them in a cell, by the number format that the cell has."""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

FIRST = datetime.combine(date(1899, 12, 30), time())
DAYS_TO_1904 = 1462
LAST = 2_958_466  # the day after 31 December 9999
MILLISECONDS = 86_400_000
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
SHORT_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<elapsed>\[(?:h+|m+|s+)\])|(?P<left_out>_.|\*.|\[[^\]]*\]|;|@)'
    r"|(?P<half>AM/PM|A/P)|(?P<sign>y+|m+|d+|h+|s+)|(?P<fraction>[.,]0+)|(?P<other>(?s:.))",
    re.IGNORECASE,
)


def as_duration(days):
    """A number of days as a timedelta, to the millisecond."""
    return timedelta(milliseconds=int((days * MILLISECONDS).to_integral_value(ROUND_HALF_UP)))


def as_moment(days):
    """What a number of days since 30 December 1899 is: a date, a time or a datetime; None where there is none."""
    if not 0 <= days < LAST:
        return None
    moment = FIRST + as_duration(days)
    if days < 1:
        return moment.time()
    return moment.date() if moment.time() == time() else moment


def days_of(value):
    """The number of days, as a spreadsheet counts, of a date, a datetime, a time or a timedelta."""
    match value:
        case datetime():
            passed = value.replace(tzinfo=None) - FIRST
        case date():
            passed = datetime.combine(value, time()) - FIRST
        case time():
            passed = datetime.combine(FIRST.date(), value.replace(tzinfo=None)) - FIRST
        case _:
            passed = value
    return Decimal(passed // timedelta(milliseconds=1)) / MILLISECONDS


def show_moment(days, section):
    """The text of a cell with this format, such as 12-5-2026, 12-mei or 13:30; '' for what is no moment."""
    if not 0 <= days < LAST:
        return ""
    tokens = [(found.lastgroup, found[found.lastgroup]) for found in TOKEN.finditer(section)]
    halved = any(kind == "half" for kind, _ in tokens)
    passed = as_duration(days)
    if not any(kind == "fraction" for kind, _ in tokens):
        passed = timedelta(seconds=round(passed.total_seconds()))
    written = [write_token(tokens, place, passed, halved) for place in range(len(tokens))]
    return "".join(written).strip()


def write_token(tokens, place, passed, halved):
    kind, text = tokens[place]
    if kind == "left_out":
        return ""
    if kind == "elapsed":
        unit = {"h": 3600, "m": 60, "s": 1}[text[1].lower()]
        return f"{int(passed.total_seconds()) // unit:0{len(text) - 2}d}"
    moment = FIRST + passed
    if kind == "half":
        return "PM" if moment.hour >= 12 else "AM"
    if kind == "fraction":
        return f",{moment.microsecond:06d}"[: len(text)]
    if kind == "sign":
        return write_part(text.lower(), moment, is_minute(tokens, place), halved)
    return "-" if (kind, text) == ("other", "/") else text  # the sign between the parts of a day in the Netherlands


def write_part(text, moment, minute, halved):
    """One part of a moment; its length says how it is written."""
    number = len(text)
    match text[0]:
        case "y":
            return f"{moment.year:04d}" if number > 2 else f"{moment.year % 100:02d}"
        case "m" if minute:
            value = moment.minute
        case "m" if number > 2:
            names = SHORT_MONTHS if number == 3 else MONTHS
            return names[moment.month - 1][:1] if number == 5 else names[moment.month - 1]
        case "m":
            value = moment.month
        case "d" if number > 2:
            name = DAYS[moment.weekday()]
            return name[:2] if number == 3 else name
        case "d":
            value = moment.day
        case "h":
            value = (moment.hour % 12 or 12) if halved else moment.hour
        case _:
            value = moment.second
    return f"{value:0{min(number, 2)}d}"


def is_minute(tokens, place):
    """Whether an m is of minutes: behind hours, or before seconds."""
    letters = [
        text.strip("[]")[0].lower() if kind in {"sign", "elapsed"} else "" for kind, text in tokens
    ]  # '' where there is no part of a moment
    before = next((letter for letter in reversed(letters[:place]) if letter), "")
    after = next((letter for letter in letters[place + 1 :] if letter), "")
    return len(tokens[place][1]) < 3 and (before == "h" or after == "s")
