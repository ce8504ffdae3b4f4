"""Finding statements: xAPI 1.0.3 part three, 2.1.3, and part two, 2.5."""

from __future__ import annotations

import json

import pytest
from tests.records.intake.conftest import credentials
from tests.records.intake.xapi_client import Client, headers, numbered, numbers
from tests.records.xapi.samples import AGENT, ID, OTHER_ID, simple


def fill(client):
    """Store ten statements, a minute apart, of two actors, three verbs and five activities."""
    for number in range(10):
        actor = {"account": {"homePage": "https://example.org", "name": f"p{number % 2}"}}
        client.post(
            numbered(
                number,
                actor={**actor, "name": f"Name {number}"},
                verb={"id": f"https://example.org/verb{number % 3}"},
                object={"id": f"https://example.org/activity{number % 5}"},
                context={"registration": OTHER_ID if number < 4 else ID},
            )
        )
        client.service.clock.advance(minutes=1)


@pytest.fixture(scope="module")
def library(shared):
    """A client of a service with ten statements."""
    client = Client(shared)
    fill(client)
    return client


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]),
        ({"ascending": "true"}, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
        ({"verb": "https://example.org/verb1"}, [7, 4, 1]),
        ({"activity": "https://example.org/activity2"}, [7, 2]),
        ({"registration": OTHER_ID}, [3, 2, 1, 0]),
        ({"registration": OTHER_ID.upper()}, [3, 2, 1, 0]),
        ({"since": "2026-11-22T12:06:00Z"}, [9, 8, 7]),
        ({"until": "2026-11-22T12:02:00Z"}, [2, 1, 0]),
        ({"since": "2026-11-22T13:02:00+01:00", "until": "2026-11-22T12:04:00.000Z"}, [4, 3]),
        ({"limit": "3"}, [9, 8, 7]),
        ({"limit": "0"}, [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]),
        ({"verb": "https://example.org/verb0", "registration": ID, "ascending": "true"}, [6, 9]),
        ({"verb": "https://example.org/none"}, []),
        ({"format": "exact"}, [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]),
        (
            {"agent": {"account": {"homePage": "https://example.org", "name": "p1"}}},
            [9, 7, 5, 3, 1],
        ),
        (
            {"agent": {"name": "X", "account": {"name": "p0", "homePage": "https://example.org"}}},
            [8, 6, 4, 2, 0],
        ),
        ({"agent": {"mbox": "mailto:a@example.com"}}, []),
    ],
)
def test_queries(library, query, found):
    """Communication 2.1.3: filters, order and limit; since is exclusive, until inclusive."""
    assert numbers(library.get(**query)) == found


@pytest.mark.parametrize("ascending", ["true", "false"])
@pytest.mark.parametrize("limit", [1, 3, 4, 10])
def test_more_leads_to_the_rest(library, ascending, limit):
    """Data 2.5: `more` is a path with a query, empty at the end; every statement comes once."""
    found, pages = library.follow(ascending=ascending, limit=limit)

    wanted = list(range(10)) if ascending == "true" else list(range(9, -1, -1))
    assert [int(each["id"][:8], 16) for each in found] == wanted
    assert pages == -(-10 // limit)


def test_pages_stay_right_while_statements_arrive(hr):
    """A page after the first shows nothing twice and skips nothing that was there."""
    fill(hr)
    first = hr.get(limit=4)
    hr.post(numbered(77))
    second = hr.service.ask("GET", first.value["more"], None, hr.headers)

    assert first.value["more"].startswith("/xapi/statements?")
    assert numbers(first) + numbers(second) == [9, 8, 7, 6, 5, 4, 3, 2]


def test_statements_of_one_moment_are_paged_too(hr):
    """A batch has one stored time; pages are cut inside it without loss."""
    hr.post([numbered(number) for number in range(25)])
    found, pages = hr.follow(limit=7)

    assert sorted(int(each["id"][:8], 16) for each in found) == list(range(25))
    assert pages == 4


def test_large_statements_are_spread_over_pages(hr):
    """An answer is bounded in bytes, not only in number."""
    for number in range(5):
        hr.post(numbered(number, result={"response": "x" * 900_000}))
    found, pages = hr.follow()

    assert len(found) == 5
    assert pages > 1


def test_more_of_a_base_has_the_whole_path(start, tmp_path):
    """Data 2.5: "including the full path", also behind a web server's prefix."""
    service = start(credentials=credentials(tmp_path), base="/intake")
    body = json.dumps([numbered(1), numbered(2)]).encode()
    service.ask("POST", "/intake/xapi/statements", body, headers())
    answer = service.ask("GET", "/intake/xapi/statements?limit=1", None, headers())

    assert answer.value["more"].startswith("/intake/xapi/statements?")
    rest = service.ask("GET", answer.value["more"], None, headers())
    assert len(rest.value["statements"]) == 1


def test_nothing_found_is_an_empty_list(library):
    """Communication 2.1.3.s2.b4: "MUST still return 200 OK"."""
    answer = library.get(verb="https://example.org/none")

    assert (answer.status, answer.value) == (200, {"statements": [], "more": ""})


@pytest.mark.parametrize(
    "query",
    [
        {"statementId": "x"},
        {"statementId": ID, "voidedStatementId": OTHER_ID},
        {"statementId": ID, "verb": "https://example.org/v"},
        {"voidedStatementId": ID, "limit": "1"},
        {"verb": "passed"},
        {"activity": ""},
        {"agent": "x"},
        {"agent": {"name": "no identifier"}},
        {"agent": {"objectType": "Group", "member": [AGENT]}},
        {"registration": "x"},
        {"since": "yesterday"},
        {"until": "2026-13-01T00:00:00Z"},
        {"limit": "-1"},
        {"limit": "1.5"},
        {"limit": "many"},
        {"ascending": "yes"},
        {"ascending": "True"},
        {"Verb": "https://example.org/v"},
        {"foo": "bar"},
        {"cursor": "x"},
        {"cursor": "2026-11-22T12:00:00Z"},
        {"format": "canonical"},
        {"format": "ids"},
        {"format": "pretty"},
        {"related_agents": "true"},
        {"related_activities": "true"},
        {"related_activities": "perhaps"},
    ],
)
def test_parameters_are_checked(library, query):
    """Communication 2.1.3.s2.b1-b2 and 3.2: 400 for what is malformed, unknown or unsupported."""
    assert library.get(**query).status == 400


def test_a_parameter_twice_is_refused(shared):
    """Which of the two would count, nobody could know."""
    path = "/xapi/statements?limit=1&limit=2"
    assert shared.ask("GET", path, None, headers()).status == 400


def test_post_with_parameters_is_refused(shared):
    """The alternate request syntax (Communication 1.3) is not supported."""
    path = "/xapi/statements?method=GET"
    assert shared.ask("POST", path, b"[]", headers()).status == 400


def test_one_statement_by_its_id(hr):
    """Communication 2.1.3: statementId gives the statement itself, in any case, or 404."""
    hr.post(simple(id=ID))

    assert hr.get(statementId=ID.upper()).value["id"] == ID
    assert hr.get(statementId=ID, attachments="false", format="exact").status == 200
    assert hr.get(statementId=OTHER_ID).status == 404


def test_head_answers_like_get_without_a_body(hr):
    """Communication 1.2: HEAD gives the headers of GET."""
    hr.post(simple(id=ID))
    answer = hr.service.ask("HEAD", f"/xapi/statements?statementId={ID}", None, hr.headers)

    assert (answer.status, answer.raw) == (200, b"")
    assert "x-experience-api-version" in answer.headers
