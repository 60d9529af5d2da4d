"""Getting one page by its address: from public hosts only, within bounds of size and time.

An address can lead into the network of whoever runs the program: to a router, a database, a cloud's metadata service.
So a host's addresses are looked up once and each is checked, the connection goes to the very address that was checked
(what the name means a moment later does not matter), and every redirect is checked like a first address. Proxies of the
environment are not used: they would look the name up again.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import queue
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from datetime import date
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from dateline import __version__
from dateline.bodies import KINDS, BodyError, kind_of, uncompressed
from dateline.fetching import Fetch, Fetched, FetchError, shortened
from dateline.problems import visible

MAX_REDIRECTS = 5
"""Redirects that are followed."""
SECONDS = 30.0
"""The most time that one page may take, redirects included."""
_WEB_PORTS = (80, 443)
_REDIRECTS = (301, 302, 303, 307, 308)
_AGENT = f"dateline/{__version__} (one page, asked for by its reader)"

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], Sequence[str]]
"""Host name and port to the IP addresses that it has; raises OSError."""


def is_public(address: Address) -> bool:
    """Whether an IP address is anybody's on the internet: not private, local, shared, reserved, multicast.

    An IPv6 address that carries an IPv4 one (mapped, 6to4, Teredo, NAT64) is public where both are.
    """
    if any(address in network for network in _NOT_PUBLIC if network.version == address.version):
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address in _NAT64:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        carried = [address.sixtofour, *(address.teredo or ())]
        if address.is_site_local or not all(is_public(each) for each in carried if each is not None):
            return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified or address.is_loopback
    )


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# Special purposes (IANA's registries) that not every release of Python knows of.
_NOT_PUBLIC = tuple(
    map(
        ipaddress.ip_network,
        ("192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48", "100:0:0:1::/64", "3fff::/20", "5f00::/16"),
    )
)


def look_up(host: str, port: int) -> Sequence[str]:
    """The IP addresses of a host, as the system knows them; raises OSError."""
    return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def fetcher(
    *,
    today: date,
    max_bytes: int,
    seconds: float = SECONDS,
    resolve: Resolver = look_up,
    allowed: Callable[[Address], bool] = is_public,
    ports: Callable[[int], bool] = lambda port: port in _WEB_PORTS or port >= 1024,
    context: ssl.SSLContext | None = None,
) -> Fetch:
    """A function that gets pages: of at most `max_bytes`, sent and unpacked, in `seconds`, redirects included.

    `today` is told as the day of access. `allowed` says which IP addresses may be asked, `ports` which ports, `context`
    how certificates are checked (default: against the system's authorities).
    """

    def fetch(address: str) -> Fetched:
        ends = time.monotonic() + seconds
        url = checked(address, ports)
        for _ in range(MAX_REDIRECTS + 1):
            places = _places(url, resolve, allowed, ends)
            answer = _ask(url, places, ends, max_bytes, context)
            if isinstance(answer, str):
                url = _led_on(url, answer, ports)
                continue
            data, media = answer
            return Fetched(url, data, media, today.isoformat())
        raise FetchError(f"it leads on more than {MAX_REDIRECTS} times; name the address of the page itself")

    return fetch


def checked(address: str, ports: Callable[[int], bool]) -> str:
    """An address in the form in which it is asked for: ASCII, without a fragment. Raises FetchError."""
    try:
        parts = urlsplit(address.strip())
        port = parts.port
        host = _ascii((parts.hostname or "").rstrip("."))
    except ValueError:
        raise FetchError("it is no address of a page; copy it from the browser's address line") from None
    if parts.scheme not in ("http", "https") or not host or re.search(r"[\s\x00-\x1f\x7f\\]", address.strip()):
        raise FetchError("it is no address of a page; copy it from the browser's address line")
    if parts.username is not None or parts.password is not None:
        raise FetchError("it holds a user's name or password, which would be published with the source; leave them out")
    if port is not None and not ports(port):
        raise FetchError(f"it asks for the port {port}, where no web server should be; name the page's own address")
    shown = f"[{host}]" if ":" in host else host
    place = shown if port in (None, 443 if parts.scheme == "https" else 80) else f"{shown}:{port}"
    path, query = quote(parts.path or "/", safe=_SAFE), quote(parts.query, safe=_SAFE + "?")
    return SplitResult(parts.scheme, place, path, query, "").geturl()


_SAFE = "%/:@!$&'()*+,;=~-._"
_ANY = "".join(map(chr, range(0x80)))
# Letters that IDNA 2003 (RFC 3490), the one that Python has, turns into others or leaves out, while IDNA 2008
# (RFC 5891) and browsers keep them: the name would be another's.
_DEVIANT = re.compile("[ßẞς\u200c\u200d]")


def _ascii(host: str) -> str:
    """A host's name in the letters of the domain name system. Raises FetchError, and ValueError for what is none."""
    if host.isascii():
        return host.encode("idna").decode("ascii") if host else ""
    if _DEVIANT.search(host) is None:
        with contextlib.suppress(UnicodeError):
            return host.encode("idna").decode("ascii")
    raise FetchError(
        f"its host {visible(host)} has letters that can't be put into an address with certainty; write the host in its "
        "form with xn--, which the browser's tools for developers show"
    )


def _found(resolve: Resolver, host: str, port: int, ends: float) -> Sequence[str]:
    """What a host's addresses are, or why there are none: OSError, ValueError; FetchError where it takes too long.

    The system's look-up has no bound of its own that could be set. It is left to a thread, which is given up in time;
    nothing of it is used any more.
    """
    answers: queue.SimpleQueue[Sequence[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolve(host, port))
        except Exception as error:  # whatever it is, it is raised where it was asked for
            answers.put(error)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    try:
        answer = answers.get(timeout=max(0.0, ends - time.monotonic()))
    except queue.Empty:
        raise _too_slow() from None
    thread.join()
    if isinstance(answer, Exception):
        raise answer
    return answer


def _places(url: str, resolve: Resolver, allowed: Callable[[Address], bool], ends: float) -> list[str]:
    """The IP addresses that a page may be asked for at. Raises FetchError where one of its host's is not allowed."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        found = _found(resolve, host, parts.port or (443 if parts.scheme == "https" else 80), ends)
        places = [ipaddress.ip_address(each.partition("%")[0]) for each in found]
    except (OSError, ValueError, UnicodeError):
        raise FetchError(f"the host {host} is not known; look at the address, and at the connection") from None
    if not places:
        raise FetchError(f"the host {host} is not known; look at the address, and at the connection")
    wrong = next((place for place in places if not allowed(place)), None)
    if wrong is not None:
        raise FetchError(
            f"the host {host} is {wrong}, which is not on the public internet; save the page as .html and import the "
            "file"
        )
    return [str(place) for place in places]


def _led_on(url: str, where: str, ports: Callable[[int], bool]) -> str:
    """The address that a redirect leads to. Raises FetchError where it may not be followed."""
    try:
        led = checked(urljoin(url, where), ports)
    except (FetchError, ValueError) as error:
        reason = str(error) if isinstance(error, FetchError) else "it is no address of a page"
        raise FetchError(f"it leads on to {shortened(where)}, and that is refused: {reason}") from None
    if url.startswith("https:") and led.startswith("http:"):
        raise FetchError(
            f"it leads on from https to {shortened(led)}, which anybody on the way could change; name that address "
            "itself if it is what you want"
        )
    return led


class _Pinned(http.client.HTTPConnection):
    """A connection to one of the IP addresses that were checked, whatever the host's name means by now."""

    def __init__(self, url: str, places: Sequence[str], ends: float, context: ssl.SSLContext | None) -> None:
        parts = urlsplit(url)
        self._tls = (context or ssl.create_default_context()) if parts.scheme == "https" else None
        self._name = parts.hostname or ""
        super().__init__(self._name, parts.port or (443 if self._tls else 80))
        self._places, self._ends = places, ends
        # http.client lets go of its socket once a response is there whose end closes the connection.
        self.held: socket.socket | None = None
        self.was_cut = False
        self.response: http.client.HTTPResponse | None = None

    def connect(self) -> None:
        """Connect to the first of the addresses that answers."""
        for number, place in enumerate(self._places, start=1):
            left = self._ends - time.monotonic()
            if left <= 0:
                raise TimeoutError
            try:
                self.sock = self.held = socket.create_connection((place, self.port), timeout=min(left, 10.0))
                break
            except OSError:
                if number == len(self._places):
                    raise
        if self._tls:
            wrapped = self._tls.wrap_socket(self.sock, server_hostname=self._name, do_handshake_on_connect=False)
            self.sock = self.held = wrapped
            wrapped.do_handshake()


def _ask(
    url: str, places: Sequence[str], ends: float, max_bytes: int, context: ssl.SSLContext | None
) -> str | tuple[bytes, str]:
    """Ask for a page: where it leads on to, or its bytes and type. Raises FetchError."""
    parts = urlsplit(url)
    asked = parts.path + (f"?{parts.query}" if parts.query else "")
    connection = _Pinned(url, places, ends, context)
    # The system's own bound counts from each byte that arrives, so a server that sends one at a time would never end.
    watch = threading.Timer(max(0.0, ends - time.monotonic()), _cut, (connection,))
    watch.daemon = True
    watch.start()
    try:
        connection.request("GET", asked, headers=_HEADERS)
        response = connection.response = connection.getresponse()
        where = response.getheader("Location")
        leads = response.status in _REDIRECTS and where
        answer = _as_sent(where) if leads and where else _page(response, max_bytes)
    except FetchError:
        # Of what was cut off in the middle anything may seem to be wrong.
        if connection.was_cut or time.monotonic() >= ends:
            raise _too_slow() from None
        raise
    except ssl.SSLCertVerificationError as error:
        raise FetchError(f"its certificate is not good ({error.verify_message}); it was not read") from None
    except TimeoutError:
        raise _too_slow() from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        if connection.was_cut or time.monotonic() >= ends:
            raise _too_slow() from None
        told = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
        raise FetchError(f"it can't be got: {told}; try again, or save the page as .html and import the file") from None
    finally:
        watch.cancel()
        if connection.response is not None:
            connection.response.close()
        connection.close()
    if connection.was_cut or time.monotonic() >= ends:  # what was cut off may look like a page that has ended
        raise _too_slow()
    return answer


def _as_sent(where: str) -> str:
    """Where a redirect leads, as the server meant it: http.client reads bytes beyond ASCII as Latin-1.

    They are UTF-8 nearly always; those of a path that are not are sent back as they came, as browsers do.
    """
    sent = where.encode("latin-1", "replace")
    try:
        return sent.decode()
    except UnicodeDecodeError:
        return quote(sent, safe=_ANY)


_HEADERS = {
    "User-Agent": _AGENT,
    "Accept": "text/html, application/xhtml+xml, application/pdf;q=0.9, text/plain;q=0.8, */*;q=0.1",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}


def _too_slow() -> FetchError:
    return FetchError("it took too long to come; try again, or save the page as .html and import the file")


def _cut(connection: _Pinned) -> None:
    """End a connection from outside, so that whoever waits for it goes on."""
    connection.was_cut = True
    if connection.held is not None:
        with contextlib.suppress(OSError):
            connection.held.shutdown(socket.SHUT_RDWR)


def _page(response: http.client.HTTPResponse, max_bytes: int) -> tuple[bytes, str]:
    """The bytes of an answer, unpacked, and its type. Raises FetchError for what is no page."""
    if response.status != 200:
        told = f"{response.status} {visible(response.reason[:100])}".rstrip()
        raise FetchError(f"the server answered {told}; look at the address")
    media = (response.getheader("Content-Type") or "").strip()
    if kind_of(media) not in KINDS:
        told = f"“{visible(kind_of(media)[:100])}”" if media else "of no type that is told"
        raise FetchError(f"it is {told}, neither a page nor a text nor a PDF; name the address of the article")
    stated = response.getheader("Content-Length") or ""
    too_long = FetchError(f"it has more than the {max_bytes:,} bytes that are read; --max-bytes raises the bound")
    if stated.isdecimal() and int(stated[:20]) > max_bytes:
        raise too_long
    sent = response.read(max_bytes + 1)
    if len(sent) > max_bytes:
        raise too_long
    if response.length:  # fewer bytes than the server had announced
        raise FetchError("it breaks off in the middle; try again")
    codings = [name.strip().lower() for name in (response.getheader("Content-Encoding") or "").split(",")]
    try:
        return uncompressed(sent, [name for name in codings if name], max_bytes), media
    except BodyError as error:
        raise FetchError(f"it {visible(str(error))}; save the page as .html and import the file") from None
