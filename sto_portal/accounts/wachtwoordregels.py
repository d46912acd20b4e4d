"""What a password may be: the rules in our own words, and the words that people here choose first."""

import re
import unicodedata
from functools import cache
from itertools import product
from pathlib import Path

from django.conf import settings
from django.contrib.auth import password_validation as django_rules
from django.core.exceptions import ValidationError

from sto_portal.tekens import without_invisible

WORDS, SMALL_WORDS = "wachtwoorden.txt", "wachtwoorden_klein.txt"
LOOKED_AT = 200  # characters: what is longer is more than a word with digits
LONGEST = 30
FEW_WORDS, LEAST_OWN, LEAST_DIFFERENT, LEAST_NAME = 2, 4, 5, 3
LIKE_LETTERS = [str.maketrans("0134578@$!€", f"o{one}eastb" + f"as{one}e") for one in "il"]
ADVICE = "Kies liever een paar woorden die niet bij elkaar horen."
TOO_COMMON = f"Dit wachtwoord is te bekend: een woord dat veel mensen kiezen, met cijfers of tekens erbij. {ADVICE}"
OWN_NAME = f"Dit wachtwoord lijkt te veel op uw naam, functie of e-mailadres. {ADVICE}"
REPEATED = f"Dit wachtwoord herhaalt steeds dezelfde tekens. {ADVICE}"


class LengthRule(django_rules.MinimumLengthValidator):
    def get_error_message(self):
        return f"Dit wachtwoord is te kort. Kies er een van minstens {self.min_length} tekens. {ADVICE}"

    def get_help_text(self):
        return f"Kies minstens {self.min_length} tekens. Een paar woorden die niet bij elkaar horen, onthoudt u goed."


class NumberRule(django_rules.NumericPasswordValidator):
    def get_error_message(self):
        return "Dit wachtwoord bestaat alleen uit cijfers. Gebruik ook letters."

    def get_help_text(self):
        return "Gebruik niet alleen cijfers."


class SimilarRule(django_rules.UserAttributeSimilarityValidator):
    """Not like what others know of the person; also where that is a part of it with digits and signs around."""

    ATTRIBUTES = ("naam", "functie", "email")

    def __init__(self, user_attributes=ATTRIBUTES, **options):
        super().__init__(user_attributes, **options)

    def validate(self, password, user=None):
        super().validate(fold(password), user)
        if user is not None and is_common(password, frozenset(names_of(user, self.user_attributes))):
            raise ValidationError(OWN_NAME, code="password_too_similar")

    def get_error_message(self):
        return OWN_NAME

    def get_help_text(self):
        return "Gebruik niet uw naam, functie of e-mailadres."


class CommonRule(django_rules.CommonPasswordValidator):
    """Not one of Django's English list, nor a word or two of our Dutch one, whatever digits and signs are added."""

    def validate(self, password, user=None):
        if len(set(fold(password))) < LEAST_DIFFERENT:
            raise ValidationError(REPEATED, code="password_too_common")
        english = {fold(password), *(text for text in variants(password) if len(text) >= LEAST_OWN)} & self.passwords
        if english or is_common(password):
            raise ValidationError(TOO_COMMON, code="password_too_common")

    def get_help_text(self):
        return "Gebruik geen bekend woord met alleen cijfers of tekens erbij, zoals een maand met een jaar."


@cache
def listed(name):
    """The words of one of our own lists."""
    lines = Path(settings.BASE_DIR("fixtures", name)).read_text().splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def is_common(password, own=frozenset()):
    """Whether `password` is no more than one or two known words, or words of `own`, with little added."""
    words, small = listed(WORDS), listed(SMALL_WORDS)
    return any(is_little_more(text, words | own, small, own) for text in variants(password))


def is_little_more(letters, words, small, own):
    left_over, found = split(letters, words, small)
    needed = own or words
    return bool(found & needed) and len(found) <= FEW_WORDS and left_over < LEAST_OWN


def split(letters, words, small):
    """(how many letters no word covers, the words found) of the way to read `letters` with the fewest left over."""
    best = [(0, 0, frozenset())]
    for end in range(1, len(letters) + 1):
        left_over, count, found = best[end - 1]
        choices = [(left_over + 1, count, found)]
        for start in range(max(0, end - LONGEST), end):
            word, (left_over, count, found) = letters[start:end], best[start]
            if word in small:
                choices.append((left_over, count, found))
            elif word in words:
                found = found | {word}
                choices.append((left_over, len(found), found))
        best.append(min(choices, key=lambda choice: choice[:2]))
    left_over, _count, found = best[-1]
    return left_over, found


def variants(password):
    """The letters of `password` alone, in each way in which digits and signs may stand for letters."""
    text = fold(password)[:LOOKED_AT]
    cores = {text, re.sub(r"[^a-z]+$", "", text), re.sub(r"^[^a-z]+|[^a-z]+$", "", text)}
    like = {core.translate(table) for core, table in product(cores, LIKE_LETTERS)}
    return {re.sub("[^a-z]", "", each) for each in cores | like}


def fold(password):
    """Small letters without accents and without what nobody sees: as someone who guesses would type it."""
    parts = unicodedata.normalize("NFKD", without_invisible(password.casefold()))
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).strip()


def names_of(user, attributes):
    """The words of what others know of `user`."""
    for attribute in attributes:
        value = fold(str(getattr(user, attribute, "") or "").partition("@")[0])
        yield from (word for word in re.findall("[a-z]+", value) if len(word) >= LEAST_NAME)
