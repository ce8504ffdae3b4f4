"""`course enrol`: from HR's list of people to the ledger, personal links and ready texts."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coursewright.cli.common import EXIT_FINDINGS, root_option
from coursewright.cli.keys import end_of_day, keys_folder, keys_option
from coursewright.cli.records_ledger import (
    json_option,
    ledger_folder,
    ledger_option,
    load_for_records,
    open_ledger,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coursewright.model import Course
    from coursewright.records.links import PersonalLink
    from coursewright.records.people import Person
    from coursewright.records.roster import EnrolmentPlan, Roster


@dataclass(frozen=True, slots=True)
class Settings:
    """What the command line says."""

    roster: Path
    site: str
    root: Path
    out: Path | None
    months: int
    only_new: bool
    reissue: bool
    reissue_for: Sequence[str]
    due: datetime | None
    contact: str
    ledger: Path | str | None
    keys: Path | None
    column: Sequence[str]
    sheet: str | None
    encoding: str | None
    dates: Any
    skip_bad_rows: bool
    allow_many_leavers: bool
    dry_run: bool
    as_json: bool

    @property
    def folder(self) -> Path:
        """Where links and texts are written."""
        return self.root / "enrolment" if self.out is None else self.out


_READING: tuple[Callable[[Callable[..., Any]], Callable[..., Any]], ...] = (
    click.option(
        "--column",
        multiple=True,
        metavar="FIELD=HEADER",
        help="Which column is what, where the header is not recognised. Repeat it for more.",
    ),
    click.option(
        "--sheet", metavar="NAME", help="Sheet of the workbook.  [default: the first visible]"
    ),
    click.option("--encoding", metavar="NAME", help="Encoding of the CSV file, such as cp1250."),
    click.option(
        "--dates",
        type=click.Choice(["day-first", "month-first"]),
        help="How the roster writes 03/04/2026, where that is not clear.",
    ),
    click.option(
        "--skip-bad-rows", is_flag=True, help="Take the good rows, although others are bad."
    ),
)
_LINKS: tuple[Callable[[Callable[..., Any]], Callable[..., Any]], ...] = (
    click.option("--site", required=True, metavar="URL", help="Address of the course's home page."),
    click.option(
        "--out",
        type=click.Path(path_type=Path, file_okay=False),
        help="Folder for links.csv and texts/.  [default: ROOT/enrolment]",
    ),
    click.option(
        "--months",
        type=click.IntRange(1, 60),
        default=12,
        show_default=True,
        help="For how many months the links are valid.",
    ),
    click.option("--reissue", is_flag=True, help="Make new links for everybody in ROSTER."),
    click.option(
        "--reissue-for",
        multiple=True,
        metavar="EMPLOYEE_ID",
        help="Make a new link for this person. Repeat it for more.",
    ),
    click.option(
        "--due", type=click.DateTime(["%Y-%m-%d"]), help="A deadline for the ready texts."
    ),
    click.option("--contact", default="", help="Whom the ready texts say to ask."),
)


def _options(
    *groups: Sequence[Callable[[Callable[..., Any]], Callable[..., Any]]],
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def add(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed([option for group in groups for option in group]):
            function = option(function)
        return function

    return add


@click.command("enrol")
@click.argument("roster", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@_options(_LINKS)
@click.option(
    "--only-new",
    is_flag=True,
    help="ROSTER lists newcomers only; leave everybody else as they are.",
)
@click.option(
    "--allow-many-leavers", is_flag=True, help="More than half of the people have really left."
)
@click.option("--dry-run", is_flag=True, help="Say what would happen, and write nothing.")
@_options(_READING)
@root_option
@ledger_option
@keys_option
@json_option
def command(**values: Any) -> None:
    """Take a list of people into the ledger and make their personal links.

    ROSTER is a CSV file or an Excel workbook (.xlsx). People who are new get a link; who is
    missing from ROSTER has left, and keeps their records. Doing it again changes nothing.
    The exit code is 1 when a row was bad.
    """
    settings = Settings(**values)
    site = _site(settings.site)
    course, loaded = load_for_records(settings.root)
    roster = _read(settings, course)
    now = datetime.now(UTC)
    folder = ledger_folder(settings.root, settings.ledger)
    with open_ledger(settings.root, folder, course, loaded) as book:
        plan = _plan(settings, course, roster, book.people(), now)
        links = _links(settings, course, roster, plan, site)
        if not settings.dry_run:
            with _written(settings, course, links):
                book.upsert_people(plan.people, now)
    _report(settings, roster, plan, links)


def _site(url: str) -> str:
    from coursewright.records.links import check_site  # noqa: PLC0415 - keeps `--help` fast

    try:
        site, warning = check_site(url)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="'--site'") from error
    if warning:
        click.echo(f"Warning: {warning}.", err=True)
    return site


def _read(settings: Settings, course: Course) -> Roster:
    """Return the roster; print what is wrong with it, and stop where it cannot be taken."""
    from coursewright.cli.enrol_lines import column_lines, problem_lines  # noqa: PLC0415
    from coursewright.records.roster import RosterOptions, read_roster  # noqa: PLC0415

    options = RosterOptions(
        paths=course.paths,
        language=course.language,
        columns=_columns(settings.column),
        sheet=settings.sheet,
        encoding=settings.encoding,
        date_order=settings.dates,
    )
    roster = read_roster(settings.roster.read_bytes(), options)
    for line in (*column_lines(roster), *problem_lines(settings.roster, roster.problems)):
        click.echo(line, err=True)
    if not roster.is_readable or (roster.errors and not settings.skip_bad_rows):
        _stop(settings, roster, None, "Nothing was changed.", has_cure=roster.is_readable)
    return roster


def _columns(said: Sequence[str]) -> dict[str, str]:
    from coursewright.records.roster.aliases import FIELDS  # noqa: PLC0415 - keeps `--help` fast

    found: dict[str, str] = {}
    for text in said:
        name, equals, header = text.partition("=")
        if not equals or name.strip() not in FIELDS:
            known = ", ".join(FIELDS)
            raise click.BadParameter(
                f"“{text}” is not FIELD=HEADER with one of the fields {known}",
                param_hint="'--column'",
            )
        found[name.strip()] = header
    return found


def _plan(
    settings: Settings, course: Course, roster: Roster, known: Sequence[Person], now: datetime
) -> EnrolmentPlan:
    """Return what is to be done; stop where it cannot be meant."""
    from coursewright.cli.enrol_lines import many_leavers_line, problem_lines  # noqa: PLC0415
    from coursewright.records.keys import learner_id, load_signer  # noqa: PLC0415
    from coursewright.records.roster import plan_enrolment  # noqa: PLC0415

    keys = keys_folder(settings.root, settings.keys)
    load_signer(keys, now)
    learner_of = partial(learner_id, keys, course.id)
    plan = plan_enrolment(roster, known, learner_of, is_partial=settings.only_new)
    for line in problem_lines(settings.roster, plan.problems):
        click.echo(line, err=True)
    if plan.problems and not settings.skip_bad_rows:
        _stop(settings, roster, plan, "Nothing was changed.", has_cure=True)
    if plan.has_many_leavers and not settings.allow_many_leavers:
        _stop(settings, roster, plan, many_leavers_line(plan), has_cure=False)
    return plan


def _links(
    settings: Settings, course: Course, roster: Roster, plan: EnrolmentPlan, site: str
) -> tuple[PersonalLink, ...]:
    from coursewright.records.keys import load_signer  # noqa: PLC0415 - keeps `--help` fast
    from coursewright.records.links import make_links  # noqa: PLC0415
    from coursewright.records.roster import select_people  # noqa: PLC0415

    now = datetime.now(UTC)
    receivers = {person.employee_id: person for person in plan.newcomers}
    try:
        again = select_people(plan.people, settings.reissue_for)
    except KeyError as error:
        raise click.BadParameter(
            f"no active person of the roster has the employee id “{error.args[0]}”",
            param_hint="'--reissue-for'",
        ) from error
    if settings.reissue:
        again = tuple(
            person
            for person in plan.people
            if person.is_active and person.employee_id in roster.rows
        )
    receivers |= {person.employee_id: person for person in again}
    return make_links(
        receivers.values(),
        signer=load_signer(keys_folder(settings.root, settings.keys), now),
        course=course,
        site=site,
        now=now,
        expires=end_of_day(now, settings.months),
    )


def _written(settings: Settings, course: Course, links: Sequence[PersonalLink]) -> Any:
    """Return the context in which the ledger is written: the files appear only when that is done.

    The other way round, a full disk could leave people in the ledger who never get a link.
    """
    from contextlib import nullcontext  # noqa: PLC0415 - keeps `--help` fast

    from coursewright.records.link_files import staged_links  # noqa: PLC0415
    from coursewright.records.links import issuer_of, render_links_csv, text_names  # noqa: PLC0415
    from coursewright.records.messages import MessageFacts, render_message  # noqa: PLC0415

    if not links:
        return nullcontext()
    due: date | None = settings.due.date() if settings.due else None
    facts = MessageFacts(course, issuer_of(course), due, settings.contact)
    texts = {
        name: render_message(link, facts).encode("utf-8")
        for name, link in zip(text_names(links), links, strict=True)
    }
    return staged_links(settings.folder, render_links_csv(links), texts)


def _report(
    settings: Settings, roster: Roster, plan: EnrolmentPlan, links: Sequence[PersonalLink]
) -> None:
    from coursewright.cli.enrol_lines import enrol_value, summary_lines  # noqa: PLC0415

    if settings.as_json:
        click.echo(enrol_value(settings, roster, plan, links))
    for line in summary_lines(settings, roster, plan, links):
        click.echo(line, err=True)
    if roster.errors or plan.problems:
        sys.exit(EXIT_FINDINGS)


def _stop(
    settings: Settings, roster: Roster, plan: EnrolmentPlan | None, why: str, *, has_cure: bool
) -> None:
    from coursewright.cli.enrol_lines import enrol_value  # noqa: PLC0415 - keeps `--help` fast

    if settings.as_json:
        click.echo(enrol_value(settings, roster, plan, None))
    click.echo(why, err=True)
    if has_cure:
        click.echo("Mend the rows, or take the good ones with --skip-bad-rows.", err=True)
    sys.exit(EXIT_FINDINGS)
