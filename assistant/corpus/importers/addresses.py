"""Which machines an address may lead to."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence

from assistant.errors import AddressRefused, SourceUnavailable

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Sequence[str]]
Permits = Callable[[Address], bool]

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def is_public(address: Address) -> bool:
    """Whether an address lies in the public internet, also as what an IPv6 address carries inside."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = _carried(address)
        if inner is not None:
            return is_public(inner)
        # The private addresses of before 2004 are in no list of reserved ones, yet routers inside may still know them.
        if address.is_site_local:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def anywhere(address: Address) -> bool:
    """For an operator who says that the address may be private."""
    return not address.is_multicast


def resolve(host: str, port: int) -> Sequence[str]:
    """All addresses of a host; raises OSError."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def checked_addresses(host: str, port: int, resolver: Resolve, permits: Permits) -> list[str]:
    """Addresses that a connection may be made to; raises AddressRefused if any one of the host's must not be."""
    try:
        addresses = [str(ipaddress.ip_address(found.partition("%")[0])) for found in resolver(host, port)]
    except (OSError, UnicodeError) as error:
        raise SourceUnavailable(f"找不到 {host} 这台主机。请检查网址和网络。") from error
    refused = [each for each in addresses if not permits(ipaddress.ip_address(each))]
    if refused or not addresses:
        told = f"{host} 指向 {'、'.join(refused) or '无'}，是内部网络或保留的地址，不予打开。"
        raise AddressRefused(told + "确实要从内部网络导入，请加 --allow-private。")
    return addresses


def _carried(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    if address.teredo:
        return address.teredo[1]
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None
