"""Lines that belong to a page: set phrases, counters, pointers to other stories, boxes, tags, what only looks odd."""

from __future__ import annotations

import re

from dateline.ingest.addresses import web_address
from dateline.ingest.article import Line, Stated
from dateline.ingest.full_dates import find_date
from dateline.ingest.page_words import NOTHING_BEHIND, OTHER_STORIES, PHRASES, bare
from dateline.ingest.prose import OPENING_QUOTE, TERMINAL, WORD
from dateline.ingest.verdicts import Verdict
from dateline.patterns import Guarded

_MORE_FROM = re.compile(
    r"(?:more|latest|mehr|mais|больше|más) (?:from|in|on|aus|von|de|от|about|news|stories)\s.{2,50}",
)
_COUNTED = (
    r"(?:views?|comments?|shares?|likes?|reads?|replies|reactions?|retweets?|followers?|claps?|photos?|"
    r"min(?:ute)?s?(?: read)?|mins? read|"
    r"kommentare?n?|aufrufe?|mal gelesen|min(?:uten)? lesezeit|vues?|commentaires?|partages?|"
    r"min(?:utes)? de lecture|vistas?|comentarios?|"
    r"visualizaç(?:ão|ões)|comentários?|compartilhamentos?|curtidas?|min(?:utos)? de leitura|"
    r"visualizzazion[ei]|commenti|"
    r"görüntülenme|okunma|yorum|paylaşım|beğeni|dk okuma|просмотр(?:а|ов|ы)?|комментари(?:й|я|ев)|"
    r"лайк(?:а|ов)?|репост(?:а|ов)?|"
    r"мин(?:ут[аы]?)?\.?(?: чтения)?|перегляд(?:и|ів|у)?|коментар(?:і|ів|я)?|вподобан(?:ня|ь)|"
    r"поширен(?:ня|ь)|хв(?:илин)?\.?(?: читання)?|wyświetleń|komentarzy|weergaven|reacties)"
)
_COUNTER = re.compile(rf"(?:[\W_]*\d[\d.,\s]{{0,9}}[km]?\+?\s?{_COUNTED}(?=[\W\d_]|$))+[\W_]*", re.I)
_READING_TIME = re.compile(
    r"(?:estimated )?(?:reading time|read time|lesezeit|lesedauer|temps de lecture|tiempo de lectura|"
    r"tempo de leitura|tempo di lettura|okuma süresi|время (?:чтения|на прочтение)|час (?:читання|"
    r"на прочитання))\b.{0,30}",
    re.I,
)
_COUNTER_LABEL = re.compile(rf"{_COUNTED}\s?[:(]?\s?\d[\d.,]{{0,9}}[km]?\)?", re.I)
_RELATED = re.compile(
    r"^\W{0,4}(?:read more|read also|read next|also read|see also|see more|related(?: (?:story|stories|"
    r"articles?|news|content|coverage|posts?|reading))?|more on this(?: story)?|"
    r"don['’]t miss|must[- ]read|recommended|you may also like|also on [\w.]{2,30}|watch(?: more|"
    r" also)?|listen(?: to)?|in pictures|further reading|"
    r"lesen sie (?:auch|mehr|dazu)|mehr (?:dazu|zum thema)|auch interessant|siehe auch|lire aussi|"
    r"à lire aussi|à lire|voir aussi|lea también|lee también|lea más|"
    r"te puede interesar|leia (?:também|mais)|veja (?:também|mais)|saiba mais|leggi anche|"
    r"i?̇?lgili haber(?:ler)?|ayrıca oku(?:yun)?|"
    r"читайте также|читать также|читайте ещё|смотрите также|по теме|читайте також|дивіться також|"
    r"за темою|lees ook|czytaj (?:także|też|więcej)|zobacz też)"
    r"(?:\s?(?:[:|»→>–—]|\s-)\s?\S|\s(?=[A-ZÀ-ÞА-ЯЁІЇЄ“\"‘]))",
    re.I,
)
_RELATED_SPACED = re.compile(r"^\W{0,4}[Aa]lso on [\w-]{2,30}\.(?:com|org|net)\b")
_SENTENCE_TOO = re.compile(r"(?:watch|listen|recommended|related|in pictures|по теме|за темою)\b")
"""Begins pointers, and sentences as well."""
_SOCIAL = re.compile(
    r"(?:^|[.!]\s)(?:\W{0,3})(?:(?:please |you can )?(?:follow|find|join|like|add|connect with)\s(?:us|"
    r"me|our|the [A-Z][\w ]{2,40}|[\w .]{2,40}?)\b.{0,60}?\b(?:on|in|at|via)\s.{0,30}?(?:facebook|"
    r"twitter|instagram|telegram|whatsapp|youtube|linkedin|google news|tiktok|\bX\b|threads|viber)|"
    r"(?:folgen sie uns|folge uns|suivez-nous|síguenos|siga-nos|siga o|seguici|bizi takip edin|"
    r"takip edin|подписывайтесь на|подпишитесь на|следите за нами|присоединяйтесь|підписуйтесь на|"
    r"підписуйтеся на|стежте за|приєднуйтесь|volg ons|obserwuj nas)\b)|"
    r"^like this story\?|^share (?:this|on|via)\b.{0,60}$|^(?:share|tweet|email|print)(?:\s?[|,/·•]?\s?(?:share|"
    r"tweet|email|print|facebook|twitter|whatsapp|linkedin|pinterest|telegram|reddit|copy link)){1,10}$",
    re.I,
)
_NEWSLETTER = Guarded(
    r"\b(?:sign up|subscribe|register|signing up|subscribing)\b.{0,80}\b(?:newsletters?|inbox|"
    r"email alerts?|e-mail|daily briefing|free|updates|digital subscription|our channel|alerts|e-?paper|"
    r"print edition)\b|\bdelivered (?:straight |directly )?(?:to|into) your inbox\b|"
    r"\b(?:newsletter|bülten)\b.{0,60}\b(?:abonnier\w*|anmeld\w*|abone|inscri\w+|assin\w+|suscr\w+)|"
    r"\b(?:abonnieren sie|melden sie sich|abonnez-vous|inscrivez-vous|assine|receba|suscríb\w+|"
    r"iscriviti|abone ol\w*)\b.{0,80}\b(?:newsletter|e-mail|bülten\w*|infolettre|boletín)|"
    r"\b(?:подпи\w+|підпи\w+)\b.{0,60}\b(?:рассылк\w+|розсилк\w+|telegram|телеграм\w*|канал\w*)|"
    r"\balready (?:a subscriber|a member|subscribed)\?",
    "sign up|subscrib|register|signing up|delivered |newsletter|bülten|abonnieren|melden sie|abonnez|inscrivez|assine"
    "|receba|suscríb|iscriviti|abone ol|подпи|підпи|already a member",
)
_NEWSLETTER_START = re.compile(
    r"(?:support|help us|donate|become a (?:member|patron|subscriber|"
    r"supporter))\b.{0,120}\b(?:journalism|newsroom|donat\w+|today|patreon|contribution|independent)\b|"
    r"(?:get|start your day with)\b.{0,120}\b(?:newsletter|in your inbox|app\b|through your letterbox)|"
    r"to continue reading|this (?:content|"
    r"article) is (?:for|available to) (?:subscribers|members)|download (?:our|the) .{0,40}\bapp\b",
    re.I,
)
"""What begins the line."""
_COOKIES = Guarded(
    r"\b(?:we|this (?:web)?site|our (?:web)?site|our partners)\b.{0,60}\buses? cookies\b|"
    r"\baccept (?:all )?cookies\b|\bcookie (?:policy|settings|preferences|consent)\b|"
    r"\bcookies? (?:akzeptieren|zustimmen)|verwende[tn] cookies|"
    r"\butilis(?:e|ons) des cookies|\butiliza(?:mos)? cookies|\busa(?:mos)? cookies|\b(?:использу\w+|"
    r"використову\w+)\s.{0,30}(?:cookie|куки)|\bçerez(?:ler)?(?:i|den|leri)? (?:kullan|kabul)|"
    r"\butilizziamo i cookie|your consent|privacy (?:policy|notice)\b.{0,40}\b(?:terms|apply|agree)",
    "cookie|куки|çerez|your consent|privacy",
)
_SAYING = re.compile(r"\b(?:said|told|wrote|says)\b")
"""What a sentence of an article has, and an invitation has not."""
_TAGS = re.compile(
    r"^\W{0,3}(?:tags?|topics?|keywords?|filed under|posted in|categor(?:y|ies)|schlagwörter|"
    r"schlagworte|stichwörter|themen|mots-clés|etiquetas|temas|tópicos|assuntos|argomenti|tagi|"
    r"etiketler|etiket|теги|тэги|метки|мітки|ключевые слова|ключові слова|темы|теми|рубрик[аи])\s?[:»>|]\s?\S",
    re.I,
)
_HASHTAGS = re.compile(r"(?:#\w{2,60}[\s,;|]*){2,}|#\w{2,60}")
_GLUE = re.compile(r"[^\W\d_A-Z][A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐŞĞİÇ]")
_TECHNICAL = re.compile(
    r"(?:[^\W\d_]{2,20}\s?:\s?)?\w*[^\W_]_\w+|[\w-]{1,60}\.(?:php|html?|aspx?|jpe?g|png|webp|gif|svg|js|"
    r"css)|[{}<>\\].{0,80}[{};>]",
    re.I,
)
_HANDLE = re.compile(r"@[\w.]{2,40}|[•·▪●]\s?[a-z][a-z0-9_.-]{2,30}|[\w.+-]{1,64}@[\w-]{1,60}\.[\w.]{2,30}")
_ADDRESS = re.compile(
    r"(?:(?:source|original|link|via|url|quelle|fonte|fuente|источник|джерело|"
    r"kaynak)(?: link)?\s?[:–-]?\s?)?(?P<url>(?:https?://|www\.)\S{3,2000})",
    re.I,
)


def page_phrase(line: Line) -> Verdict | None:
    """A line that is nothing but one of PHRASES, or a heading such as “More from Ostrel”."""
    if len(line.text) > 90 or line.text[0] in OPENING_QUOTE:
        return None
    phrase = bare(line.text)
    why = PHRASES.get(phrase)
    if why is None and _MORE_FROM.fullmatch(phrase) and not TERMINAL.search(line.text):
        why = OTHER_STORIES
    # A word with a full stop may be a sentence of the article ("More."); a page's labels have none.
    if why and line.text.endswith((".", "!", "?")) and len(phrase.split()) < 3:
        return None
    if why == NOTHING_BEHIND and find_date(line.text):
        return None  # “Posted: 10.03.2022”
    return Verdict(why=why) if why else None


def counter(line: Line) -> Verdict | None:
    """How often a page was read, shared or commented on, and how long it takes to read."""
    text = line.text
    if len(text) <= 120 and (
        _COUNTER.fullmatch(text) or _COUNTER_LABEL.fullmatch(text) or _READING_TIME.fullmatch(text)
    ):
        return Verdict(why="a counter")
    return None


def pointer(line: Line) -> Verdict | None:
    """A line that leads to one other story: “Read also: …”."""
    text = line.text
    if len(text) > 300 or not (_RELATED.match(text) or _RELATED_SPACED.match(text)):
        return None
    # "Related: …" is a pointer; "Listen to the people" and "Watch the border" are sentences.
    if TERMINAL.search(text) and not re.match(r"\W{0,4}[^:|»→>]{3,30}[:|»→>]", text):
        return None
    if _SENTENCE_TOO.match(bare(text)) and not re.match(r"\W{0,4}[^:|»→>–—-]{3,30}\s?[:|»→>–—]", text):
        return None
    return Verdict(why="a pointer to another story")


def box(line: Line) -> Verdict | None:
    """A box between paragraphs: follow us, our newsletter, our cookies."""
    text = line.text
    if len(text) > 500 or text[0] in OPENING_QUOTE:
        return None
    if _SOCIAL.search(text):
        why = "an invitation to follow or share"
    elif _NEWSLETTER_START.match(text) or _NEWSLETTER.search(text):
        why = "a newsletter box"
    elif _COOKIES.search(text):
        why = "a notice of the page on cookies"
    else:
        return None
    return None if _SAYING.search(text) else Verdict(why=why)


def tags(line: Line) -> Verdict | None:
    """A list of tags, also one whose separators were lost."""
    text = line.text
    if len(text) > 1_500 or (TERMINAL.search(text) and len(text) > 30):
        return None
    if _TAGS.match(text) and not TERMINAL.search(text):
        return Verdict(why="a list of tags")
    if _HASHTAGS.fullmatch(text):
        return Verdict(why="a list of tags")
    glued = len(_GLUE.findall(text))
    # Tags whose separators were lost: small letters run into capitals again and again.
    if glued >= 3 and glued * 12 >= len(WORD.findall(text)) and not re.search(r"[.!?]\s", text):
        return Verdict(why="a list of tags, glued together")
    return None


def technical(line: Line) -> Verdict | None:
    """A web address, a user's name, a name inside the page's program, a line without a word."""
    if len(line.text) > 2_100:
        return None
    address = _ADDRESS.fullmatch(line.text)
    if address:
        return Verdict(why="a web address", stated=Stated(url=web_address(address["url"])))
    if _HANDLE.fullmatch(line.text):
        return Verdict(why="a user's name")
    if len(line.text) <= 120 and _TECHNICAL.fullmatch(line.text):
        return Verdict(why="a name inside the page's program")
    if not any(char.isalnum() for char in line.text):
        return Verdict(why="a line without a word")
    return None
