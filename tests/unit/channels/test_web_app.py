"""The built web app: where it is served, how long it is kept, and what travels compressed."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.channels.web.compression import accepted

ADDRESSES = ("/", "/documents", "/documents/plan-2024", "/c/c-1", "/timeline")
SCRIPT = "let answer = 42;\n" * 200
ASSET = "/assets/app-1a2b.js"


@pytest.fixture
def built(web: TestClient, tmp_path: Path) -> TestClient:
    """A web app whose script lies there plain, as gzip and as something that stands for brotli."""
    assets = tmp_path / "static" / "assets"
    assets.mkdir(parents=True)
    (tmp_path / "static" / "index.html").write_text("<p>built</p>" * 200, "utf-8")
    (assets / "app-1a2b.js").write_text(SCRIPT, "utf-8")
    (assets / "app-1a2b.js.gz").write_bytes(gzip.compress(SCRIPT.encode(), mtime=0))
    (assets / "app-1a2b.js.br").write_bytes(b"brotli")
    (assets / "plain-3c4d.css").write_text("a{}", "utf-8")
    return web


def encoding(web: TestClient, path: str, accept: str = "gzip, deflate, br", **headers: str) -> str | None:
    """The encoding of the reply, which the client does not undo."""
    with web.stream("GET", path, headers={"Accept-Encoding": accept} | headers) as reply:
        return reply.headers.get("content-encoding")


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_address_of_the_web_app_gives_its_page_which_is_asked_for_anew_each_time(
    built: TestClient, path: str
) -> None:
    reply = built.get(path)
    assert (reply.status_code, reply.text[:12], reply.headers["cache-control"]) == (200, "<p>built</p>", "no-cache")
    assert built.head(path).status_code == 200


@pytest.mark.parametrize("path", ["/nowhere", "/c/", "/c/c-1/more", "/documents/plan-2024/nothing", "/timeline/2024"])
def test_an_address_that_nobody_knows_is_not_found(built: TestClient, path: str) -> None:
    assert built.get(path).status_code == 404


def test_the_comparison_of_versions_stays_a_page_without_script(built: TestClient) -> None:
    assert "第 1 版 → 第 2 版" in built.get("/documents/plan-2024/diff").text


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_web_app_that_is_not_built_says_how_to_build_it(web: TestClient, path: str) -> None:
    reply = web.get(path)
    assert (reply.status_code, reply.headers["cache-control"]) == (200, "no-store")
    assert "pip install -c constraints.txt -e ." in reply.text
    assert web.get(ASSET).status_code == 404


def test_assets_are_kept_for_ever_and_found_nowhere_else(built: TestClient) -> None:
    assert "immutable" in built.get(ASSET).headers["cache-control"]
    assert built.get("/assets/..%2f..%2fsecret").status_code == 404


@pytest.mark.parametrize(
    ("accept", "got"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("*", "br"),
        ("identity", None),
        ("", None),
        ("gzip;q=0, br;q=0.000", None),
    ],
)
def test_an_asset_comes_in_the_best_encoding_that_the_client_accepts(
    built: TestClient, accept: str, got: str | None
) -> None:
    with built.stream("GET", ASSET, headers={"Accept-Encoding": accept}) as reply:
        assert reply.headers.get("content-encoding") == got
        assert reply.headers["content-type"].partition(";")[0] in ("text/javascript", "application/javascript")
        assert reply.headers["vary"] == "Accept-Encoding"
        assert "immutable" in reply.headers["cache-control"]
        body = b"".join(reply.iter_raw())
    assert {"br": b"brotli", "gzip": gzip.compress(SCRIPT.encode(), mtime=0), None: SCRIPT.encode()}[got] == body


def test_an_asset_without_a_compressed_twin_is_sent_plain(built: TestClient) -> None:
    assert encoding(built, "/assets/plain-3c4d.css") is None


def test_each_encoding_of_an_asset_has_a_tag_of_its_own_by_which_it_is_not_sent_again(built: TestClient) -> None:
    tags = {}
    for accept in ("br", "gzip", "identity"):
        tags[accept] = built.head(ASSET, headers={"Accept-Encoding": accept}).headers["etag"]
        again = built.get(ASSET, headers={"Accept-Encoding": accept, "If-None-Match": tags[accept]})
        assert (again.status_code, again.headers["vary"], again.content) == (304, "Accept-Encoding", b"")
    assert len(set(tags.values())) == 3


def test_part_of_an_asset_is_part_of_the_plain_file(built: TestClient) -> None:
    part = built.get(ASSET, headers={"Accept-Encoding": "br", "Range": "bytes=4-9"})
    assert (part.status_code, part.text, part.headers.get("content-encoding")) == (206, "answer", None)


@pytest.mark.parametrize("path", ["/", "/documents/plan-2024", "/source/plan-2024/2.1.s1", "/documents/plan-2024/diff"])
def test_pages_travel_as_gzip_to_who_accepts_it(built: TestClient, path: str) -> None:
    assert (encoding(built, path), encoding(built, path, "gzip;q=0")) == ("gzip", None)


@pytest.mark.parametrize(
    "path", ["/api/v1/documents", "/api/v1/documents/plan-2024", "/api/v1/documents/plan-2024/diff"]
)
def test_documents_travel_as_gzip(web: TestClient, path: str) -> None:
    assert encoding(web, path) == "gzip"
    assert web.get(path, headers={"Accept-Encoding": "gzip"}).json() == web.get(path).json()


def test_answers_and_their_stream_are_never_compressed(web: TestClient) -> None:
    asked = {"question": "2024年推动多少家企业技改？"}
    answer = web.post("/api/v1/answers", json=asked)
    assert "content-encoding" not in answer.headers
    assert encoding(web, f"/api/v1/answers/{answer.json()['id']}") is None
    stream = web.post("/api/v1/answers", json=asked, headers={"Accept": "text/event-stream"})
    assert "content-encoding" not in stream.headers


def test_part_of_a_page_is_not_compressed(built: TestClient) -> None:
    assert encoding(built, "/", Range="bytes=0-1999") is None


def test_an_offer_that_makes_no_sense_is_no_offer() -> None:
    assert accepted("br;q=much, GZIP ; q=1") == {"gzip"}
    assert accepted(os.fsdecode(b"\xff;;q=,,")) == frozenset()
