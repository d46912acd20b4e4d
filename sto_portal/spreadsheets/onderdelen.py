"""The parts of a spreadsheet file, piece by piece: what is not used is never built up."""

import io
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from xml.parsers import expat

from sto_portal.spreadsheets.lezen import TOO_LARGE, TabelError

PIECE = 65536
MAXIMUM_INFLATED = 20 * 2**20
MAXIMUM_ELEMENTS = 400_000
LONGEST_TAG = 2**18


@contextmanager
def open_archive(content):
    """The parts of a spreadsheet file; raises TabelError where they would unpack to more than a table can be."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAXIMUM_INFLATED:
            raise TabelError(TOO_LARGE)
        yield archive


@dataclass
class Maat:
    """How many elements may still come, over all parts of one file."""

    left: int = MAXIMUM_ELEMENTS


class Onderdeel:
    """A reader of one part. `starts` and `ends` say by the full name of an element what is done at it.

    What is done at a start gets the attributes. Text is collected in `text` while that is a list. `is_done` stops.
    """

    def __init__(self, maat, starts, ends):
        self.maat, self.starts, self.ends = maat, starts, ends
        self.text, self.is_done = None, False
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self.refuse
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.add_text

    def refuse(self, *_declaration):
        raise ValueError("A spreadsheet has no document type.")

    def start(self, name, attributes):
        self.maat.left -= 1
        if self.maat.left < 0:
            raise TabelError(TOO_LARGE)
        act = self.starts.get(name)
        if act:
            act(attributes)

    def end(self, name):
        act = self.ends.get(name)
        if act:
            act()

    def add_text(self, text):
        if self.text is not None:
            self.text.append(text)

    def take_text(self):
        """What was collected; nothing is collected from here."""
        found, self.text = "".join(self.text or ()), None
        return found

    def feed(self, archive, name):
        """Read the part of this name, as far as it is needed, and yield after each piece."""
        fed = 0
        with archive.open(name) as part:
            while not self.is_done and (piece := part.read(PIECE)):
                self.parser.Parse(piece)
                fed += len(piece)
                if fed - self.parser.CurrentByteIndex > LONGEST_TAG:
                    raise TabelError(TOO_LARGE)
                yield
            if not self.is_done:
                self.parser.Parse(b"", True)
                yield

    def read(self, archive, name):
        """Read the part of this name at once; the reader itself."""
        for _ in self.feed(archive, name):
            pass
        return self
