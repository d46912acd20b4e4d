"""A mail server of one test, on a port of this machine: it takes mail, refuses it as it is told, or is away."""

import socketserver
import threading
from email import message_from_bytes, policy

import pytest

from tests.infra.portal import free_port

REPLIES = {"ehlo": b"250 mail.example.nl", "quit": b"221 2.0.0 Dag", "data": b"354 Ga uw gang"}
TAKEN = b"250 2.0.0 Aangenomen"


class Session(socketserver.StreamRequestHandler):
    """One connection; a server that `hangs_up` ends it where the answer to the whole mail should come."""

    def handle(self):
        self.say(b"220 mail.example.nl")
        while line := self.rfile.readline():
            verb = line.split()[0].decode().lower()
            self.say(self.server.told.answers.get(verb, REPLIES.get(verb, TAKEN)))
            if verb == "quit" or (verb == "data" and not self.take_mail()):
                return

    def say(self, line):
        self.wfile.write(line + b"\r\n")

    def take_mail(self):
        """Read a mail and answer; whether the connection stays."""
        told, lines = self.server.told, list(iter(self.rfile.readline, b".\r\n"))
        if told.hangs_up:
            return False
        if "text" in told.answers:
            self.say(told.answers["text"])
        else:
            told.received.append(message_from_bytes(b"".join(lines), policy=policy.default))
            self.say(TAKEN)
        return True


class Listener(socketserver.ThreadingTCPServer):
    allow_reuse_address = True

    def __init__(self, told):
        self.told = told
        super().__init__(("127.0.0.1", told.port), Session)


class MailServer:
    """`received` are the mails it took; `answers` is what it says to a verb (`text`: to the mail itself)."""

    def __init__(self):
        self.port = free_port()
        self.received, self.answers, self.hangs_up = [], {}, False
        self.listener = None

    def start(self):
        self.listener = Listener(self)
        threading.Thread(target=self.listener.serve_forever, kwargs={"poll_interval": 0.01}).start()

    def stop(self):
        if self.listener is not None:
            self.listener.shutdown()
            self.listener.server_close()
            self.listener = None


@pytest.fixture
def mail_server(settings):
    """A mail server that the portal uses, not started yet."""
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield server
    server.stop()
