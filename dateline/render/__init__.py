"""Site → pages: what is shown, where, and in what form. Pure, but for reading the theme's files."""

from __future__ import annotations

from dateline.render.links import leads
from dateline.render.sitemap import CSP, Options, page_kinds, pages
from dateline.render.templates import Theme, ThemeError, packaged_theme, read_theme

__all__ = ["CSP", "Options", "Theme", "ThemeError", "leads", "packaged_theme", "page_kinds", "pages", "read_theme"]
