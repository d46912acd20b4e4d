"""What stands in the log of a portal that gunicorn serves, read line by line."""

import http.client
import json
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from scripts.servers import free_port
from tests.infra.databases import ROOT

SECRET = "1-abc123-geheim"
START_SECONDS = 60


class Server:
    """Gunicorn on the database of one test; `ask` a page, then read the `lines`."""

    def __init__(self, database, folder, **environ):
        self.port = free_port()
        self.log = folder / "log"
        own = {"DJANGO_SETTINGS_MODULE": "tests.verzoek.settings", "BIND": f"127.0.0.1:{self.port}", "WEB_WORKERS": "1"}
        self.environ = database.environ | own | environ
        self.process = None

    def start(self):
        with self.log.open("wb") as log:
            command = [sys.executable, "-m", "gunicorn"]
            self.process = subprocess.Popen(command, cwd=ROOT, env=self.environ, stdout=log, stderr=log)
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.1)

    def answers(self):
        try:
            return self.ask("/gezondheid/")[0] == 200
        except ConnectionRefusedError:
            return False

    def ask(self, path, **headers):
        """(status, X-Request-ID, text) of a page; a text that breaks off is what came of it."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        try:
            text = answer.read().decode()
        except http.client.IncompleteRead as error:
            text = error.partial.decode()
        connection.close()
        return answer.status, answer.getheader("X-Request-ID"), text

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(40)

    def lines(self):
        """Everything in the log up to now; a line that is not JSON fails."""
        return [json.loads(line) for line in self.log.read_text().splitlines()]

    def access(self, number):
        """The access lines of the request with this id."""
        return [
            line for line in self.lines() if (line["logger"], line.get("request_id")) == ("sto_portal.verzoek", number)
        ]


@pytest.fixture(scope="module", params=["json", "line"])
def server(request, reference_template, worker_id, tmp_path_factory):
    """Gunicorn that logs all it can, once as JSON and once as text."""
    database = reference_template.copy(f"logregels_{worker_id}")
    environ = {"LOG_FORMAT": request.param, "LOG_LEVEL": "DEBUG"}
    server = Server(database, tmp_path_factory.mktemp("log"), **environ)
    server.start()
    yield server
    server.stop()
    database.drop()


as_json = pytest.mark.parametrize("server", ["json"], indirect=True)


@as_json
def test_every_request_has_one_line_with_the_id_of_its_answer(server):
    with ThreadPoolExecutor(4) as threads:
        slow = threads.submit(server.ask, "/proef/wacht/?seconden=0.5")
        others = list(threads.map(server.ask, ["/", f"/proef/mis/{SECRET}/", "/bestaat/niet/", "/aanvragen/"]))
    answers = dict(zip(["home", "mis", "nergens", "inloggen", "traag"], [*others, slow.result()], strict=True))
    lines = [server.access(number) for _status, number, _text in answers.values()]

    assert {len(found) for found in lines} == {1}
    seen = {name: found[0] for name, found in zip(answers, lines, strict=True)}
    assert {name: (line["status"], line["route"]) for name, line in seen.items()} == {
        "home": (200, "/"),
        "mis": (500, "proef/mis/<str:geheim>/"),
        "nergens": (404, "onbekend adres"),
        "inloggen": (302, "aanvragen/"),
        "traag": (200, "proef/wacht/"),
    }
    assert {name: line["status"] for name, line in seen.items()} == {name: a[0] for name, a in answers.items()}
    assert 500 <= seen["traag"]["ms"] < 5000


@as_json
def test_what_a_view_says_carries_the_id_of_its_request(server):
    _status, number, _text = server.ask("/proef/wacht/?seconden=0")

    assert [line["message"] for line in server.lines() if line.get("request_id") == number] == [
        "halverwege",
        server.access(number)[0]["message"],
    ]


@as_json
def test_an_error_is_one_line_of_which_the_page_says_the_number(server):
    _status, number, page = server.ask(f"/proef/mis/{SECRET}/")

    errors = [line for line in server.lines() if line["level"] == "ERROR" and line["request_id"] == number]
    assert [line["message"] for line in errors] == ["Internal Server Error: proef/mis/<str:geheim>/"]
    assert errors[0]["exc_info"].endswith("ValueError: eerste regel\ntweede regel")
    assert f"Noem dan dit nummer: <strong>{number}</strong>" in page


@as_json
def test_a_request_that_is_not_found_keeps_its_id_where_django_says_so(server):
    _status, number, _page = server.ask("/bestaat/niet/")

    said = [line for line in server.lines() if line["logger"] == "django.request"]
    assert (said[-1]["request_id"], said[-1]["message"]) == (number, "Not Found: onbekend adres")


def test_no_line_says_what_may_be_secret(server):
    for path in ("proef/mis", "proef/breekt-af", "account/password/reset/key", "bestaat/niet"):
        server.ask(f"/{path}/{SECRET}/", Cookie=f"sessionid={SECRET}")
        server.ask(f"/{path}/{SECRET}?sleutel={SECRET}", Cookie=f"sessionid={SECRET}")

    assert [line for line in server.log.read_text().splitlines() if SECRET in line] == []


@as_json
def test_gunicorn_speaks_json_too(server):
    said = [line["message"] for line in server.lines() if line["logger"] == "gunicorn.error"]

    assert [message for message in said if message.startswith("Listening at")] == [
        f"Listening at: http://127.0.0.1:{server.port} ({server.process.pid})"
    ]


@as_json
def test_health_checks_and_static_files_leave_no_line(server):
    numbers = [server.ask(path)[1] for path in ("/gezondheid/", "/static/sto/base.css")]

    assert [server.access(number) for number in numbers] == [[], []]
