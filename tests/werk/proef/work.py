import time

from sto_portal.werk.register import work
from tests.werk.proef.models import Effect, Poging


@work("proef_batch", title="Proef in delen")
def make_batch(taak):
    """Leave one Effect per item, slowly; an item that is there already is not made again."""
    Poging.objects.create(sleutel=taak.sleutel)
    items = taak.invoer["items"]
    for item in range(items):
        time.sleep(taak.invoer["seconds"])
        with taak.fenced():
            if not Effect.objects.filter(sleutel=taak.sleutel, item=item).exists():
                Effect.objects.create(sleutel=taak.sleutel, item=item)
        taak.report(item + 1, items)
    return {"items": items}


@work("proef_stil", title="Proef zonder bericht")
def sleep_silently(taak):
    """Work that takes longer than a lease and reports nothing."""
    Poging.objects.create(sleutel=taak.sleutel)
    time.sleep(taak.invoer["seconds"])
