"""Site → pages: what is shown, where, and in what form. Pure, but for reading the theme's files."""

from __future__ import annotations

from dateline.render.frame import CSP
from dateline.render.index import Index
from dateline.render.kept import CODE
from dateline.render.layout import Options, Plan, compile_templates, pages, plan, some_pages
from dateline.render.links import leads
from dateline.render.sitemap import DOWNLOADS, page_kinds
from dateline.render.templates import Renderer, Theme, ThemeError, packaged_theme, read_theme

__all__ = [
    "CODE",
    "CSP",
    "DOWNLOADS",
    "Index",
    "Options",
    "Plan",
    "Renderer",
    "Theme",
    "ThemeError",
    "compile_templates",
    "leads",
    "packaged_theme",
    "page_kinds",
    "pages",
    "plan",
    "read_theme",
    "some_pages",
]
