"""A loopback server that answers like a strict web server: policy header, 404 page, sub-paths."""

from __future__ import annotations

import mimetypes
import posixpath
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Final, Self
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from pathlib import Path

# A name that holds a hash of the content never means another content.
HASHED: Final = re.compile(r".+\.[0-9a-f]{8}(\.min)?\.(js|css)")


def how_long(file: Path | None) -> str:
    """Return how long browsers may keep an answer."""
    return "max-age=31536000, immutable" if file and HASHED.fullmatch(file.name) else "no-cache"


class Server:
    """Serves folders below prefixes of one origin; a mount can be replaced while it runs."""

    def __init__(self) -> None:
        self.mounts: dict[str, Path] = {}
        self.policy = ""
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                status, file = server.find(unquote(urlsplit(self.path).path))
                body = file.read_bytes() if file else b""
                self.send_response(status)
                kind = mimetypes.guess_type(file.name)[0] if file else None
                self.send_header("Content-Type", f"{kind or 'text/plain'}; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Cache-Control", how_long(file))
                if server.policy:
                    self.send_header("Content-Security-Policy", server.policy)
                self.end_headers()
                self.wfile.write(body)

            do_HEAD = do_GET  # noqa: N815 - the name that http.server looks for

            def log_message(self, *_args: object) -> None:
                """Stay quiet."""

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever)
        self.origin = f"http://127.0.0.1:{self._http.server_port}"

    def find(self, path: str) -> tuple[int, Path | None]:
        """Return status and file for a path; folders give their index, the rest the 404 page."""
        prefix = max((one for one in self.mounts if path.startswith(one)), key=len, default=None)
        if prefix is None:
            return 404, None
        folder = self.mounts[prefix]
        inside = posixpath.normpath("/" + path.removeprefix(prefix)).lstrip("/")
        file = folder / inside
        if file.is_dir() and path.endswith("/"):
            file /= "index.html"
        if file.is_file():
            return 200, file
        return 404, folder / "404.html"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()
