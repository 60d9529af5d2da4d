"""Pages in a browser: style and policy work, nothing overflows a phone, nothing of the content acts, one click each way.

The accessibility checks run where AXE_SCRIPT names axe-core's axe.min.js, the checks of the markup where VNU_JAR names the
Nu HTML checker's vnu.jar; neither belongs to the project.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from test_render import ENTRY, HOSTILE, SITE, TRANSLATED, build, i, poisoned

from dateline.model import Claim, Entry, Evidence, Site
from dateline.render.bidi import settled

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
CHROMEDRIVER = shutil.which("chromedriver")
AXE = Path(os.environ["AXE_SCRIPT"]) if os.environ.get("AXE_SCRIPT") else None
VNU = os.environ.get("VNU_JAR")
HOSTILE_FILE = Path(__file__).parents[1].parent / "shared" / "data" / "hostile" / "markup.json"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM or not CHROMEDRIVER, reason="needs Chromium and chromedriver in the PATH"),
]

WIDTHS = (360, 1280)
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (its name in the standard library)
        pass


@dataclass(frozen=True)
class Browser:
    """A browser and the site that it looks at, below a sub-path."""

    driver: Any
    root: Path
    address: str

    def open(self, path: str, width: int = 1280, *, dark: bool = False) -> None:
        """Load a page on a screen of this width, in CSS pixels."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 500}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        self.driver.get(f"{self.address}{path}")

    def ask(self, script: str) -> Any:
        """The value of a JavaScript expression on the page."""
        return self.driver.execute_script(f"return {script}")

    def complaints(self) -> list[str]:
        """What the browser's console says since it was last asked, the missing icon of a bare folder aside."""
        return [
            str(entry["message"]) for entry in self.driver.get_log("browser") if "favicon.ico" not in entry["message"]
        ]


def long_words() -> Site:
    """The small site with a word that is wider than a phone wherever text stands."""
    site = poisoned(LONG)
    return replace(site, settings=replace(site.settings, title="River talks", repository="https://github.com/a/b"))


def strings_site() -> Site:
    """The strings of the hostile collection as claims of entries, 100 on a page, and as prose."""
    strings = json.loads(HOSTILE_FILE.read_text(encoding="utf-8"))
    entries: dict[str, Entry] = {}
    for number in range(0, len(strings), 100):
        some = strings[number : number + 100]
        ident = i(f"strings-{number}")
        claims = tuple(
            Claim(id=i(f"c-{place}"), text=text, evidence=(Evidence(source=i("herald-story"), quote=text),))
            for place, text in enumerate(some)
        )
        entries[ident] = replace(
            SITE.entries["2021-06-01-call"],
            id=ident,
            title=some[0][:200],
            claims=claims,
            body="\n\n".join(some)[:60_000],
        )
    return replace(SITE, entries=entries, findings={})


def written(files: Mapping[str, bytes], folder: Path) -> None:
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    folder = tmp_path_factory.mktemp("served")
    written(build(drafts=True), folder / "talks")
    written(build(long_words()), folder / "long")
    for number, text in enumerate(HOSTILE):
        written(build(poisoned(text)), folder / f"hostile-{number}")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for flag in FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(executable_path=CHROMEDRIVER))
    driver.set_page_load_timeout(60)
    try:
        yield Browser(driver, folder, f"http://127.0.0.1:{server.server_address[1]}/")
    finally:
        driver.quit()
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)


def addresses(folder: Path, site: str) -> list[str]:
    return sorted(
        f"{site}/{path.relative_to(folder / site).as_posix().removesuffix('index.html')}"
        for path in (folder / site).rglob("*.html")
        if 'http-equiv="refresh"' not in path.read_text(encoding="utf-8")
    )


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("site", ["talks", "long"])
def test_nothing_overflows_and_the_console_is_silent(browser: Browser, site: str, width: int) -> None:
    browser.complaints()
    for address in addresses(browser.root, site):
        browser.open(address, width)
        assert browser.ask("document.documentElement.scrollWidth") <= width, address
        if not address.endswith("404.html"):  # its links are those of the published address
            assert browser.ask("getComputedStyle(document.querySelector('.skip')).position") == "absolute", address
            assert browser.complaints() == [], address


def test_no_other_host_is_asked(browser: Browser) -> None:
    browser.driver.get_log("performance")
    for address in addresses(browser.root, "talks"):
        browser.open(address)
    asked = set()
    for entry in browser.driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            asked.add(message["params"]["request"]["url"].split("/talks/")[0])
    assert {url for url in asked if not url.startswith(browser.address.rstrip("/"))} == set()


def test_from_a_claim_to_its_words_and_back(browser: Browser) -> None:
    browser.open("talks/" + ENTRY)
    click(browser, "#c-no-result .see")
    assert browser.ask("location.hash").startswith("#q-")
    assert "We part as we came" in browser.ask("document.querySelector(':target').textContent")
    assert browser.ask("document.querySelector(':target').getBoundingClientRect().top") < 800
    click(browser, ":target .used-by a")
    assert browser.ask("location.hash") == "#c-no-result"
    assert "no result" in browser.ask("document.querySelector(':target').textContent")


def click(browser: Browser, selector: str) -> None:
    browser.driver.find_element("css selector", selector).click()


def test_the_first_tab_skips_to_the_content(browser: Browser) -> None:
    from selenium.webdriver.common.keys import Keys

    browser.open("talks/")
    active = browser.driver.switch_to
    browser.driver.find_element("css selector", "body").send_keys(Keys.TAB)
    assert active.active_element.text == "Skip to the content"
    assert browser.ask("document.activeElement.getBoundingClientRect().top") >= 0
    active.active_element.send_keys(Keys.ENTER)
    assert browser.ask("document.activeElement.id") == "main"


BOXES = """(() => {
    const box = name => { const b = document.querySelector(name).getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom] };
    return [box('.prose'), box('.claims'), box('.facts'), box('.jump')];
})()"""


@pytest.mark.parametrize("path", [ENTRY, TRANSLATED])
def test_claims_follow_the_prose_however_long_the_side_column_is(browser: Browser, path: str) -> None:
    """On a wide screen the facts and the topics stand in the margin, one under the other; on a phone in the text."""
    browser.open("talks/" + path)
    prose, claims, facts, jump = browser.ask(BOXES)
    assert 0 <= claims[1] - prose[3] < 80
    assert facts[3] > claims[1], "the side column is the longer one here"
    assert jump[1] >= facts[3]
    assert min(facts[0], jump[0]) >= max(prose[2], claims[2])
    browser.ask("window.scrollTo(0, document.querySelector('.claims .claim:nth-child(2)').offsetTop)")
    assert browser.ask(BOXES)[3][1] >= 0, "the topics stay in view"
    browser.open("talks/" + path, 360)
    prose, claims, facts, jump = browser.ask(BOXES)
    assert facts[3] <= prose[1]
    assert prose[3] <= claims[1] <= jump[1]


def test_light_and_dark(browser: Browser) -> None:
    backgrounds = []
    for dark in (False, True):
        browser.open("talks/", dark=dark)
        backgrounds.append(browser.ask("getComputedStyle(document.body).backgroundColor"))
    assert backgrounds[0] != backgrounds[1]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_text_does_nothing(browser: Browser, number: int) -> None:
    for address in addresses(browser.root, f"hostile-{number}"):
        browser.open(address)
        assert active(browser) == [], address


ACTIVE = """[...document.querySelectorAll('*')].filter(e =>
    ['SCRIPT', 'IFRAME', 'OBJECT', 'EMBED', 'FORM', 'BASE', 'STYLE'].includes(e.tagName)
    || [...e.attributes].some(a => a.name.startsWith('on') || a.name === 'style' || a.name === 'srcdoc')
    || (e.hasAttribute('href') && !['http:', 'https:', 'mailto:'].includes(new URL(e.href.baseVal ?? e.href, location).protocol))
    || (e.tagName === 'IMG' && new URL(e.src).host !== location.host)
).map(e => e.outerHTML.slice(0, 200))"""


def active(browser: Browser) -> list[str]:
    """Elements that could act; an alert that opened would make the question itself fail."""
    found: list[str] = browser.ask(ACTIVE)
    return found


@pytest.mark.skipif(not HOSTILE_FILE.exists(), reason="the collection of hostile strings is not here")
def test_a_collection_of_hostile_strings_does_nothing(browser: Browser) -> None:
    site = strings_site()
    written(
        {path: data for path, data in build(site).items() if path.startswith(("entries/", "static/"))},
        browser.root / "s",
    )
    for entry in site.entries.values():
        browser.open(f"s/entries/{entry.id}/")
        assert active(browser) == [], entry.id
        shown = browser.ask("[...document.querySelectorAll('.claim-text')].map(e => e.textContent)")
        assert [squeezed(each) for each in shown] == [squeezed(settled(claim.text)) for claim in entry.claims], entry.id


def squeezed(text: str) -> str:
    """A text as a browser may change it: NUL and stray line ends aside, which no loaded content has."""
    return " ".join(text.replace("\0", "\ufffd").split())


AXE_RUN = """const done = arguments[0];
axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
   .then(result => done(result.violations.map(v => `${v.id}: ${v.nodes[0].html}`)));"""


@pytest.mark.skipif(AXE is None, reason="AXE_SCRIPT does not name axe-core's axe.min.js")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(browser: Browser, width: int, dark: bool) -> None:
    assert AXE is not None
    script = AXE.read_text(encoding="utf-8")
    for address in addresses(browser.root, "talks"):
        if address.endswith("404.html"):  # it is served at another address, where its style sheet is
            continue
        browser.open(address, width, dark=dark)
        browser.driver.execute_script(script)
        assert browser.driver.execute_async_script(AXE_RUN) == [], address


@pytest.mark.skipif(not VNU, reason="VNU_JAR does not name the Nu HTML checker's vnu.jar")
@pytest.mark.parametrize("site", ["talks", "hostile-0", "hostile-1"])
def test_the_markup_is_valid(browser: Browser, site: str) -> None:
    command = ["java", "-jar", str(VNU), "--format", "json", "--skip-non-html", str(browser.root / site)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    messages = json.loads(done.stderr)["messages"]
    # The checker reads files, for which 'self' is nobody.
    found = [f"{m['url']}: {m['message']}" for m in messages if "Content Security Policy" not in m["message"]]
    assert found == []
