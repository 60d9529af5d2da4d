"""What the form of a verb tells in other languages than English: that something is to come, or that it is past.

Ukrainian, Russian, Belarusian, Turkish, Portuguese, Spanish, German and French show it by endings, and by some words
that stand for plans.
"""

from __future__ import annotations

from collections.abc import Callable

_RU_UK_FUTURE = frozenset(
    "будет будут состоится состоятся пройдет пройдёт пройдут встретятся встретится начнется начнётся"
    " начнутся продолжатся продолжится проведут проведет проведёт прибудет прибудут планирует"
    " планируют планируется намерен намерена намерены ожидается ожидаются запланирован запланирована"
    " запланированы запланировано назначен назначена назначены намечен намечена намечены должен должна"
    " должны должно предстоит предстоящий предстоящие приедет приедут вылетит буде будуть відбудеться"
    " відбудуться зустрінуться зустрінеться пройде пройдуть розпочнеться розпочнуться почнеться"
    " почнуться продовжаться продовжиться проведе проведуть прибуде прибудуть планує планують"
    " планується має мають очікується очікують заплановано запланована запланований заплановані"
    " призначено призначена мусить повинен повинна повинні".split()
)
_PT_FUTURE = frozenset(
    "será serão vai vão irá irão deve devem deverá deverão terá terão haverá previsto prevista"
    " previstos previstas marcado marcada marcados marcadas planeja planejam pretende pretendem"
    " espera-se".split()
)
_BE_FUTURE = frozenset(
    "будзе будуць будзем адбудзецца адбудуцца пройдзе пройдуць сустрэнуцца сустрэнецца пачнецца пачнуцца"
    " прадоўжыцца прадоўжацца правядзе правядуць прыбудзе прыбудуць прыедзе прыедуць плануе плануюць плануецца"
    " чакаецца чакаюцца запланавана запланаваны запланаваная прызначана прызначаны павінен павінна павінны"
    " мусіць".split()
)
_ES_FUTURE = frozenset(
    "será serán va van irá irán dará darán hará harán debe deben prevé prevén previsto prevista previstos previstas"
    " programado programada programados programadas planea planean planeado pretende pretenden espera esperan".split()
)
_DE_FUTURE = frozenset("wird werden soll sollen will wollen könnte könnten".split())
_DE_PAST = frozenset(
    "war waren hat haben hatte hatten wurde wurden ist sind kam kamen ging gab traf trafen sprach".split()
)
_FR_FUTURE = frozenset("va vont doit doivent".split())
_FR_PAST = frozenset("a ont était étaient avait avaient fut furent est sont".split())
_TR_FUTURE = frozenset("bekleniyor planlanıyor öngörülüyor planlandı beklenen planlanan".split())
_ES_PAST = frozenset(
    "fue fueron dijo dijeron hizo hicieron estuvo hubo tuvo tuvieron era eran ha han había habían puso vino quiso pudo"
    " supo murió".split()
)
_ES_PAST_ENDINGS = ("ó", "aron", "ieron", "jeron", "aba", "aban")
_ES_FUTURE_ENDINGS = ("rá", "rán", "remos")
_PT_PAST = frozenset("foi foram disse disseram era eram teve fez houve esteve há".split())
# Endings are those of a word of five letters and more; what ends so and is no verb is left out.
_RU_UK_FUTURE_ENDINGS = ("тиме", "тимуть", "тиметься", "тимуться")
_RU_UK_PAST_ENDINGS = tuple("ла ло ли лся лась лись лось вся лася лися лося ил ал ел ів ав ив".split())
_BE_PAST_ENDINGS = tuple("ла ло лі лася лося ліся ўся ваў заў хаў іў ыў еў".split())
_RU_UK_NO_VERBS = tuple("дела если числа села после сили или ители атели недели модели цели".split())
_DE_PAST_ENDINGS = ("te", "ten")
_FR_FUTURE_ENDINGS = ("era", "ira", "eront", "iront", "ra", "ront")
_TR_PAST_ENDINGS = tuple("dı di du dü tı ti tu tü mıştı mişti dılar diler tılar tiler".split())
_PT_FUTURE_ENDINGS = ("rá", "rão")
_PT_PAST_ENDINGS = ("ou", "aram", "eram", "iram", "eu", "iu")


def is_to_come(word: str, language: str) -> bool | None:
    """Whether a word, in small letters, shows that something is to come; False where it shows that it is past.

    None where it shows neither, or the language (its primary tag) is none of those that are known here.
    """
    told = _BY_LANGUAGE.get(language)
    return told(word) if told is not None else None


def _slavic(word: str) -> bool | None:
    if word in _RU_UK_FUTURE or (word.endswith(_RU_UK_FUTURE_ENDINGS) and len(word) > 6):
        return True
    past = len(word) > 4 and word.endswith(_RU_UK_PAST_ENDINGS) and not word.endswith(_RU_UK_NO_VERBS)
    return False if past else None


_BE_PAST = frozenset("быў была было былі".split())


def _belarusian(word: str) -> bool | None:
    if word in _BE_FUTURE:
        return True
    past = len(word) > 4 and word.endswith(_BE_PAST_ENDINGS) and not word.endswith(("калі", "сілы", "школа"))
    return False if past or word in _BE_PAST else None


def _spanish(word: str) -> bool | None:
    if word in _ES_FUTURE or (len(word) > 4 and word.endswith(_ES_FUTURE_ENDINGS)):
        return True
    return False if word in _ES_PAST or (len(word) > 3 and word.endswith(_ES_PAST_ENDINGS)) else None


def _german(word: str) -> bool | None:
    if word in _DE_FUTURE:
        return True
    ending = len(word) > 4 and word.endswith(_DE_PAST_ENDINGS) and word not in ("heute", "ersten")
    return False if ending or word in _DE_PAST else None


def _french(word: str) -> bool | None:
    if word in _FR_FUTURE or (len(word) > 4 and word.endswith(_FR_FUTURE_ENDINGS)):
        return True
    return False if word in _FR_PAST else None


def _turkish(word: str) -> bool | None:
    core = word.partition("'")[0]
    # The sign of the future stands before those of the person: “gelecekler”, “alacağız”.
    near, far = core[-8:], core[-9:]
    if core in _TR_FUTURE or "acak" in near or "ecek" in near or "acağ" in far or "eceğ" in far:
        return True
    return False if len(core) > 4 and core.endswith(_TR_PAST_ENDINGS) else None


def _portuguese(word: str) -> bool | None:
    if word in _PT_FUTURE or (len(word) > 4 and word.endswith(_PT_FUTURE_ENDINGS)):
        return True
    ending = len(word) > 4 and word.endswith(_PT_PAST_ENDINGS) and word != "europeu"
    return False if ending or word in _PT_PAST else None


_BY_LANGUAGE: dict[str, Callable[[str], bool | None]] = {
    "ru": _slavic,
    "uk": _slavic,
    "be": _belarusian,
    "de": _german,
    "fr": _french,
    "tr": _turkish,
    "pt": _portuguese,
    "es": _spanish,
}
