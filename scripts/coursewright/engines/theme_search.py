"""The theme's script, corrected so that nothing of the search is loaded before somebody searches.

On every page the theme fetches the search's index, hands it to a worker and lets it be built
there: a third of what a page visit costs a phone. Corrected, the first opening of the search
does that, by hand or by `?q=` in the address.

The script is minified: the names in it change with every release, so a correction finds its
place by the words that do not, and takes the names from there.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from coursewright.engines.theme_patches import Patch, misfit

if TYPE_CHECKING:
    from collections.abc import Iterable

SCRIPT: Final = re.compile(r"assets/javascripts/bundle\.[0-9a-f]{8}\.min\.js")
HASH_DIGITS: Final = 8


@dataclass(frozen=True, slots=True)
class Correction:
    """One replacement in the theme's script."""

    why: str
    old: str
    """A pattern; its groups, and those of the corrections before it, are names for `new`."""
    new: str


CORRECTIONS: Final = (
    # The theme takes the first `true` of "is no file://" and "the search is open", and then the
    # index. A request that failed is made again when the search is opened again.
    Correction(
        "the search's index waits for the first opening of the search",
        r'[\w$]+\([\w$]+\(location\.protocol!=="file:"\),(?P<toggle>[\w$]+\("search"\))\)'
        r"\.pipe\((?P<first>[\w$]+)\((?P<it>[\w$]+)=>(?P=it)\),"
        r"(?P<switch_map>[\w$]+)\(\(\)=>(?P<index>[\w$]+)\)\)",
        "%(toggle)s.pipe(%(switch_map)s(open=>open?new Promise(done=>"
        "%(index)s.subscribe({next:done,error:()=>done()})):[]),%(first)s(index=>index))",
    ),
    # Its address is relative, so it is resolved before an instant page change moves the page.
    # On file:// the theme hides the search when the browser refuses the worker.
    Correction(
        "the search's worker waits for its first message",
        r"(?P<worker>[\w$]+)=new Worker\((?P<url>[\w$]+)\)",
        '%(worker)s=location.protocol==="file:"?new Worker(%(url)s):'
        "Object.assign(new EventTarget,{url:new URL(%(url)s,location),postMessage(message){"
        "if(!this.worker){this.worker=new Worker(this.url);"
        'this.worker.onmessage=({data})=>this.dispatchEvent(new MessageEvent("message",{data}))}'
        "this.worker.postMessage(message)}})",
    ),
    # With `search.highlight`, the words of the address are marked; the index says how they part.
    Correction(
        "the marking of found words asks for the index only where there is something to mark",
        r"(?P<combine>[\w$]+)\(\[(?P<words>[\w$]+),(?P<place>[\w$]+\.pipe\("
        r'[\w$]+\([\w$]+\(\)\),[\w$]+\((?P<at>[\w$]+)=>!!(?P=at)\.searchParams\.get\("h"\)\))\)\]\)',
        "%(place)s,%(switch_map)s(place=>%(combine)s([%(words)s,[place]])))",
    ),
)


@dataclass(frozen=True, slots=True)
class CorrectedScript:
    """The theme's script with the corrections, under a name that follows its content."""

    uri: str
    content: bytes
    patch: Patch
    """Lets the pages load it instead of the theme's own."""


def find_script(uris: Iterable[str]) -> str:
    """Return the path of the theme's script among the paths of a site's files.

    Raises:
        CoursewrightError: there is none, or more than one.
    """
    found = [uri for uri in uris if SCRIPT.fullmatch(uri)]
    if len(found) != 1:
        raise misfit("assets/javascripts/bundle.*.min.js", CORRECTIONS[0].why)
    return found[0]


def corrected_script(uri: str, content: bytes) -> CorrectedScript:
    """Return the theme's script with all corrections.

    Args:
        uri: its path in the site, `assets/javascripts/bundle.a5f9d56c.min.js`.
        content: what the theme ships.

    Raises:
        CoursewrightError: the script is not one the corrections were written for.
    """
    source = content.decode("utf-8")
    names: dict[str, str] = {}
    for correction in CORRECTIONS:
        source = _correct(correction, source, names, uri)
    corrected = source.encode("utf-8")
    digest = hashlib.sha256(corrected).hexdigest()[:HASH_DIGITS]
    new_uri = f"assets/javascripts/bundle.{digest}.min.js"
    why = "the pages load the corrected script"
    return CorrectedScript(new_uri, corrected, Patch("base.html", why, f"'{uri}'", f"'{new_uri}'"))


def _correct(correction: Correction, source: str, names: dict[str, str], uri: str) -> str:
    """Return the source with one correction, and add what its groups found to `names`."""
    found = list(re.finditer(correction.old, source))
    if len(found) != 1:
        raise misfit(uri, correction.why)
    [match] = found
    names |= match.groupdict()
    return source[: match.start()] + correction.new % names + source[match.end() :]
