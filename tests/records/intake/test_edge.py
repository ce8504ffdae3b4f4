from __future__ import annotations

import pytest
from tests.records.crafting import enrolled
from tests.records.intake.service import JSON_TYPE, SITE
from tests.records.samples import record

from coursewright.records.intake import Limits

PREFLIGHT = {
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "content-type",
}


@pytest.fixture
def site(start):
    """An intake that pages of one site may use."""
    return start(origins=(SITE,))


def test_a_listed_origin_may_send_and_read(site):
    """The preflight allows the request, the answer may be read, and no credentials are invited."""
    before = site.ask("OPTIONS", "/attempts", headers={"Origin": SITE, **PREFLIGHT})
    answer = site.post([enrolled()], Origin=SITE)

    assert before.status == 204
    assert before.headers["access-control-allow-origin"] == SITE
    assert "POST" in before.headers["access-control-allow-methods"]
    assert "content-type" in before.headers["access-control-allow-headers"]
    assert answer.status == 200
    assert answer.headers["access-control-allow-origin"] == SITE
    for each in (before, answer):
        assert each.headers["vary"] == "Origin"
        assert "access-control-allow-credentials" not in each.headers


@pytest.mark.parametrize(
    "origin",
    [
        "https://learn.example.com.evil.example",
        "https://LEARN.example.com",
        "http://learn.example.com",
        "https://learn.example.com:8443",
        "https://evil.example",
        "null",
        "*",
        "",
    ],
)
def test_other_origins_are_told_nothing(shared, origin):
    """The list is compared exactly; a preflight of another origin is refused."""
    before = shared.ask("OPTIONS", "/attempts", headers={"Origin": origin, **PREFLIGHT})
    answer = shared.ask("GET", "/health", headers={"Origin": origin})

    assert before.status == 403
    assert before.value["error"] == "origin"
    for each in (before, answer):
        assert "access-control-allow-origin" not in each.headers
        assert each.headers["vary"] == "Origin"


def test_errors_can_be_read_across_origins_too(site):
    """A page that is told 400, 429 or 503 must see it, and when to come back."""
    answer = site.ask("POST", "/attempts", b"{", {**JSON_TYPE, "Origin": SITE})

    assert answer.status == 400
    assert answer.headers["access-control-allow-origin"] == SITE
    assert "Retry-After" in answer.headers["access-control-expose-headers"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/attempts", 400),
        ("GET", "/health", 200),
        ("HEAD", "/health", 200),
        ("GET", "/nothing", 404),
        ("GET", "/attempts", 405),
        ("DELETE", "/attempts", 405),
        ("POST", "/health", 405),
        ("BREW", "/attempts", 405),
        ("GET", "/../../etc/passwd", 404),
        ("GET", "/attempts/", 404),
        ("GET", "//attempts", 404),
    ],
)
def test_every_answer_is_json_with_headers_that_protect(shared, method, path, status):
    """Also of unknown addresses and methods; none names the server software."""
    headers = JSON_TYPE if method == "POST" else None
    answer = shared.ask(method, path, b"" if method == "POST" else None, headers)

    assert answer.status == status
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "server" not in answer.headers
    if status >= 400 and method != "HEAD":
        assert set(answer.value) == {"error", "message"}
        assert answer.value["message"]


def test_health_says_that_the_ledger_answers(shared):
    """Monitoring asks here; the answer names the version and nothing about people."""
    answer = shared.ask("GET", "/health")

    assert answer.status == 200
    assert answer.value["status"] == "ok"
    assert set(answer.value) == {"status", "version"}


def test_the_base_stands_before_every_address(start):
    """Behind a web server that gives it a path, the intake answers there and nowhere else."""
    service = start(base="/intake")

    assert service.ask("GET", "/intake/health").status == 200
    assert service.ask("GET", "/intake/xapi/about").status == 200
    assert service.ask("GET", "/health").status == 404
    assert service.ask("POST", "/intake/attempts", b"[]", JSON_TYPE).status == 400


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({}, 415, "not-json-type"),
        ({"Content-Type": "text/plain"}, 415, "not-json-type"),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415, "not-json-type"),
        ({"Content-Type": "application/jsonp"}, 415, "not-json-type"),
        ({**JSON_TYPE, "Content-Encoding": "gzip"}, 415, "compressed"),
        ({"Content-Type": "application/json; charset=utf-8"}, 400, "empty"),
        ({"Content-Type": "Application/JSON"}, 400, "empty"),
    ],
)
def test_only_plain_json_is_read(shared, headers, status, code):
    """A form of another page cannot send, since browsers ask first before they send JSON."""
    answer = shared.ask("POST", "/attempts", b"[]", headers)

    assert (answer.status, answer.value["error"]) == (status, code)


@pytest.mark.parametrize("is_declared", [True, False])
def test_a_body_that_is_too_large_is_not_kept_in_memory(start, is_declared):
    """413 for a length that says so, and for chunks that turn out so; nothing is imported."""
    service = start(limits=Limits(body_bytes=1_000))
    body = b'["' + b"x" * 3_000 + b'"]'
    sent = body if is_declared else iter([body[:999], body[999:]])
    answer = service.ask("POST", "/attempts", sent, JSON_TYPE)

    assert (answer.status, answer.value["error"]) == (413, "too-large")
    assert service.ask("POST", "/attempts", b'["' + b"x" * 996 + b'"]', JSON_TYPE).status == 200


def test_bodies_together_have_a_budget(start):
    """A request that does not fit beside the others is asked to come back."""
    service = start(limits=Limits(pending_bytes=100))
    answer = service.post([record()])

    assert (answer.status, answer.value["error"]) == (503, "busy")
    assert int(answer.headers["retry-after"]) > 0
    assert service.ask("POST", "/attempts", b"[]", JSON_TYPE).value["error"] == "empty"
    assert service.ask("POST", "/attempts", b"[]", JSON_TYPE).value["error"] == "empty"


def test_one_client_that_sends_too_fast_is_slowed_down(start):
    """After the burst comes 429 with the seconds to wait; health is no exception."""
    service = start(limits=Limits(rate_per_s=0.01, burst=3))
    statuses = [service.ask("GET", "/health").status for _ in range(5)]
    answer = service.post([enrolled()])

    assert statuses == [200, 200, 200, 429, 429]
    assert (answer.status, answer.value["error"]) == (429, "too-fast")
    assert 1 <= int(answer.headers["retry-after"]) <= 100


def test_behind_a_proxy_each_client_has_its_own_rate(start):
    """X-Forwarded-For of a trusted proxy names the client."""
    service = start(proxies="127.0.0.1", limits=Limits(rate_per_s=0.01, burst=2))

    def ask(client):
        return service.ask("GET", "/health", headers={"X-Forwarded-For": client}).status

    assert [ask("192.0.2.1") for _ in range(3)] == [200, 200, 429]
    assert [ask("2001:db8::1"), ask("2001:db8::2"), ask("2001:db8::3")] == [200, 200, 429]
    assert ask("192.0.2.2") == 200


def test_without_a_proxy_nobody_can_say_who_they_are(start):
    """X-Forwarded-For of a stranger gives no fresh bucket."""
    service = start(limits=Limits(rate_per_s=0.01, burst=2))
    statuses = [
        service.ask("GET", "/health", headers={"X-Forwarded-For": f"192.0.2.{number}"}).status
        for number in range(4)
    ]

    assert statuses == [200, 200, 429, 429]
