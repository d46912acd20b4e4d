"""The address of a visitor: that of the connection, or what a proxy that we trust says of it.

Everything that counts or keeps an address asks here, so that nobody chooses the own address with a header.
"""

import functools
import ipaddress
import logging

from django.conf import settings

UNIX_SOCKET = "unix"  # in TRUSTED_PROXIES: who comes through the socket of this machine, which has no address
UNKNOWN = "onbekend"
IPV6_HOME = 64  # one home or office has this many bits of IPv6 addresses to choose from

logger = logging.getLogger(__name__)


def visitor_address(request):
    """The address that a visitor cannot write, as text; 'onbekend' where nobody tells.

    Only where the connection comes from a proxy of TRUSTED_PROXIES does X-Forwarded-For count: the right-most address
    that is not itself such a proxy. What stands left of it the visitor may have written.
    """
    nearest = request.META.get("REMOTE_ADDR", "")
    found, forwarded = read_address(nearest), request.META.get("HTTP_X_FORWARDED_FOR", "")
    if not is_trusted(found, socket=not nearest):
        if forwarded and settings.TRUSTED_PROXIES:
            tell_stranger(nearest)
        return str(found or UNKNOWN)
    for text in reversed(forwarded.split(",")):
        address = read_address(text)
        if address is None:
            break
        found = address
        if not is_trusted(address):
            break
    return str(found or UNKNOWN)


def address_to_count(request):
    """The visitor's address where tries are counted: of IPv6 the network of one home."""
    address = read_address(visitor_address(request))
    if address is None or address.version == 4:
        return str(address or UNKNOWN)
    return str(ipaddress.ip_network(f"{address}/{IPV6_HOME}", strict=False).network_address)


def is_trusted(address, *, socket=False):
    """Whether a proxy of ours has this address, or without one comes through the `socket` of this machine."""
    if address is None:
        return socket and UNIX_SOCKET in settings.TRUSTED_PROXIES
    return any(address in network for network in settings.TRUSTED_PROXIES if network != UNIX_SOCKET)


def read_address(text):
    """The address in `text`, which may name a port, as `ipaddress` has it; None where there is none."""
    host = text.strip()
    if host.startswith("["):
        host = host[1:].partition("]")[0]
    elif host.count(":") == 1:
        host = host.partition(":")[0]
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


@functools.lru_cache(maxsize=8)
def tell_stranger(address):
    """Tell the log, once for an address, of a proxy that TRUSTED_PROXIES does not name: all behind it count as one."""
    logger.warning(
        "TRUSTED_PROXIES noemt %s niet. Is dat de proxy? Dan telt iedereen daarachter als één bezoeker.", address
    )
