"""Pictures that play by themselves are told from those that do not."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright.reading.motion import moves

FRAME: Final = b"\x2c" + bytes(8) + b"\x00" + b"\x02" + b"\x02\x4c\x01" + b"\x00"
COLOURED: Final = b"\x2c" + bytes(8) + b"\x80" + bytes(6) + b"\x02" + b"\x02\x4c\x01" + b"\x00"
DELAY: Final = b"\x21\xf9\x04\x00\x0a\x00\x00\x00"
LOOP: Final = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"
GIF: Final = b"GIF89a" + b"\x01\x00\x01\x00\x80\x00\x00" + bytes(6)
PNG: Final = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\x0dIHDR" + bytes(17)
ACTL: Final = b"\x00\x00\x00\x08acTL" + bytes(12)
IDAT: Final = b"\x00\x00\x00\x04IDATacTL" + bytes(4)
WEBP: Final = b"RIFF\x00\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00"
ENDINGS: Final = (".gif", ".png", ".webp", ".avif", ".svg", ".jpg")


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (GIF + LOOP + DELAY + FRAME + DELAY + FRAME + b";", ".gif"),
        (GIF + COLOURED + COLOURED + b";", ".gif"),
        (PNG + ACTL + IDAT, ".png"),
        (WEBP + b"\x02" + bytes(9), ".webp"),
        (b"\x00\x00\x00\x1cftypavis\x00\x00\x00\x00avismif1", ".avif"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><animate/></svg>', ".svg"),
        (b"<svg><style>@keyframes a{to{opacity:0}}</style></svg>", ".svg"),
    ],
)
def test_it_moves(data: bytes, suffix: str) -> None:
    """Each format has its own mark of an animation."""
    assert moves(data, suffix)


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (GIF + DELAY + FRAME + b";", ".gif"),
        (GIF + LOOP + FRAME + b";" + FRAME, ".gif"),
        (PNG + IDAT, ".png"),
        (WEBP + b"\x10" + bytes(9), ".webp"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 \x02\x02\x02\x02\x02", ".webp"),
        (b"\x00\x00\x00\x1cftypavif\x00\x00\x00\x00mif1", ".avif"),
        (b"<svg><text>animate</text></svg>", ".svg"),
        (GIF + FRAME + FRAME, ".jpg"),
        (b"", ".gif"),
    ],
)
def test_it_stands_still(data: bytes, suffix: str) -> None:
    """One frame, a mark inside the image data, or another format do not move."""
    assert not moves(data, suffix)


@given(st.binary(max_size=60), st.sampled_from(ENDINGS), st.sampled_from([b"", GIF, PNG, WEBP]))
def test_broken_files_are_bearable(data: bytes, suffix: str, head: bytes) -> None:
    """Whatever a file holds, there is an answer and no traceback."""
    assert moves(head + data, suffix) in {True, False}
