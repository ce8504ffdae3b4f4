"""Rendered pages -> a site. The only layer that knows MkDocs."""

from coursewright.engines.build import BuildResult, BuildWarningsError, build_site

__all__ = ["BuildResult", "BuildWarningsError", "build_site"]
