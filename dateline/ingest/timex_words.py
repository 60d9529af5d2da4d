"""The words of dates from form to meaning, in English, Ukrainian, Russian, Belarusian, Turkish, Portuguese, Spanish,
German and French.

Inflected forms are spelled out (or made here from a stem and its endings) so that looking a word up is one dictionary
access and a text is read in linear time, whatever it holds. Forms that mean something else as often as a date
(Turkish `mart` in `Wal-Mart`, Portuguese `segunda`, "second", Ukrainian `лютий`, "fierce") are marked `shy`: the
grammar takes them only beside a number or in a phrase that leaves no doubt.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "uk", "ru", "be", "tr", "pt", "es", "de", "fr"]
"""The language that a date's words belong to: an ISO 639-1 code."""

GATED: frozenset[Language] = frozenset({"de", "fr", "es"})
"""Languages whose words of dates are read only in texts of theirs: `morgen`, `Mars` and `mayo` are others' too."""

Unit = Literal["day", "week", "weekend", "month", "quarter", "year"]
"""A span of the calendar that words such as "last week" name."""


Season = Literal["SP", "SU", "FA", "WI"]
"""Spring, summer, autumn or winter, as TimeML writes them."""


@dataclass(frozen=True, slots=True)
class Word:
    """What one form means in a date."""

    value: int
    """Month 1 to 12, weekday 0 (Monday) to 6, or the offset in days or units from the day of publication."""
    language: Language
    """The language that the form belongs to."""
    shy: bool = False
    """True where the form means something else as often: it needs a number or a telling phrase beside it."""
    abbreviated: bool = False
    """True for `Feb`, which may carry a full stop and needs a number beside it."""


def _forms(stem: str, endings: str) -> Iterable[str]:
    """Yield `stem` with each of the space-separated `endings`; `-` is the bare stem."""
    for ending in endings.split():
        yield stem if ending == "-" else stem + ending


_GERMAN_MONTHS = "januar februar märz april mai juni juli august september oktober november dezember"
_FRENCH_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
_SPANISH_MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"


def _months() -> dict[str, Word]:
    """Return every form of every month's name."""
    table: dict[str, Word] = {}

    def add(language: Language, number: int, forms: Iterable[str], *, shy: bool = False, short: bool = False) -> None:
        for form in forms:
            table.setdefault(form, Word(number, language, shy, short))

    english = "january february march april may june july august september october november december"
    for number, name in enumerate(english.split(), 1):
        add("en", number, [name], shy=name in {"march", "april", "may", "june", "august"})
    for number, name in enumerate("jan feb mar apr - jun jul aug sep oct nov dec".split(), 1):
        if name != "-":
            add("en", number, [name], short=True)
    add("en", 9, ["sept"], short=True)

    soft = "ь я ю е ем"
    russian = (
        ("январ", soft), ("феврал", soft), ("март", "- а у е ом"), ("апрел", soft), ("ма", "й я ю е ем"), ("июн", soft),
        ("июл", soft), ("август", "- а у е ом"), ("сентябр", soft), ("октябр", soft), ("ноябр", soft), ("декабр", soft),
    )  # fmt: skip
    for number, (stem, endings) in enumerate(russian, 1):
        add("ru", number, _forms(stem, endings))
    fleeting = "ень ня ню ні нем"
    ukrainian = (
        ("січ", fleeting), ("лют", "ий ого ому им"), ("берез", fleeting), ("квіт", fleeting), ("трав", fleeting),
        ("черв", fleeting), ("лип", fleeting), ("серп", fleeting), ("верес", fleeting), ("жовт", fleeting),
        ("листопад", "- а у і ом"), ("груд", fleeting),
    )  # fmt: skip
    for number, (stem, endings) in enumerate(ukrainian, 1):
        add("uk", number, _forms(stem, endings), shy=stem in {"лют", "листопад"})
    soft = "ь я ю і ем"
    belarusian = (
        ("студзен", soft), ("лют", "ы ага аму ым"), ("сакавік", "- а у ом"), ("красавік", "- а у ом"),
        ("ма", "й я ю і ем"), ("чэрвен", soft), ("ліпен", soft), ("жні", "вень ўня ўню ўні ўнем"),
        ("верас", "ень ня ню ні нем"), ("кастрычнік", "- а у ам"), ("лістапад", "- а у зе ам"),
        ("снеж", "ань ня ню ні нем"),
    )  # fmt: skip
    for number, (stem, endings) in enumerate(belarusian, 1):
        add("be", number, _forms(stem, endings), shy=stem in {"лют", "лістапад"})
    add("be", 5, ["траўня", "траўню", "траўні", "траўнем"])
    turkish = "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık"
    cases = "- ta te da de tan ten dan den ın in un ün ı i u ü a e taki teki daki deki"
    for number, name in enumerate(turkish.split(), 1):
        add("tr", number, _forms(name, cases), shy=name in {"ocak", "mart", "ekim", "aralık", "kasım", "nisan"})
    add("tr", 1, ["ocağın", "ocağı"])
    add("tr", 12, ["aralığın", "aralığı"])
    portuguese = "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"
    for number, name in enumerate(portuguese.split(), 1):
        add("pt", number, [name])
    for number, name in enumerate(_GERMAN_MONTHS.split(), 1):
        add("de", number, [name])
    for number, name in enumerate(_FRENCH_MONTHS.split(), 1):
        add("fr", number, [name])
    return table


OWN_MONTHS: dict[str, dict[str, int]] = {
    "de": {**{name: number for number, name in enumerate(_GERMAN_MONTHS.split(), 1)}, "jänner": 1},
    "fr": {name: number for number, name in enumerate(_FRENCH_MONTHS.split(), 1)},
    "es": {**{name: number for number, name in enumerate(_SPANISH_MONTHS.split(), 1)}, "setiembre": 9},
}
"""The months of German, French and Spanish, read only in texts of these languages: `Mars`, `Mai` and `Julio` are
others' too.
"""

MONTHS: dict[str, Word] = _months()
"""Every form of a month's name; English ones must be capitalised in the text to count."""

PORTUGUESE_SHORT: dict[str, int] = {
    name: number for number, name in enumerate("jan fev mar abr mai jun jul ago set out nov dez".split(), 1)
}
"""Abbreviated Portuguese months, read only inside `14.mar.2022` and `14/mar/2022`."""


FRENCH_WEEKDAYS: tuple[str, ...] = tuple("lundi mardi mercredi jeudi vendredi samedi dimanche".split())
"""The weekdays of French, from Monday."""


def _weekdays() -> dict[str, Word]:
    """Return every form of every weekday, Monday being 0; plurals (`Mondays`, a habit) are left out on purpose."""
    table: dict[str, Word] = {}

    def add(language: Language, number: int, forms: Iterable[str], *, shy: bool = False, short: bool = False) -> None:
        for form in forms:
            table.setdefault(form, Word(number, language, shy, short))

    english = "monday tuesday wednesday thursday friday saturday sunday"
    for number, name in enumerate(english.split()):
        add("en", number, [name])
    for number, short_names in enumerate(("mon", "tue tues", "wed weds", "thu thur thurs", "fri", "sat", "sun")):
        add("en", number, short_names.split(), shy=True, short=True)
    russian = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень")
    endings = ("- а у ом е", "- а у ом е", "а у ы е ой", "- а у ом е", "а у ы е ей", "а у ы е ой", "е я ю ем")
    for number, stem in enumerate(russian):
        add("ru", number, _forms(stem, endings[number]), shy=stem == "сред")
    ukrainian = (
        "понеділок понеділка понеділку понеділком",
        "вівторок вівторка вівторку вівторком",
        "середа середу середи середі середою",
        "четвер четверга четвергу четвергом",
        "п'ятниця п'ятницю п'ятниці п'ятницею",
        "субота суботу суботи суботі суботою",
        "неділя неділю неділі неділею",
    )
    for number, names in enumerate(ukrainian):
        add("uk", number, names.split(), shy=number == 2)
    belarusian = (
        "панядзелак панядзелка панядзелку панядзелкам",
        "аўторак аўторка аўторку аўторкам",
        "серада сераду серады серадзе серадой",
        "чацвер чацвярга чацвяргу чацвергу чацвяргом",
        "пятніца пятніцу пятніцы пятніцай",
        "субота суботу суботы суботай",
        "нядзеля нядзелю нядзелі нядзеляй",
    )
    for number, names in enumerate(belarusian):
        add("be", number, names.split())
    turkish = "pazartesi salı çarşamba perşembe cuma cumartesi pazar"
    cases = "- yi yı ye ya den dan ne na nden ndan nin nın yle yla si sı"
    for number, name in enumerate(turkish.split()):
        add("tr", number, _forms(name, cases if name != "pazar" else "-"), shy=name in {"salı", "cuma", "pazar"})
    for number, name in enumerate("segunda terça quarta quinta sexta".split()):
        add("pt", number, [name], shy=True)
    add("pt", 5, ["sábado"])
    add("pt", 6, ["domingo"])
    for number, german in enumerate("montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag".split()):
        add("de", number, german.split("|"))
    for number, french in enumerate(FRENCH_WEEKDAYS):
        add("fr", number, [french])
    for number, spanish in enumerate("lunes martes miércoles jueves viernes".split()):
        add("es", number, [spanish])  # “sábado” and “domingo” are those of Portuguese
    return table


WEEKDAYS: dict[str, Word] = _weekdays()
"""Every singular form of a weekday's name."""


def _counting(*rows: tuple[Language, int, str]) -> dict[str, Word]:
    """Return the words of `rows` (language, offset, forms) with their offsets."""
    return {form: Word(offset, language) for language, offset, forms in rows for form in forms.split()}


DAYS: dict[str, Word] = _counting(
    ("en", 0, "today tonight"),
    ("en", -1, "yesterday"),
    ("en", 1, "tomorrow"),
    (
        "ru",
        0,
        "сегодня сегодняшний сегодняшняя сегодняшнее сегодняшние сегодняшнего сегодняшней сегодняшнем сегодняшних",
    ),
    ("ru", -1, "вчера вчерашний вчерашняя вчерашнее вчерашние вчерашнего вчерашней вчерашнем вчерашних"),
    ("ru", 1, "завтра завтрашний завтрашняя завтрашнее завтрашние завтрашнего завтрашней завтрашнем завтрашних"),
    ("ru", -2, "позавчера позавчерашний позавчерашняя позавчерашнее позавчерашние позавчерашнего позавчерашней"),
    ("ru", -2, "позавчерашнем позавчерашних"),
    ("ru", 2, "послезавтра послезавтрашний послезавтрашняя послезавтрашнее послезавтрашнего послезавтрашней"),
    ("uk", 0, "сьогодні сьогоднішній сьогоднішня сьогоднішнє сьогоднішні сьогоднішнього сьогоднішньої сьогоднішніх"),
    ("uk", -1, "вчора учора вчорашній вчорашня вчорашнє вчорашні вчорашнього вчорашньої вчорашніх"),
    ("uk", 1, "завтра завтрашня завтрашнє завтрашні завтрашнього завтрашньої"),
    ("uk", -2, "позавчора позавчорашній позавчорашня позавчорашнє позавчорашні позавчорашнього позавчорашньої"),
    ("uk", -2, "позавчорашніх"),
    ("uk", 2, "післязавтра післязавтрашній післязавтрашня післязавтрашнє післязавтрашнього післязавтрашньої"),
    ("be", 0, "сёння сённяшні сённяшняя сённяшняе сённяшнія сённяшняга сённяшняй сённяшнім сённяшніх"),
    ("be", -1, "ўчора учарашні учарашняя учарашняе учарашнія учарашняга учарашняй учарашнім учарашніх"),
    ("be", -1, "ўчарашні ўчарашняя ўчарашняе ўчарашнія ўчарашняга ўчарашняй ўчарашнім ўчарашніх"),
    ("be", 1, "заўтра заўтрашні заўтрашняя заўтрашняе заўтрашнія заўтрашняга заўтрашняй заўтрашнім заўтрашніх"),
    ("be", -2, "пазаўчора пазаўчарашні пазаўчарашняя пазаўчарашняе пазаўчарашняга пазаўчарашняй"),
    ("be", 2, "паслязаўтра паслязаўтрашні паслязаўтрашняя паслязаўтрашняга паслязаўтрашняй"),
    ("tr", 0, "bugün bugünkü"),
    ("tr", -1, "dün dünkü"),
    ("tr", 1, "yarın yarınki"),
    ("pt", 0, "hoje"),
    ("pt", -1, "ontem"),
    ("pt", 1, "amanhã"),
    ("pt", -2, "anteontem"),
    ("de", 0, "heute"),
    ("de", -1, "gestern"),
    ("de", 1, "morgen"),
    ("de", -2, "vorgestern"),
    ("de", 2, "übermorgen"),
    ("fr", 0, "aujourd'hui"),
    ("fr", -1, "hier"),
    ("fr", 1, "demain"),
    ("es", 0, "hoy"),
    ("es", -1, "ayer anoche"),
    ("es", 1, "mañana"),
    ("es", -2, "anteayer antier anteanoche"),
)
"""Words for a day counted from the day of publication."""

YEARS: dict[str, Word] = _counting(
    ("be", -1, "летась леташні"),
    ("uk", -1, "торік торішній минулоріч"),
    ("uk", 0, "цьогоріч цьогорічний"),
    ("uk", -2, "позаторік"),
)
"""Single words for a year counted from the year of publication."""

MODIFIERS: dict[str, Word] = _counting(
    ("en", -1, "last"),
    ("en", 0, "this current"),
    ("en", 1, "next"),
    ("ru", -1, "прошлый прошлой прошлом прошлого прошлую прошлая прошлое"),
    ("ru", -1, "минувший минувшей минувшем минувшую минувшего"),
    ("ru", 0, "этой этом этого эту этот эта это текущей текущем текущего нынешней нынешнем нынешнего"),
    ("ru", 1, "следующий следующей следующем следующего следующую следующая будущей будущем будущего"),
    ("uk", -1, "минулий минулої минулого минулому минулу минула минулій"),
    ("uk", 0, "цього цьому цей цієї цю цій ця поточного поточному поточний"),
    ("uk", 1, "наступний наступної наступного наступному наступну наступна наступній"),
    ("tr", -1, "geçen geçtiğimiz"),
    ("tr", 0, "bu"),
    ("tr", 1, "gelecek önümüzdeki"),
    ("pt", -1, "passado passada última último"),
    ("pt", 0, "esta este nesta neste desta deste"),
    ("pt", 1, "próxima próximo"),
    ("de", -1, "letzte letzten letzter letztes letztem vergangene vergangenen vergangener vorige vorigen voriges"),
    ("de", 0, "diese diesen dieser dieses diesem"),
    ("de", 1, "nächste nächsten nächster nächstes nächstem kommende kommenden kommender"),
    ("fr", 0, "cette ce cet"),
    ("be", -1, "мінулы мінулая мінулае мінулага мінулай мінулую мінулым"),
    ("be", 0, "гэты гэтая гэта гэтага гэтай гэтую гэтым цяперашні цяперашняга цяперашнім бягучага бягучым"),
    ("be", 1, "наступны наступная наступнае наступнага наступнай наступную наступным"),
    ("es", -1, "pasado pasada"),
)
"""Words that count from the present span: last, this, next."""


def _units(*rows: tuple[Language, Unit, str]) -> dict[str, tuple[Unit, Language]]:
    """Return the words of `rows` (language, unit, forms) with their unit and language."""
    return {form: (unit, language) for language, unit, forms in rows for form in forms.split()}


UNITS: dict[str, tuple[Unit, Language]] = _units(
    ("en", "day", "day days"),
    ("en", "week", "week weeks"),
    ("en", "weekend", "weekend"),
    ("en", "month", "month months"),
    ("en", "quarter", "quarter quarters"),
    ("en", "year", "year years"),
    ("ru", "day", "день дня дней"),
    ("ru", "week", "неделя неделе неделю недели недель"),
    ("ru", "weekend", "выходные выходных"),
    ("ru", "month", "месяц месяца месяце месяцев"),
    ("ru", "quarter", "квартал квартала квартале"),
    ("ru", "year", "год года году лет"),
    ("uk", "day", "дні днів"),
    ("uk", "week", "тиждень тижня тижні тижнів"),
    ("uk", "weekend", "вихідні вихідних"),
    ("uk", "month", "місяць місяця місяці місяців"),
    ("uk", "quarter", "кварталі кварталу"),
    ("uk", "year", "рік року році роки років"),
    ("tr", "day", "gün günü"),
    ("tr", "week", "hafta haftanın haftaki haftadan"),
    ("tr", "month", "ay ayın ayki aydan"),
    ("tr", "year", "yıl yılın yılki yıldan sene"),
    ("pt", "day", "dia dias"),
    ("pt", "week", "semana semanas"),
    ("pt", "month", "mês meses"),
    ("pt", "quarter", "trimestre"),
    ("pt", "year", "ano anos"),
    ("de", "day", "tag tage tagen"),
    ("de", "week", "woche wochen"),
    ("de", "weekend", "wochenende"),
    ("de", "month", "monat monats monate monaten"),
    ("de", "quarter", "quartal quartals"),
    ("de", "year", "jahr jahres jahre jahren"),
    ("fr", "day", "jour jours"),
    ("fr", "week", "semaine semaines"),
    ("fr", "month", "mois"),
    ("fr", "year", "an ans année années"),
    ("be", "day", "дзень дзён"),
    ("be", "week", "тыдзень тыдня тыдні тыднем тыдняў"),
    ("be", "weekend", "выхадныя выхадных"),
    ("be", "month", "месяцы месяцам месяцаў"),
    ("be", "year", "годзе гады гадоў"),
    ("es", "day", "día días"),
    ("es", "month", "mes"),
    ("es", "year", "año años"),
)
"""Words for spans; plurals count only after a number (`two weeks ago`)."""

PLURALS: frozenset[str] = frozenset(
    "days weeks months quarters years недель месяцев дней лет semanas meses anos dias"
    " tage tagen wochen monate monaten jahre jahren jours semaines ans années"
    " дзён тыдняў месяцаў гады гадоў días años".split()
)
"""Units that never follow last, this or next in a date: "last weeks" is no week."""

PARTS: frozenset[str] = frozenset(
    "early late mid earlier later end beginning start middle rest half"
    " начале конце середине начала конца середины початку кінці середині початок кінця наприкінці"
    " пачатку пачатак канцы канца сярэдзіне сярэдзіны напрыканцы"
    " início começo fim final meados anfang ende mitte début fin mi finales principios mediados comienzos".split()
)
"""Words for a part of a span; the value given is the whole span."""

SPANISH_PARTS: frozenset[str] = frozenset("finales principios mediados comienzos".split())
"""Those of Spanish: "season finales" of an English text are none."""

PART_LINKS: frozenset[str] = frozenset("in of on de do da del the -".split())
"""Words that may stand between a part and its span: end *of the* year, mid*-*March, later *in the* week."""

DAY_PARTS: frozenset[str] = frozenset("morning afternoon evening night noon".split())
"""Parts of a day that may follow a day and belong to it: Thursday night."""

EARNINGS: frozenset[str] = frozenset("net earnings profit profits revenue income".split())
"""Words of business reports: beside them and a quarter, a "third period" is a quarter."""

GAME: frozenset[str] = frozenset(
    "touchdown touchdowns quarterback halftime rebounds interception fumble turnovers".split()
)
"""Words of games that are played in quarters: beside them a quarter is none of the year."""

ORDINAL_QUARTERS: dict[str, int] = {"first": 1, "second": 2, "third": 3, "fourth": 4}
"""The words before `quarter`."""

NUMBERS: dict[str, int] = {
    form: number
    for number, forms in (
        (1, "a an one один одну одна адзін адну bir um uma ein eine einem einer einen un une"),
        (2, "two couple два две дві дзве iki dois duas zwei deux"),
        (3, "three три тры üç três drei trois"),
        (4, "four четыре чотири чатыры dört quatro vier quatre"), (5, "five пять п'ять пяць beş cinco fünf cinq"),
        (6, "six шесть шість шэсць altı seis sechs"), (7, "seven семь сім сем yedi sete sieben sept"),
        (8, "eight восемь вісім восем sekiz oito acht huit"), (9, "nine девять дев'ять дзевяць dokuz nove neun neuf"),
        (10, "ten десять дзесяць dez zehn dix"), (11, "eleven"), (12, "twelve"), (15, "fifteen"),
        (20, "twenty"), (30, "thirty"), (40, "forty"), (50, "fifty"),
    )
    for form in forms.split()
}  # fmt: skip
"""Small numbers in words, for "two weeks ago"."""

SPANISH_NUMBERS: dict[str, int] = {
    name: number
    for number, name in enumerate("un dos tres cuatro cinco seis siete ocho nueve diez once doce".split(), 1)
} | {"una": 1, "quince": 15, "veinte": 20, "treinta": 30}
"""Those of Spanish, read only in texts of it: `once` and `dos` are others' words too."""

SEASONS: dict[str, Season] = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
"""The seasons; they are dates only beside a year, or after last, this or next."""

LIMITS: frozenset[str] = frozenset("than over least most under nearly".split())
"""Those of `BOUNDS` that leave an estimate of the count: "more than two years ago" is about two years ago."""

ESTIMATES: frozenset[str] = frozenset("about around nearly almost some roughly approximately just barely".split())
"""Words that make a count an estimate."""

BOUNDS: frozenset[str] = frozenset("than over least most under within several few many".split())
"""Words that make a count open-ended, and with it the date: "more than two years ago" is no year."""

YEAR_NOUNS: frozenset[str] = frozenset(
    "год году года годом годзе г рік року році р yılında yılı yılının yılından yılına".split()
)
"""Words that follow a year and belong to it."""

YEAR_LEADS: frozenset[str] = frozenset(
    "in since by of from until till to through and before after between during early late mid for"
    " spring summer autumn fall winter fiscal year circa around about back year's or than end"
    " beginning start throughout в у ў с со з із зі до до від от к em de desde até entre e jahr jahre"
    " seit bis ab nach depuis dès avant après anfang mitte ende début fin".split()
)
"""Words after which four digits are a year, even one long gone."""

COUNTED: frozenset[str] = frozenset(
    "people troops men women children soldiers civilians fighters personnel staff jobs km kilometers"
    " kilometres miles meters metres feet kg tons tonnes gmt utc hours hrs dollars euros pounds rubles"
    " roubles barrels percent points euro million billion thousand votes words square mph rpm"
    " horsepower hp megawatts mw cc acres hectares degrees calories units seats years days tanks cases"
    " deaths more other human additional civilian th человек людей осіб солдат kişi asker pessoas personas"
    " soldados чалавек мужчын мільёнаў mil milhões menschen soldaten personen tote verletzte personnes soldats"
    " morts".split()
)
"""Nouns that make the four digits before them a count and not a year."""

NOT_WEEKDAY_BEFORE: frozenset[str] = frozenset(
    "black good bloody cyber super ash fat easter palm holy shrove maundy giving most some sheffield".split()
)
"""Words before a weekday that make it a name: Black Friday."""

EVERY: frozenset[str] = frozenset(
    "every each any typical каждый каждую каждое каждого кожен кожну кожного кожної щороку her cada todo toda"
    " кожны кожную кожнага кожнай штогод jeden jede jeder chaque".split()
)
"""Words before a weekday or month that make it a habit and no date."""

NOT_WEEKDAY_AFTER: frozenset[str] = frozenset(
    "times telegraph mirror express herald post tribune independent addams review club world mail sun night".split()
)
"""Capitalised words after a weekday that make it a name: Sunday Times, Monday Night Football."""

NOT_MONTH_AFTER: frozenset[str] = frozenset("madness revolution war surprise".split())
"""Words after a month that make it a name: October Revolution, March Madness."""

MONTH_LEADS: frozenset[str] = frozenset(
    "in since by until till of from to through last next this early late mid between during for"
    " before after and or end beginning start around about past on - – — / throughout ending ended come".split()
)
"""Words after which a month that may be a name or a verb (March, April, May, June, August) is a month."""
