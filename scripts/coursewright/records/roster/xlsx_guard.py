"""A look at a workbook's archive before anything is made of it: a workbook can be a bomb."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

from coursewright.records.roster.problems import RosterError

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

MAX_FILES: Final = 2_000
MAX_BYTES: Final = 400_000_000
"""Unpacked; 200,000 rows of a usual roster are about 150 MB of XML."""
CHUNK: Final = 65_536
LONGEST_MARK: Final = 16
_ENCODING: Final = re.compile(rb"<\?xml[^>]*encoding=[\"']([^\"']+)")
_PLAIN: Final = {b"utf-8", b"us-ascii"}


def check_archive(raw: bytes) -> None:
    """Unpack a workbook once, in pieces and into nothing, and see that it is what it says.

    Raises:
        RosterError: it is damaged, locked, too large, or holds what no spreadsheet program writes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            infos = archive.infolist()
            names = {info.filename for info in infos}
            if "xl/workbook.xml" not in names:
                raise RosterError(_kind(names))
            if len(infos) > MAX_FILES or sum(info.file_size for info in infos) > MAX_BYTES:
                raise RosterError("the workbook is too large for a roster; save the list alone")
            if any(info.flag_bits & 1 for info in infos):
                raise RosterError("the workbook is locked with a password; save it without one")
            for info in infos:
                _check_member(archive, info)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise RosterError(f"the workbook is damaged ({error}); save it again") from error


def _check_member(archive: ZipFile, info: ZipInfo) -> None:
    # Reading in pieces never holds more than a piece, whatever size the archive claims: zipfile
    # stops at the claimed size, and then the checksum does not fit.
    is_xml = info.filename.endswith((".xml", ".rels"))
    with archive.open(info) as stream:
        tail = b""
        is_first = True
        while piece := stream.read(CHUNK):
            if not is_xml:
                continue
            if is_first and not _is_plain(piece):
                raise RosterError(_strange(info))
            # A document type is the door to entity bombs and to other people's files.
            if b"\0" in piece or b"<!DOCTYPE" in tail + piece or b"<!ENTITY" in tail + piece:
                raise RosterError(_strange(info))
            tail, is_first = piece[-LONGEST_MARK:], False


def _is_plain(piece: bytes) -> bool:
    found = _ENCODING.match(piece.removeprefix(b"\xef\xbb\xbf"))
    return found is None or found[1].lower() in _PLAIN


def _strange(info: ZipInfo) -> str:
    return f"the workbook's part {info.filename} is nothing that a spreadsheet program writes"


def _kind(names: set[str]) -> str:
    if "content.xml" in names:
        return "this is an OpenDocument file; save it as an Excel workbook (.xlsx) or as CSV UTF-8"
    return "this archive is no Excel workbook (.xlsx)"
