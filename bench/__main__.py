"""python -m bench [--alleen NAAM] [--regios N]: measure every subject, print the figures, write docs/metingen.md.

A run of one subject or of another size only prints. Exit code 0 once everything was measured, also where a target was
missed.
"""

import argparse
import os

from django.core.management import call_command

from bench.databases import Server
from bench.machine import describe
from bench.onderwerpen import ONDERWERPEN
from bench.opties import Opties
from bench.verslag import as_lines, write_page


def positive(text):
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def read_arguments():
    parser = argparse.ArgumentParser(prog="bench", description="Meet hoe snel het portaal is.")
    parser.add_argument("--alleen", choices=ONDERWERPEN, metavar="NAAM", help=f"één van: {', '.join(ONDERWERPEN)}")
    parser.add_argument("--regios", type=positive, metavar="N", help="meet alleen bij dit aantal regio's")
    return parser.parse_args()


def main():
    arguments = read_arguments()
    chosen = [ONDERWERPEN[arguments.alleen]] if arguments.alleen else list(ONDERWERPEN.values())
    call_command("collectstatic", interactive=False, verbosity=0)
    busy, _five, _fifteen = os.getloadavg()
    server = Server(os.environ["DATABASE_URL"])
    found = []
    try:
        for onderwerp in chosen:
            print(f"\n{onderwerp.titel}", flush=True)
            metingen = onderwerp.measure(Opties(server, arguments.regios))
            found.append((onderwerp, metingen))
            print(*as_lines(metingen), sep="\n", flush=True)
        machine = describe(busy)
    finally:
        server.drop_all()
    if not (arguments.alleen or arguments.regios):
        write_page(machine, found)


if __name__ == "__main__":
    main()
