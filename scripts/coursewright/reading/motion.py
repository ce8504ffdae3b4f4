"""Tells pictures that move from those that stand still, by the marks of their formats."""

from __future__ import annotations

import re
from typing import Final

_GIF_HEADER: Final = 13
_EXTENSION: Final = 0x21
_IMAGE: Final = 0x2C
_TABLE: Final = 0x80
"""Flag: a colour table follows; the lowest three bits say how long it is."""
_WEBP_FLAGS: Final = 20
_WEBP_ANIMATION: Final = 0x02
_SVG_MOTION: Final = re.compile(
    rb"<(?:\w+:)?(?:animate|animateTransform|animateMotion)\b|@keyframes\b", re.IGNORECASE
)


def moves(data: bytes, suffix: str) -> bool:
    """Tell whether a picture plays by itself: an animated GIF, PNG, WebP, AVIF or SVG.

    Args:
        data: the whole file; a broken one does not move.
        suffix: its ending in small letters, such as `.gif`.
    """
    match suffix:
        case ".gif":
            return data[:4] == b"GIF8" and _gif_frames(data) > 1
        case ".png":
            # `acTL` must stand before the first image data.
            return b"acTL" in data[: max(0, data.find(b"IDAT"))]
        case ".webp":
            has_flags = data[12:16] == b"VP8X" and len(data) > _WEBP_FLAGS
            return has_flags and bool(data[_WEBP_FLAGS] & _WEBP_ANIMATION)
        case ".avif":
            return data[4:8] == b"ftyp" and b"avis" in data[8:64]
        case ".svg":
            return _SVG_MOTION.search(data) is not None
        case _:
            return False


def _gif_frames(data: bytes) -> int:
    """Return the number of frames of a GIF, two at most: more need not be counted."""
    frames = 0
    place = _after_table(data, 10, _GIF_HEADER)
    while place < len(data) and frames < 2:
        if data[place] == _EXTENSION:
            place = _after_blocks(data, place + 2)
        elif data[place] == _IMAGE:
            frames += 1
            place = _after_blocks(data, _after_table(data, place + 9, place + 10) + 1)
        else:
            break
    return frames


def _after_table(data: bytes, flags: int, end: int) -> int:
    """Return where the colour table after a header ends, if the header's flags announce one."""
    if flags < len(data) and data[flags] & _TABLE:
        return end + (3 << ((data[flags] & 7) + 1))
    return end


def _after_blocks(data: bytes, place: int) -> int:
    """Return the place after a row of blocks; each begins with its length, the last is empty."""
    while place < len(data) and data[place]:
        place += data[place] + 1
    return place + 1
