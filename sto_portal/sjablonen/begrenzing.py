"""How large a text that people write may be, and how much work and output it may ask when it is filled in."""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps

from django.template.base import Lexer, Node, Parser, Template, TokenType

from sto_portal.sjablonen.models import SjabloonError

TAGS, DEPTH, LOOPS, TAG_LENGTH = 300, 6, 2, 400
BLOCKS = {"if", "for", "with", "ifchanged", "spaceless"}
FILTER_COST = 5
PIECE = 100_000


@dataclass
class Ruimte:
    """What is left to a text that is being filled in: steps (parts that are written) and characters of output."""

    stappen: int
    tekens: int

    def spend(self, stappen=1, tekens=0):
        self.stappen -= stappen
        self.tekens -= tekens
        if self.stappen < 0:
            raise SjabloonError(
                "Deze tekst vraagt te veel rekenwerk. Gebruik minder herhalingen ({% for %}) in elkaar."
            )
        if self.tekens < 0:
            raise SjabloonError("De ingevulde tekst wordt te lang. Gebruik minder herhalingen ({% for %}).")


USE = (200_000, 2_000_000)
TRIAL = (20_000, 300_000)
LEFT = ContextVar("ruimte", default=None)


@contextmanager
def room(stappen, tekens):
    """Give what is filled in inside this block so much room; raises SjabloonError where it asks more."""
    token = LEFT.set(Ruimte(stappen, tekens))
    try:
        yield
    finally:
        LEFT.reset(token)


def bounded(filter_function):
    """A filter that pays for the text it makes, so that a chain of them cannot grow without end."""

    @wraps(filter_function)
    def pay(*args, **kwargs):
        made = filter_function(*args, **kwargs)
        size = len(made) if isinstance(made, str) else 0
        if size > PIECE:
            raise SjabloonError(f"Een gegeven wordt langer dan {PIECE} tekens.")
        LEFT.get().spend(FILTER_COST + size // 100)
        return made

    return pay


class Measured(Node):
    """One part of a template that pays for being written; what stands inside a block pays for itself."""

    child_nodelists = ()

    def __init__(self, node):
        self.node, self.token, self.origin = node, node.token, node.origin
        self.is_leaf = not any(getattr(node, name, None) for name in node.child_nodelists)

    def render_annotated(self, context):
        text = self.node.render_annotated(context)
        LEFT.get().spend(1, len(text) if self.is_leaf else 0)
        return text


class BoundedParser(Parser):
    """Django's parser, with each part Measured."""

    def extend_nodelist(self, nodelist, node, token):
        super().extend_nodelist(nodelist, node, token)
        nodelist[-1] = Measured(node)


class BoundedTemplate(Template):
    """A template whose size was checked before it was parsed; raises SjabloonError."""

    def compile_nodelist(self):
        tokens = Lexer(self.source).tokenize()
        check_size(tokens)
        libraries, builtins = self.engine.template_libraries, self.engine.template_builtins
        return BoundedParser(tokens, libraries, builtins, self.origin).parse()


def check_size(tokens):
    """Refuse what is too much to read for a person: number and length of tags, blocks and loops inside each other."""
    tags = [token for token in tokens if token.token_type in {TokenType.VAR, TokenType.BLOCK}]
    if len(tags) > TAGS:
        raise SjabloonError(f"Deze tekst heeft {len(tags)} codes tussen accolades. Er mogen er {TAGS} in staan.")
    longest = max((len(tag.contents) for tag in tags), default=0)
    if longest > TAG_LENGTH:
        raise SjabloonError(f"Een code tussen accolades is {longest} tekens lang. Dat mogen er {TAG_LENGTH} zijn.")
    opened = []
    for word in block_words(tags):
        if word in BLOCKS:
            opened.append(word)
            check_depth(opened)
        elif opened and word == f"end{opened[-1]}":
            opened.pop()


def block_words(tags):
    """The first word of each block tag, without those inside a comment."""
    in_comment = False
    for tag in tags:
        word = tag.contents.split(maxsplit=1)[0] if tag.token_type == TokenType.BLOCK and tag.contents else ""
        in_comment = word == "comment" or (in_comment and word != "endcomment")
        if word and not in_comment:
            yield word


def check_depth(opened):
    if len(opened) > DEPTH:
        raise SjabloonError(f"Er staan meer dan {DEPTH} blokken ({{% if %}}, {{% for %}}) in elkaar.")
    if opened.count("for") > LOOPS:
        raise SjabloonError(f"Er staan meer dan {LOOPS} herhalingen ({{% for %}}) in elkaar.")
