"""A small web server that stands for the portal, as a visitor finds it."""

import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from sto_portal.beschikbaarheid import work


class Answer(BaseHTTPRequestHandler):
    """Answers with the code that its Portal was told, when that lets it."""

    def do_GET(self):
        portal = self.server.portal
        portal.asked.append(self.path)
        time.sleep(portal.waits)
        self.send_response(portal.code)
        self.end_headers()
        self.wfile.write(portal.says)

    def log_message(self, *_arguments):
        """Say nothing: the tests read the answers."""


@dataclass
class Portal:
    """`code` is what it answers after `waits` seconds, with `says`; `asked` are the addresses that were asked."""

    server: ThreadingHTTPServer
    asked: list
    code: int = 200
    waits: float = 0
    says: bytes = b""

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def portal(settings, monkeypatch):
    """The Portal at SITE_URL; who measures it does not wait long."""
    monkeypatch.setattr(work, "TIMEOUT_SECONDS", 0.3)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    server.portal = Portal(server=server, asked=[])
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
    settings.SITE_URL = f"http://127.0.0.1:{server.server_port}"
    yield server.portal
    server.portal.stop()
