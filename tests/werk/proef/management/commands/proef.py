import json
from collections import Counter

from django.core.management.base import BaseCommand

from sto_portal.outbox.actions import send_mail_later
from sto_portal.sporen.actions import record, verify_chain
from sto_portal.sporen.models import Spoor
from sto_portal.werk.actions import enqueue
from sto_portal.werk.models import Werk
from tests.werk.proef.models import Effect, Poging


class Command(BaseCommand):
    help = "Zet werk klaar voor de proeven en zegt hoe het ervoor staat."

    def add_arguments(self, parser):
        parser.add_argument("what", choices=["batches", "silent", "mails", "traces", "state"])
        parser.add_argument("--count", type=int, default=1)
        parser.add_argument("--seconds", type=float, default=0)

    def handle(self, **options):
        getattr(self, options["what"])(options["count"], options["seconds"])

    def batches(self, count, seconds):
        for number in range(count):
            enqueue("proef_batch", sleutel=f"batch-{number}", invoer={"items": 5, "seconds": seconds})

    def silent(self, count, seconds):
        for number in range(count):
            enqueue("proef_stil", sleutel=f"stil-{number}", invoer={"seconds": seconds})

    def mails(self, count, _seconds):
        for number in range(count):
            send_mail_later(to="anna@example.nl", subject=f"Bericht {number}", text="Beste Anna", key=f"mail-{number}")

    def traces(self, count, _seconds):
        werk = Werk.objects.order_by("pk").first()
        for number in range(count):
            record(None, "proef", werk, {"nummer": number})

    def state(self, _count, _seconds):
        state = {
            "status": Counter(Werk.objects.values_list("status", flat=True)),
            "effects": sorted(f"{effect.sleutel}/{effect.item}" for effect in Effect.objects.all()),
            "attempts": Counter(Poging.objects.values_list("sleutel", flat=True)),
            "traces": Spoor.objects.count(),
            "breaks": [breuk.reden for breuk in verify_chain()],
        }
        self.stdout.write(json.dumps(state))
