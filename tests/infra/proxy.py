"""A real nginx before the portal, by the example of docs/beheer.md, and visitors from addresses of their own."""

import re
import shutil
import socket
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

from scripts.servers import Server
from tests.infra.databases import ROOT

EXAMPLE = re.compile(r"```nginx\n(.+?)```", re.DOTALL)
CONFIGURATION = """
daemon off;
pid {folder}/pid;
error_log stderr;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    upstream portal {{
        {upstream}
    }}
    server {{
        listen 127.0.0.1:{port};
        {location}
    }}
}}
"""


class Nginx(Server):
    """An nginx on a port of its own that passes everything on to the web servers of the portal, by turns."""

    name = "nginx"

    def __init__(self, folder, ports):
        super().__init__(folder)
        self.ports = ports

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def prepare(self):
        (example,) = EXAMPLE.findall((ROOT / "docs" / "beheer.md").read_text())
        location = example.replace("127.0.0.1:8000", "portal")
        upstream = " ".join(f"server 127.0.0.1:{port};" for port in self.ports)
        text = CONFIGURATION.format(folder=self.folder, port=self.port, location=location, upstream=upstream)
        (self.folder / "nginx.conf").write_text(text)

    def command(self):
        program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
        assert program, "nginx ontbreekt: scripts/setup.sh test installeert het."
        return [program, "-c", str(self.folder / "nginx.conf"), "-e", "stderr"]

    def answers(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


class Visitor:
    """Someone who comes from `address`, one of the many of this machine, without a browser."""

    def __init__(self, url, address):
        self.host, self.port = urlsplit(url).hostname, urlsplit(url).port
        self.address = address

    def ask(self, method, path, body=None, headers=None):
        """(status, text, the cookies that were set) of one request."""
        line = HTTPConnection(self.host, self.port, timeout=60, source_address=(self.address, 0))
        try:
            line.request(method, path, body, headers or {})
            response = line.getresponse()
            cookies = [text.partition(";")[0] for text in response.headers.get_all("Set-Cookie", [])]
            return response.status, response.read().decode(), dict(cookie.split("=", 1) for cookie in cookies)
        finally:
            line.close()

    def sign_in(self, email, password, **headers):
        """(status, text) of typing this on the page to sign in."""
        _status, _text, cookies = self.ask("GET", "/account/login/")
        token = cookies["csrftoken"]
        sent = urlencode({"login": email, "password": password, "csrfmiddlewaretoken": token})
        headers |= {"Cookie": f"csrftoken={token}", "Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", "/account/login/", sent, headers)[:2]
