"""Pelican's settings: its cache on, and nothing that the other tools don't make."""

import json

SITENAME = "A made-up timeline"
SITEURL = "https://timeline.example"
PATH = "content"
OUTPUT_PATH = "public"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
THEME = "theme"
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["turned"]
JINJA_FILTERS = {"from_json": json.loads}

CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True
CACHE_PATH = "cache"

ARTICLE_PATHS = ["entries"]
PAGE_PATHS = ["sources", "tracks"]
STATIC_PATHS: list[str] = []
ARTICLE_URL = "entries/{slug}/"
ARTICLE_SAVE_AS = "entries/{slug}/index.html"
PAGE_URL = "{kind}s/{slug}/"
PAGE_SAVE_AS = "{kind}s/{slug}/index.html"
DIRECT_TEMPLATES = ["index", "sitemap"]
SITEMAP_SAVE_AS = "sitemap.xml"
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
DEFAULT_PAGINATION = False
DEFAULT_CATEGORY = "entries"
MARKDOWN = {"extensions": [], "extension_configs": {}, "output_format": "html5"}

FEED_ALL_ATOM = "feed.xml"
FEED_MAX_ITEMS = 100
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
