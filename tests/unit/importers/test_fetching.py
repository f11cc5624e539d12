from __future__ import annotations

import gzip
import ipaddress
import threading
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler

import pytest

from assistant.corpus.importers.addresses import Address, anywhere, is_public
from assistant.corpus.importers.fetching import Fetching
from assistant.errors import AddressRefused, SourceUnavailable, UnreadableSource
from tests.fakes.originals import web_page
from tests.fakes.originals.site import gives, site
from tests.unit.importers.conftest import Import

LOCAL = Fetching(permits=anywhere)


def only_first_loopback(address: Address) -> bool:
    """Stands in for “public”: one loopback address is, all others are not."""
    return address == ipaddress.ip_address("127.0.0.1")


def named(*addresses: str) -> Fetching:
    """Fetching from a network where every name stands for these addresses."""
    return Fetching(permits=only_first_loopback, resolver=lambda host, port: addresses)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1"),
        *("224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1"),
        *("::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "fec0::1"),
        *("2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2001:db8::1"),
    ],
)
def test_addresses_that_are_not_public_are_none(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888", "64:ff9b::808:808"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def test_a_page_is_fetched_with_what_the_server_says_of_it(imported: Import) -> None:
    page = web_page.as_html("gbk").replace(b"charset=gbk", b"")
    with site(gives(page, "text/html; charset=GBK")) as running:
        source = LOCAL.fetch(running.url("/zwgk/post_1.html"))
    assert (source.name, source.media_type, source.charset) == ("post_1.html", "text/html", "GBK")
    read = imported(source.name, source.data, media_type=source.media_type, charset=source.charset, url=source.url)
    assert read.document.title == web_page.TITLE
    assert read.document.url == source.url


def test_the_loopback_is_refused_unless_private_addresses_are_allowed() -> None:
    with site(gives(b"secret")) as running:
        for url in (
            running.url(),
            running.url(host="localhost"),
            running.url(host="[::1]"),
            running.url(host="0.0.0.0"),
        ):
            with pytest.raises(AddressRefused, match="--allow-private"):
                Fetching().fetch(url)
        assert running.asked == []


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "0177.0.0.1", "127.1"])
def test_other_spellings_of_the_loopback_are_refused_as_well(host: str) -> None:
    refused = Fetching(resolver=lambda host, port: ["127.0.0.1"])
    with pytest.raises(AddressRefused):
        refused.fetch(f"http://{host}/")


@pytest.mark.parametrize(
    "url",
    ["ftp://example.test/a", "file:///etc/hosts", "gopher://example.test/", "http:///a", "http://[::1", "http://a:b/"],
)
def test_only_http_addresses_are_fetched(url: str) -> None:
    with pytest.raises(AddressRefused, match="网址"):
        named("127.0.0.1").fetch(url)


def test_one_private_address_among_several_is_enough_to_refuse() -> None:
    with pytest.raises(AddressRefused, match=r"127\.0\.0\.2"):
        named("127.0.0.1", "127.0.0.2").fetch("http://policy.example.test/")


def test_a_name_is_looked_up_once_a_connection_and_that_address_is_used() -> None:
    asked: list[str] = []

    def rebinding(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.2"]

    with site(gives(b"<html>ok</html>")) as running:
        fetched = Fetching(permits=only_first_loopback, resolver=rebinding).fetch(
            running.url(host="policy.example.test")
        )
    assert fetched.data == b"<html>ok</html>"
    assert asked == ["policy.example.test"]


def test_every_redirect_is_looked_at_in_the_same_way() -> None:
    with site(gives(b"secret"), host="127.0.0.2") as inside:
        for target in (inside.url(), "file:///etc/hosts", "//127.0.0.2/", "http://[bad/"):
            with site(gives(b"", status=302, Location=target)) as running, pytest.raises(AddressRefused):
                Fetching(permits=only_first_loopback).fetch(running.url())
        assert inside.asked == []


def test_redirects_are_followed_but_not_for_ever() -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.path == "/new":
            gives(b"<html>new</html>")(handler)
        else:
            gives(b"", status=301, Location="/new" if handler.path == "/old" else "/round")(handler)

    with site(answer) as running:
        source = LOCAL.fetch(running.url("/old"))
        assert (source.data, source.url) == (b"<html>new</html>", running.url("/new"))
        with pytest.raises(SourceUnavailable, match="跳转"):
            LOCAL.fetch(running.url("/round"))


@pytest.mark.parametrize("packed", [False, True])
def test_what_is_too_big_is_given_up(packed: bool) -> None:
    body = b"a" * 3_000_000
    answer = gives(gzip.compress(body), Content_Encoding="gzip") if packed else gives(body)
    with site(answer) as running, pytest.raises(UnreadableSource, match="超过 1 MB"):
        Fetching(permits=anywhere, most_bytes=1_000_000).fetch(running.url())


def test_compressed_content_is_unpacked() -> None:
    with site(gives(gzip.compress("政策".encode()), Content_Encoding="gzip")) as running:
        assert LOCAL.fetch(running.url()).data.decode() == "政策"


def test_a_server_that_drips_for_ever_is_given_up() -> None:
    done = threading.Event()

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not done.wait(0.05):
            try:
                handler.wfile.write(b"a")
            except OSError:
                return

    with site(answer) as running:
        try:
            with pytest.raises(SourceUnavailable, match="太慢"):
                Fetching(permits=anywhere, total_seconds=0.5).fetch(running.url())
        finally:
            done.set()


@pytest.mark.parametrize("status", [403, 404, 500])
def test_a_refusal_of_the_server_is_told(status: int) -> None:
    with site(gives(b"no", status=status)) as running, pytest.raises(SourceUnavailable, match=f"HTTP {status}"):
        LOCAL.fetch(running.url())


def test_a_server_that_breaks_off_is_told() -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc")
        handler.connection.close()

    with site(answer) as running, pytest.raises(SourceUnavailable, match="断开"):
        LOCAL.fetch(running.url())


def test_a_host_that_is_not_there_is_told() -> None:
    def unknown(host: str, port: int) -> Sequence[str]:
        raise OSError("no such host")

    with pytest.raises(SourceUnavailable, match=r"找不到 policy\.example\.test"):
        Fetching(resolver=unknown).fetch("http://policy.example.test/")


def test_chinese_addresses_are_asked_for_as_they_go_over_the_wire() -> None:
    with site(gives("政策".encode(), "text/plain")) as running:
        source = LOCAL.fetch(running.url("/政策/办法.txt?年=2025"))
        assert running.asked == ["/%E6%94%BF%E7%AD%96/%E5%8A%9E%E6%B3%95.txt?%E5%B9%B4=2025"]
    assert source.name == "办法.txt"
