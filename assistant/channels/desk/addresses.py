"""Who asks, as far as an address tells."""

from __future__ import annotations

import ipaddress

from fastapi import Request


def address_of(request: Request) -> str:
    """The address of a request; of version 6 the network, since who has one address there has 2⁶⁴ of them."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else host
