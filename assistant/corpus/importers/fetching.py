"""Fetch an original from its address: every redirect is looked at, and size and time have limits."""

from __future__ import annotations

import re
import time
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from assistant.corpus.importers.addresses import Permits, Resolve, checked_addresses, is_public, resolve
from assistant.corpus.importers.extraction import Source
from assistant.corpus.importers.libraries import needs
from assistant.errors import AddressRefused, SourceUnavailable, UnreadableSource

if TYPE_CHECKING:
    from httpcore import ConnectionPool, Response

MOST_BYTES = 20_000_000
TOTAL_SECONDS = 60.0
STEP_SECONDS = 15.0
MOST_REDIRECTS = 5
_HEADERS = [("User-Agent", "policy-assistant"), ("Accept", "*/*"), ("Accept-Encoding", "identity")]
_TIMEOUTS = {"connect": STEP_SECONDS, "read": STEP_SECONDS, "write": STEP_SECONDS, "pool": STEP_SECONDS}
_MOST_UNPACKED = 1_000_000
_REDIRECTS = (301, 302, 303, 307, 308)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.-]+)", re.IGNORECASE)
_UNSAFE_IN_NAMES = re.compile(r"[^\w.()（）《》〔〕·-]+")


@dataclass(frozen=True, slots=True)
class Fetching:
    """How to fetch; tests hand in their own resolver and narrower limits."""

    permits: Permits = is_public
    resolver: Resolve = resolve
    most_bytes: int = MOST_BYTES
    total_seconds: float = TOTAL_SECONDS

    def fetch(self, url: str) -> Source:
        """The original; raises AddressRefused, SourceUnavailable, UnreadableSource, LibraryMissing."""
        with needs("import", "导入网址"):
            import httpcore

            from assistant.corpus.importers.connecting import CheckedBackend
        deadline = time.monotonic() + self.total_seconds
        backend = CheckedBackend(self._addresses, deadline)
        try:
            with httpcore.ConnectionPool(network_backend=backend, max_keepalive_connections=0) as pool:
                return self._follow(pool, _ascii(url), deadline)
        except httpcore.TimeoutException as error:
            raise SourceUnavailable(self._too_slow(url)) from error
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise SourceUnavailable(f"{url} 连接不上或中途断开（{error}）。请检查网址和网络。") from error

    def _too_slow(self, url: str) -> str:
        return f"{url} 太慢，{self.total_seconds:g} 秒内没有下载完。请稍后再试，或用浏览器下载后导入。"

    def _addresses(self, host: str, port: int) -> list[str]:
        return checked_addresses(host, port, self.resolver, self.permits)

    def _follow(self, pool: ConnectionPool, url: str, deadline: float) -> Source:
        for _ in range(MOST_REDIRECTS + 1):
            if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
                raise AddressRefused(f"只能导入 http 或 https 网址，不能是 {url}。请核对网址。")
            with pool.stream("GET", url, headers=_HEADERS, extensions={"timeout": _TIMEOUTS}) as response:
                headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
                if response.status in _REDIRECTS and "location" in headers:
                    url = _ascii(_joined(url, headers["location"]))
                    continue
                if response.status != 200:
                    told = f"{url} 没有给出内容（HTTP {response.status}）。"
                    raise SourceUnavailable(told + "请用浏览器打开核对；需要登录的请先下载再导入。")
                data = self._content(response, headers, url, deadline)
            return _source(url, data, headers)
        raise SourceUnavailable(f"{url} 跳转超过 {MOST_REDIRECTS} 次。请用浏览器打开，换用最后的网址。")

    def _content(self, response: Response, headers: dict[str, str], url: str, deadline: float) -> bytes:
        data = bytearray()
        for chunk in _unpacked(response.iter_stream(), headers.get("content-encoding", "").lower()):
            data += chunk
            if len(data) > self.most_bytes:
                raise UnreadableSource(f"{url} 超过 {self.most_bytes // 1_000_000} MB。请下载后拆成几份再导入。")
            if time.monotonic() > deadline:
                raise SourceUnavailable(self._too_slow(url))
        return bytes(data)


def _unpacked(chunks: Iterable[bytes], encoding: str) -> Iterable[bytes]:
    """Content of servers that compress though they were asked not to, in pieces of a bounded size."""
    if encoding not in ("gzip", "x-gzip", "deflate"):
        yield from chunks
        return
    unpacker = zlib.decompressobj(wbits=47)
    try:
        for chunk in chunks:
            yield unpacker.decompress(chunk, _MOST_UNPACKED)
            while unpacker.unconsumed_tail:
                yield unpacker.decompress(unpacker.unconsumed_tail, _MOST_UNPACKED)
    except zlib.error as error:
        raise SourceUnavailable("下载的内容解不开压缩。请用浏览器下载后再导入。") from error


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise AddressRefused(f"{url} 跳转到的 {location} 不是网址。请用浏览器打开核对。") from error


def _ascii(url: str) -> str:
    """An address as it goes over the wire: hosts in punycode, Chinese paths percent-encoded."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except (UnicodeError, ValueError) as error:
        raise AddressRefused(f"{url} 不是网址。请核对。") from error
    if ":" in host:
        host = f"[{host}]"
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return urlunsplit((parts.scheme.lower(), host + port, path, quote(parts.query, safe="/%:@!$&'()*+,;=~-._?"), ""))


def _source(url: str, data: bytes, headers: dict[str, str]) -> Source:
    said = headers.get("content-type", "")
    charset = _CHARSET.search(said)
    name = unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2]) or (urlsplit(url).hostname or "page")
    return Source(
        name=_UNSAFE_IN_NAMES.sub("-", name)[-80:],
        data=data,
        media_type=said.partition(";")[0].strip().lower(),
        charset=charset[1] if charset else "",
        url=url,
    )
