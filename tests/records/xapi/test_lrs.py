"""The client against a real server that misbehaves in every way a network can."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from tests.records.xapi.samples import simple

from coursewright.diagnostics import CoursewrightError
from coursewright.records.xapi.lrs import LrsAccess, LrsClient, check_url

POISON = "poison"


class Script(ThreadingHTTPServer):
    """Answers by a script: each entry is a status, or a function of the handler."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.script = []
        self.seen = []
        self.stored = {}
        self.pages = {}

    @property
    def url(self):
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}/lrs"


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    def log_message(self, *_: object):
        """Say nothing."""

    def reply(self, status, value=b"", headers=()):
        """Send an answer."""
        self.send_response(status)
        for name, text in headers:
            self.send_header(name, text)
        self.send_header("Content-Length", str(len(value)))
        self.end_headers()
        self.wfile.write(value)

    def do_GET(self):
        """Give the page of a path."""
        self.server.seen.append(("GET", self.path, self.headers))
        self.reply(200, self.server.pages.get(self.path, b"{}"))

    def do_POST(self):
        """Do what the script says, or store."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.seen.append(("POST", self.path, self.headers))
        step = self.server.script.pop(0) if self.server.script else 200
        if callable(step):
            step(self, body)
            return
        statements = json.loads(body)
        if step == 200 and any(POISON in json.dumps(each) for each in statements):
            step = 400
        if step == 200:
            self.server.stored.update({each["id"]: each for each in statements})
        why = json.dumps({"message": f"because\nof {step}"}).encode()
        self.reply(step, why if step != 200 else json.dumps(list(self.server.stored)).encode())


@pytest.fixture
def server():
    """A server that a test scripts."""
    script = Script()
    thread = threading.Thread(target=script.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield script
    script.shutdown()
    thread.join()
    script.server_close()


@pytest.fixture
def waits():
    """The waits that a client would have made."""
    return []


def client(server, waits, tries=6):
    """Return a client that does not really wait."""
    return LrsClient(LrsAccess(server.url, "user", "pässword"), waits.append, tries)


def batch(count, bad=()):
    """Return statements, of which some are poison."""
    return [
        simple(id=f"{number:08x}-0000-4000-8000-000000000000", result={"response": POISON})
        if number in bad
        else simple(id=f"{number:08x}-0000-4000-8000-000000000000")
        for number in range(count)
    ]


def test_a_batch_is_sent_as_xapi_wants_it(server, waits):
    """One POST with version, credentials and JSON."""
    sent = client(server, waits).send_statements(batch(3))

    assert sent.stored == [each["id"] for each in batch(3)]
    ((method, path, headers),) = server.seen
    assert (method, path) == ("POST", "/lrs/statements")
    assert headers["X-Experience-API-Version"] == "1.0.3"
    assert headers["Content-Type"] == "application/json"
    assert headers["Authorization"] == "Basic dXNlcjpww6Rzc3dvcmQ="
    assert client(server, waits).send_statements([]).stored == []


@pytest.mark.parametrize("bad", [(), (0,), (16,), (3, 4), (0, 7, 16), tuple(range(17))])
def test_refused_batches_are_halved_until_the_culprits_are_alone(server, waits, bad):
    """All good statements are stored, all bad ones are named with the LRS's reason."""
    sent = client(server, waits).send_statements(batch(17, bad))

    assert set(sent.refused) == {batch(17)[number]["id"] for number in bad}
    assert set(sent.stored) == {each["id"] for each in batch(17)} - set(sent.refused)
    assert set(server.stored) == set(sent.stored)
    assert set(sent.refused.values()) <= {"400 because of 400"}


@pytest.mark.parametrize("status", [409, 413])
def test_conflicts_and_sizes_are_halved_too(server, waits, status):
    """A batch that is too large arrives in halves; one statement that conflicts is named."""
    server.script = [status]
    assert len(client(server, waits).send_statements(batch(4)).stored) == 4
    server.script = [status]
    sent = client(server, waits).send_statements(batch(1))
    assert list(sent.refused.values()) == [f"{status} because of {status}"]


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again(server, waits, status):
    """Longer waits each time, the same bytes, and success in the end."""
    server.script = [status, status, 200]
    sent = client(server, waits).send_statements(batch(2))

    assert len(sent.stored) == 2
    assert waits == [0.5, 1.0]


def test_a_wait_that_the_lrs_names_is_kept(server, waits):
    """Retry-After counts, within reason."""
    server.script = [
        lambda handler, _: handler.reply(503, b"", [("Retry-After", "7")]),
        lambda handler, _: handler.reply(429, b"", [("retry-after", "99999")]),
        lambda handler, _: handler.reply(503, b"", [("Retry-After", "soon")]),
    ]
    client(server, waits).send_statements(batch(1))

    assert waits == [7.0, 30.0, 2.0]


def test_broken_connections_are_tried_again(server, waits):
    """A connection that ends without an answer, or within one, is no answer."""

    def cut(handler, _):
        handler.close_connection = True
        handler.connection.close()

    def half(handler, _):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n[")
        handler.close_connection = True

    server.script = [cut, half, 200]
    assert client(server, waits).send_statements(batch(1)).stored
    assert len(waits) == 2


def test_stored_and_then_broken_is_no_harm(server, waits):
    """The LRS stored and its answer was lost: sending again gives the same, once."""

    def store(handler, body):
        handler.server.stored.update({each["id"]: each for each in json.loads(body)})
        handler.reply(500)

    server.script = [store]
    assert client(server, waits).send_statements(batch(2)).stored
    assert len(server.stored) == 2


def test_giving_up_is_one_sentence(server, waits):
    """After the last try the sentence says what happened and that nothing is lost."""
    server.script = [503] * 3
    with pytest.raises(CoursewrightError, match=r"it answered 503; 3 tries.*Nothing is lost"):
        client(server, waits, tries=3).send_statements(batch(1))


def test_nobody_there_is_one_sentence(waits):
    """A refused connection is named without a traceback."""
    access = LrsAccess("http://127.0.0.1:1/lrs", "u", "p")
    with pytest.raises(CoursewrightError, match="Connection refused; 2 tries"):
        LrsClient(access, waits.append, 2).send_statements(batch(1))


@pytest.mark.parametrize(
    ("status", "said"),
    [(401, "credentials"), (403, "credentials"), (404, "address"), (405, "address")],
)
def test_what_will_not_pass_is_not_tried_again(server, waits, status, said):
    """Wrong credentials or a wrong address are told at once."""
    server.script = [status]
    with pytest.raises(CoursewrightError, match=said):
        client(server, waits).send_statements(batch(1))
    assert waits == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(server, waits, status):
    """The credentials are for this address; another one has to be given by a person."""
    other = [("Location", "http://127.0.0.1:1/elsewhere")]
    server.script = [lambda handler, _: handler.reply(status, b"", other)]
    with pytest.raises(CoursewrightError, match="another address"):
        client(server, waits).send_statements(batch(1))
    assert len(server.seen) == 1


def page(statements, more=""):
    """Return a StatementResult."""
    return json.dumps({"statements": statements, "more": more}).encode()


def test_pages_are_followed_to_the_end(server, waits):
    """`more` is a path of the LRS; the last page has none."""
    server.pages = {
        "/lrs/statements?verb=urn%3Ax": page([1, 2], "/other/path?more=2"),
        "/other/path?more=2": page([3], "statements?more=3"),
        "/lrs/statements?more=3": page([]),
    }
    pages = list(client(server, waits).find_statements({"verb": "urn:x"}))

    assert [each for each, _ in pages] == [[1, 2], [3], []]


def test_pages_that_go_round_end(server, waits):
    """An LRS whose pages lead back to the first is asked once around."""
    server.pages = {"/lrs/statements?a=b": page([1], "/lrs/statements?a=b")}
    assert len(list(client(server, waits).find_statements({"a": "b"}))) == 1


def test_a_page_on_another_server_is_not_asked(server, waits):
    """The credentials never leave the LRS's own origin."""
    server.pages = {"/lrs/statements?": page([1], "http://127.0.0.1:1/more")}
    with pytest.raises(CoursewrightError, match="another server"):
        list(client(server, waits).find_statements({}))
    server.pages = {"/lrs/statements?": page([1], "//evil.example/more")}
    with pytest.raises(CoursewrightError, match="another server"):
        list(client(server, waits).find_statements({}))


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b"{}", b'{"statements": 1}', b'{"statements": [], "more": 1}']
)
def test_an_answer_that_is_none_is_one_sentence(server, waits, body):
    """A login page or anything else is told as what it is."""
    server.pages = {"/lrs/statements?": body}
    with pytest.raises(CoursewrightError, match="the LRS's answer"):
        list(client(server, waits).find_statements({}))


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("https://lrs.example.org/xapi", "https://lrs.example.org/xapi"),
        ("https://lrs.example.org/xapi/", "https://lrs.example.org/xapi"),
        ("https://lrs.example.org/xapi/statements", "https://lrs.example.org/xapi"),
        ("http://localhost:8080/xapi", "http://localhost:8080/xapi"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_addresses_that_are_taken(url, base):
    """With or without `/statements` and a slash; http on this machine only."""
    assert check_url(url) == base


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("lrs.example.org", "https://"),
        ("ftp://lrs.example.org", "https://"),
        ("file:///etc/passwd", "https://"),
        ("https://", "https://"),
        ("https://user:secret@lrs.example.org", "COURSE_LRS_USER"),
        ("https://lrs.example.org/?a=b", "COURSE_LRS_USER"),
        ("http://lrs.example.org", "--allow-http"),
        ("https://lrs.example.org:99999", "port"),
    ],
)
def test_addresses_that_are_refused(url, said):
    """Each with its cure, and without repeating a password."""
    with pytest.raises(CoursewrightError) as error:
        check_url(url)

    assert said in str(error.value)
    assert "secret" not in str(error.value)


def test_http_may_be_allowed_by_hand():
    """Inside a network that its owner trusts."""
    assert check_url("http://lrs.internal/xapi", allows_http=True) == "http://lrs.internal/xapi"


def test_a_password_is_not_printed():
    """Neither by the value nor in a traceback of it."""
    assert "secret" not in repr(LrsAccess("https://x", "u", "secret"))
