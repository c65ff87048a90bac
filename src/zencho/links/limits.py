"""How often strangers may call: counted by where they call from, in transactions of their own."""

from contextlib import suppress
from ipaddress import ip_address, ip_network

from fastapi import Request

from zencho.kernel.web import Begin
from zencho.sessions.actions import throttle

# Within a quarter of an hour.
MOST_CALLS, MOST_GUESSES, MOST_GUESSES_IN_ALL = 300, 10, 200


async def count(begin: Begin, what: str, most: int) -> None:
    """One more use of `what`. Raises TooMany."""
    async with begin() as work:
        await throttle.count_use(work, what, most=most)


def address_of(request: Request) -> str:
    """Who calls, as far as calls are counted: of IPv6 the network, whose addresses are one household's."""
    host = request.client.host if request.client else ""
    with suppress(ValueError):
        address = ip_address(host)
        if address.version == 6:
            return str(ip_network((address, 64), strict=False))
    return host
