"""What somebody reads in the mail that left the portal: it goes to the log, as no mail server is set."""

import re
import time

SECONDS = 60


def link_in_mail(portal, path):
    """The personal link that begins with `path` in the mail that left last."""
    pattern, deadline = re.compile(rf"{re.escape(path)}[\w.-]+:[\w:.-]+/"), time.monotonic() + SECONDS
    while not (found := pattern.findall(portal.log.read_text())):
        assert time.monotonic() < deadline, portal.log.read_text()
        time.sleep(0.2)
    return found[-1]
