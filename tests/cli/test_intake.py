from __future__ import annotations

import http.client
import json
import re
import shlex
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tests.cli.processes import COMMAND, WAIT_S, serving
from tests.cli.small_course import attempt, copy_course, run
from tests.records.crafting import public_key, sign, token

from coursewright.generating.canonical import canonical_json
from coursewright.records.key_list import key_list_value

JSON_TYPE = {"Content-Type": "application/json"}
ADDRESS = r"The intake is at (http://\S+)"


@pytest.fixture
def root(tmp_path):
    """A course with HR's list of public keys."""
    root = copy_course(tmp_path)
    (root / "keys").mkdir()
    (root / "keys" / "keys.json").write_bytes(canonical_json(key_list_value([public_key()])))
    return root


def enrolled(root, number=1):
    """Return a signed attempt with a personal link."""
    return sign(attempt(root, number, enrolment=token(), declared_name=None))


def ask(address, method, path, body=None, headers=None):
    """Ask a running intake; return status and JSON."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=WAIT_S)
    try:
        raw = None if body is None else json.dumps(body).encode()
        connection.request(method, parts.path + path, raw, headers or JSON_TYPE)
        reply = connection.getresponse()
        return reply.status, json.loads(reply.read() or b"null")
    finally:
        connection.close()


def test_the_command_grades_an_enrolled_attempt_at_once(root, tmp_path):
    """From the command line to the answer, and into the ledger that HR's commands read."""
    log = tmp_path / "intake.log"
    with serving(
        "intake", "--root", root, "--port", 0, "--base", "/intake/", "--log", log
    ) as intake:
        address = intake.wait_for(ADDRESS)
        assert address.endswith("/intake")
        status, receipt = ask(address, "POST", "/attempts", [enrolled(root)])
        listed = run("records", "list", "--root", root, "--json")
        intake.stop()

    assert status == 200
    assert receipt["records"][0]["result"]["score"] == "1.0000"
    assert json.loads(listed.stdout)["attempts"][0]["score"] == "1.0000"
    events = [json.loads(line)["event"] for line in log.read_text("utf-8").splitlines()]
    assert events == ["start", "request", "stop"]


def test_the_log_goes_to_standard_error_by_default(root):
    """Each line but those for people is JSON, as a service manager collects it."""
    with serving("intake", "--root", root, "--port", 0) as intake:
        ask(intake.wait_for(ADDRESS), "GET", "/health")
        said = intake.stop(signal.SIGINT)
    lines = [json.loads(line) for line in said.splitlines() if line.startswith("{")]

    assert [line["event"] for line in lines] == ["start", "request", "stop"]
    assert said.splitlines()[-1] == "Stopped."


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_request_under_way_is_finished_before_the_end(root, number):
    """Told to stop, it takes no new connection, finishes what has begun, and closes the ledger."""
    body = json.dumps([enrolled(root)]).encode()
    head = (
        "POST /attempts HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode()
    with serving("intake", "--root", root, "--port", 0) as intake:
        parts = urlsplit(intake.wait_for(ADDRESS))
        with socket.create_connection((parts.hostname, parts.port), timeout=WAIT_S) as line:
            line.sendall(head + body[:100])
            time.sleep(0.3)
            intake.process.send_signal(number)
            _wait_until_closed(parts)
            line.sendall(body[100:])
            answer = b""
            while part := line.recv(65_536):
                answer += part
        intake.process.wait(WAIT_S)
        said = "".join(intake.lines) + (
            intake.process.stderr.read() if intake.process.stderr else ""
        )

    assert answer.startswith(b"HTTP/1.1 200 ")
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["records"][0]["status"] in {
        "accepted",
        "flagged",
    }
    assert intake.process.returncode == 0, said
    listed = json.loads(run("records", "list", "--root", root, "--json").stdout)
    assert len(listed["attempts"]) == 1
    assert not (root / "records" / "ledger.sqlite-wal").exists()


def _wait_until_closed(parts):
    """Wait until new connections are refused."""
    end = time.monotonic() + WAIT_S
    while time.monotonic() < end:
        try:
            socket.create_connection((parts.hostname, parts.port), timeout=1).close()
        except OSError:
            return
        time.sleep(0.02)
    pytest.fail("new connections were still taken")


def test_an_edited_course_counts_at_once(root):
    """A version that was unknown is read when its file appears, and what waited is graded."""
    bank = root / "quizzes" / "final.md"
    before = bank.read_text("utf-8")
    changed = before.replace("## ", "## Now: ", 1)
    bank.write_text(changed, "utf-8")
    newer = enrolled(root, 2)
    bank.write_text(before, "utf-8")
    with serving("intake", "--root", root, "--port", 0) as intake:
        address = intake.wait_for(ADDRESS)
        _, early = ask(address, "POST", "/attempts", [newer])
        bank.write_text(changed, "utf-8")
        end = time.monotonic() + WAIT_S
        while True:
            _, later = ask(address, "POST", "/attempts", [newer])
            if later["records"][0]["status"] == "duplicate" or time.monotonic() > end:
                break
            time.sleep(0.2)
        _, old = ask(address, "POST", "/attempts", [_before(root, bank, before)])
        intake.stop()

    assert early["records"][0]["reason"] == "unknown-version"
    assert later["records"][0]["result"]["score"] == "1.0000"
    assert old["records"][0]["result"]["score"] == "1.0000"


def _before(root, bank, text):
    """Return an attempt at the version from before, made while the file looked like that."""
    now = bank.read_text("utf-8")
    bank.write_text(text, "utf-8")
    made = enrolled(root, 3)
    bank.write_text(now, "utf-8")
    return made


def test_a_list_of_keys_elsewhere_is_all_it_needs(root, tmp_path):
    """On a server lies keys.json alone; private keys beside it are remarked on."""
    folder = tmp_path / "public"
    (root / "keys").rename(folder)
    (folder / "k-hr.key").write_text("x", "utf-8")
    with serving("intake", "--root", root, "--port", 0, "--keys", folder) as intake:
        _, receipt = ask(intake.wait_for(ADDRESS), "POST", "/attempts", [enrolled(root)])
        said = intake.stop()

    assert receipt["records"][0]["result"] is not None
    assert "holds private keys" in said


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--origin", "https://learn.example.com/"], 2, "is no origin"),
        (["--origin", "learn.example.com"], 2, "is no origin"),
        (["--origin", "https://Learn.example.com"], 2, "is no origin"),
        (["--origin", "*"], 2, "is no origin"),
        (["--base", "intake"], 2, "a path such as /intake"),
        (["--rate", "0"], 2, "rate"),
        (["--xapi-credentials", "nothing"], 3, "the credentials cannot be read"),
        (["--log", "no/such/folder/log"], 3, "the log cannot be written"),
        (["--host", "no.such.host.invalid"], 3, "cannot listen on no.such.host.invalid"),
    ],
)
def test_mistakes_are_told_before_it_listens(root, words, code, said):
    """Each with one sentence and the exit code of its kind."""
    done = subprocess.run(
        [*COMMAND, "intake", "--root", str(root), "--port", "0", *words],
        check=False,
        capture_output=True,
        text=True,
        timeout=WAIT_S,
    )

    assert done.returncode == code
    assert said in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_a_port_that_is_taken_is_one_sentence(root):
    """The sentence names address and port."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run(
            [*COMMAND, "intake", "--root", str(root), "--port", str(port)],
            check=False,
            capture_output=True,
            text=True,
            timeout=WAIT_S,
        )

    assert done.returncode == 3
    assert f"the intake cannot listen on 127.0.0.1 port {port}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_broken_ledger_is_told_at_the_start(root):
    """Not the first learner, but whoever starts the service learns that the ledger is damaged."""
    (root / "records").mkdir()
    (root / "records" / "ledger.sqlite").write_bytes(b"no database" * 1_000)
    done = subprocess.run(
        [*COMMAND, "intake", "--root", str(root), "--port", "0"],
        check=False,
        capture_output=True,
        text=True,
        timeout=WAIT_S,
    )

    assert done.returncode == 3
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_no_course_is_told_at_the_start(tmp_path):
    """Without a course nothing can be graded."""
    done = subprocess.run(
        [*COMMAND, "intake", "--root", str(tmp_path), "--port", "0"],
        check=False,
        capture_output=True,
        text=True,
        timeout=WAIT_S,
    )

    assert done.returncode == 3
    assert "course" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_intake_and_an_import_share_a_ledger(root, tmp_path):
    """HR imports files while the service runs: both are kept, and neither fails."""
    files = tmp_path / "inbox"
    files.mkdir()
    for number in range(10, 15):
        (files / f"{number}.json").write_text(json.dumps([enrolled(root, number)]), "utf-8")
    with serving("intake", "--root", root, "--port", 0) as intake:
        address = intake.wait_for(ADDRESS)
        with subprocess.Popen(
            [*COMMAND, "records", "import", str(files), "--root", str(root)],
            stderr=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as importing:
            for number in range(20, 30):
                assert ask(address, "POST", "/attempts", [enrolled(root, number)])[0] == 200
            importing.communicate(timeout=WAIT_S)
        assert importing.returncode == 0
        intake.stop()
    shutil.rmtree(files)

    listed = json.loads(run("records", "list", "--root", root, "--json").stdout)
    assert len(listed["attempts"]) == 15
    assert run("records", "verify", "--root", root).exit_code == 0


def test_the_service_of_the_handbook_starts(root, tmp_path):
    """The command line of the systemd unit runs, with this test's folders and a free port."""
    page = Path(__file__).parents[2] / "docs" / "handbook" / "how-to" / "intake.md"
    (line,) = re.findall(r"^ExecStart=\S+/course (.*)$", page.read_text("utf-8"), re.MULTILINE)
    words = [
        word.replace("/var/lib/intake", str(tmp_path)).replace("/etc/intake", str(root / "keys"))
        for word in shlex.split(line)
    ]
    origin = words[words.index("--origin") + 1]
    with serving(*words, "--root", root, "--port", 0) as intake:
        address = intake.wait_for(ADDRESS)
        headers = {**JSON_TYPE, "Origin": origin, "X-Forwarded-For": "192.0.2.1"}
        status, receipt = ask(address, "POST", "/attempts", [enrolled(root)], headers)
        intake.stop()

    assert (status, address.endswith("/intake")) == (200, True)
    assert receipt["records"][0]["result"]["score"] == "1.0000"
    assert (tmp_path / "records" / "ledger.sqlite").is_file()
