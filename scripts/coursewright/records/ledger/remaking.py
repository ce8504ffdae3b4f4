"""Making a ledger anew without opening it first: its database may be damaged, or not be there."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.diagnostics import CoursewrightError
from coursewright.records.ledger import rebuilding
from coursewright.records.ledger.book import Ledger
from coursewright.records.ledger.database import is_url
from coursewright.records.ledger.own_banks import with_banks_of

if TYPE_CHECKING:
    from coursewright.records.ledger.values import Rebuilt
    from coursewright.records.verify import Authority


def rebuild_ledger(
    location: Path | str, authority: Authority, *, despite_losses: bool = False
) -> Rebuilt:
    """Make a ledger's tables anew, even where its database is damaged or missing.

    Args:
        location: a folder or a URL, as for `Ledger`.
        authority: what verdicts are made from; of versions that graded here the ledger's own banks.
        despite_losses: go on where kept files are missing or changed.

    Raises:
        CoursewrightError: it cannot be done; then the ledger is as it was.
    """
    if is_url(location):
        with Ledger(location, authority) as ledger:
            return ledger.rebuild(despite_losses=despite_losses)
    folder = Path(location)
    if not folder.is_dir():
        raise CoursewrightError(f"{folder}: there is no ledger")
    settled = with_banks_of(folder, authority)
    return rebuilding.rebuild_folder(
        folder, settled, datetime.now(UTC), despite_losses=despite_losses
    )


def move_ledger(source: Path, url: str, authority: Authority) -> Rebuilt:
    """Fill an empty PostgreSQL ledger with all that a folder keeps, under the same receipts.

    Args:
        source: folder of a ledger; it stays as it is. Its database is not looked at.
        url: of the new ledger.
        authority: what verdicts are made from; of versions that graded there its own banks.

    Raises:
        CoursewrightError: there is no ledger in the folder, or the new one is not empty.
    """
    if not is_url(url):
        raise CoursewrightError("a folder is moved by copying it; give the URL of a database")
    if not (source / rebuilding.DATABASE).is_file() and not (source / "raw").is_dir():
        raise CoursewrightError(f"{source}: there is no ledger")
    with Ledger(url, authority) as ledger:
        return ledger.move_in(source)
