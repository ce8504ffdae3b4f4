"""Voiding, credentials, versions and headers of the xAPI resource."""

from __future__ import annotations

import pytest
from tests.records.intake.xapi_client import Client, headers, numbered, numbers
from tests.records.xapi.samples import ID, VOIDED, simple


def voiding(number, statement_id):
    """Return a statement that voids another."""
    reference = {"objectType": "StatementRef", "id": statement_id}
    return numbered(number, verb={"id": VOIDED}, object=reference)


@pytest.mark.parametrize("is_early", [False, True])
def test_a_voided_statement_is_found_by_voided_statement_id_alone(hr, is_early):
    """Data 2.3.2.s2.b3: voided if a voiding statement refers to it, whichever came first."""
    batch = [simple(id=ID), voiding(1, ID.upper())]
    for each in reversed(batch) if is_early else batch:
        assert hr.post(each).status == 200

    assert hr.get(statementId=ID).status == 404
    assert hr.get(voidedStatementId=ID).value["id"] == ID
    assert numbers(hr.get()) == [1]
    assert hr.get(voidedStatementId=numbered(1)["id"]).status == 404


def test_a_voiding_statement_is_never_voided(hr):
    """Data 2.3.2: "Any Statement that voids another cannot itself be voided"."""
    hr.post([simple(id=ID), voiding(1, ID), voiding(2, numbered(1)["id"])])

    assert hr.get(statementId=numbered(1)["id"]).status == 200
    assert hr.get(statementId=ID).status == 404


def test_credentials_for_writing_void_nothing(lrs):
    """Data 2.3.2.s2.b4: "reject … with 403 Forbidden if … not from a source authorized"."""
    lms = Client(lrs, "lms")
    Client(lrs).post(simple(id=ID))

    assert lms.post([numbered(5), voiding(1, ID)]).status == 403
    assert Client(lrs).get(statementId=ID).status == 200
    assert Client(lrs).get(statementId=numbered(5)["id"]).status == 404


@pytest.mark.parametrize(
    ("name", "write", "read"), [("hr", 200, 200), ("lms", 200, 403), ("reader", 403, 200)]
)
def test_scopes(lrs, name, write, read):
    """Write-only credentials, which a page may have to hold, read nothing."""
    client = Client(lrs, name)

    assert client.post(simple()).status == write
    assert client.put(ID, simple()).status in {write, 204 if write == 200 else write}
    assert client.get().status == read


@pytest.mark.parametrize("header", [None, "Basic eDp5", "Bearer x", "Basic ???"])
def test_without_good_credentials_nothing_is_told(shared, header):
    """401 asks for HTTP Basic (Communication 4.0), and names no reason."""
    given = headers()
    del given["Authorization"]
    if header:
        given["Authorization"] = header
    for method, body in (("GET", None), ("POST", b"[]"), ("PUT", b"{}")):
        answer = shared.ask(method, "/xapi/statements", body, given)
        assert (answer.status, answer.value["error"]) == (401, "credentials")
        assert answer.headers["www-authenticate"].startswith("Basic ")


def test_without_a_file_of_credentials_the_resource_is_closed(service):
    """A service that was started without says so, to everybody."""
    answer = service.ask("GET", "/xapi/statements", None, headers())

    assert answer.status == 401
    assert "without xAPI credentials" in answer.value["message"]


@pytest.mark.parametrize("version", [None, "", "0.95", "1.1.0", "2.0.0", "1.0.x"])
def test_the_version_header_is_required(shared, version):
    """Communication 3.3: "MUST reject requests with version header prior to 1.0.0 … 1.1.0 …"."""
    given = headers()
    del given["X-Experience-API-Version"]
    if version is not None:
        given["X-Experience-API-Version"] = version
    answer = shared.ask("GET", "/xapi/statements", None, given)

    assert (answer.status, answer.value["error"]) == (400, "version")


@pytest.mark.parametrize("version", ["1.0", "1.0.0", "1.0.3", "1.0.9"])
def test_any_one_zero_will_do(shared, version):
    """Communication 3.3: "MUST accept … 1.0 as if … 1.0.0", and all of 1.0.x."""
    given = {**headers(), "X-Experience-API-Version": version}
    answer = shared.ask("GET", "/xapi/statements", None, given)

    assert answer.status == 200
    assert answer.headers["x-experience-api-version"] == "1.0.3"


def test_every_answer_has_version_and_consistent_through(hr):
    """Communication 2.1.3.s2.b5 and 3.3: on all responses, errors too."""
    hr.service.clock.advance(microseconds=999_500)
    answers = [hr.post(simple()), hr.get(), hr.get(foo="x"), hr.put("x", {}), hr.post([1])]

    for answer in answers:
        assert answer.headers["x-experience-api-version"] == "1.0.3"
        through = answer.headers["x-experience-api-consistent-through"]
        assert through == "2026-11-22T12:00:00.999Z"


def test_about_tells_the_version_to_everybody(service):
    """Communication 2.8: "no authentication", and no version header is needed."""
    answer = service.ask("GET", "/xapi/about")

    assert answer.status == 200
    assert answer.value == {"version": ["1.0.3"]}


@pytest.mark.parametrize(
    "path",
    ["activities/state", "activities/profile", "agents", "agents/profile", "activities", "x"],
)
def test_other_resources_say_that_they_are_not_supported(shared, path):
    """State, profiles and the rest are no part of the subset."""
    answer = shared.ask("GET", f"/xapi/{path}", None, headers())

    assert (answer.status, answer.value["error"]) == (404, "not-supported")
