"""Who says something, as far as a clause of narration says it plainly.

Verbs of speech in English, Ukrainian, Russian, Turkish and Portuguese. Whatever is not plain has no speaker, so that
two quotations are taken for the words of two persons.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from functools import lru_cache

from dateline.evidence.folding import DASHES, FORMAT, WORD, fold
from dateline.evidence.negation import key
from dateline.patterns import pattern
from dateline.records import record

_DASH = f"[{re.escape(DASHES)}]"
_SAYING = pattern(
    # English; without plurals of nouns such as “states” and “reports”
    r"sa(?:id|ys?|ying)|t(?:old|ells|elling)|add(?:ed|s|ing)|ask(?:ed|s|ing)|repl(?:ied|ies|ying)|answer(?:ed|ing)"
    r"|insist(?:ed|s|ing)|stress(?:ed|es|ing)|warn(?:ed|s|ing)|claim(?:ed|ing)|stat(?:ed|ing)|declar(?:ed|es|ing)"
    r"|tweet(?:ed|ing)|wrote|writes|writing|not(?:ed|ing)|argu(?:ed|es|ing)|announc(?:ed|es|ing)|explain(?:ed|s|ing)"
    r"|quot(?:ed|ing)|according|retort(?:ed|s)|counter(?:ed)|quipped|respond(?:ed|s|ing)|reiterat(?:ed|es|ing)|repeated"
    r"|remark(?:ed|ing)|assert(?:ed|s|ing)|acknowledg(?:ed|es)|admit(?:ted|s)|conced(?:ed|es)|complain(?:ed|s)"
    r"|comment(?:ed|ing)|object(?:ed)|shout(?:ed)|emphasi[sz](?:ed|es|ing)|underlin(?:ed|es)|vow(?:ed|s|ing)|joked"
    r"|demand(?:ed|ing)|urg(?:ed|es|ing)|hop(?:ed|es|ing)|insist|maintain(?:ed|s|ing)|post(?:ed|ing)|believ(?:ed"
    r"|es|ing)"
    r"|think(?:s|ing)?|thought|suggest(?:ed|s|ing)|propos(?:ed|es|ing)|alleg(?:ed|es|ing)|contend(?:ed|s|ing)"
    r"|recall(?:ed|s)"
    r"|predict(?:ed|s|ing)|expect(?:ed|s|ing)|fear(?:ed|s|ing)|pledg(?:ed|es|ing)|swor[en]"
    r"|swear(?:s|ing)?|promis(?:ed|es|ing)|threaten(?:ed|s|ing)|report(?:ed|ing)|estimat(?:ed|es|ing)|spoke"
    r"|speaks|speaking"
    r"|convinced|persuaded|adamant|confident|certain|confirm(?:ed|s|ing)|disclos(?:ed|es)|reveal(?:ed|s|ing)"
    r"|conclud(?:ed|es)"
    r"|caution(?:ed|s|ing)|lament(?:ed|s)|boast(?:ed|s)|charg(?:ed|es|ing)|protest(?:ed|ing)|mus(?:ed|es)"
    r"|observ(?:ed|es)"
    r"|thunder(?:ed|s)|accus(?:ed|es|ing)|blam(?:ed|es|ing)|assur(?:ed|es|ing)|proclaim(?:ed|s)|pronounc(?:ed|es)|known"
    r"|wants?|wanted|wish(?:ed|es)|feels?|felt|sees|argue|claims|judg(?:ed|es)|reckon(?:ed|s)|deem(?:ed|s)"
    r"|allegedly|reportedly|indicat(?:ed|es|ing)|signal(?:l?ed|l?ing)|hint(?:ed|ing)|testif(?:ied|ies|ying)"
    r"|impl(?:ied|ies|ying)|underscor(?:ed|es|ing)|highlight(?:ed|ing)|intimat(?:ed|es|ing)|exclaim(?:ed|s|ing)"
    r"|yell(?:ed|ing)|mutter(?:ed|s)|murmur(?:ed|s)|whisper(?:ed|s)|sigh(?:ed|s)|mention(?:ed|s|ing)|recount(?:ed|s|ing)"
    r"|clarif(?:ied|ies|ying)|stipulat(?:ed|es|ing)|suspect(?:ed|s)|assum(?:ed|es|ing)|guess(?:ed|es)|figured|denounc(?:ed"
    r"|es|ing)|condemn(?:ed|s|ing)|prais(?:ed|es|ing)|criticis?z?(?:ed|es|ing)"
    # Ukrainian and Russian
    r"|сказа\w+|каже|кажуть|говор\w+|заяви(?:в|л|ла|ло|ли)|заявля\w+|відпові\w+|ответи\w+|отвеча\w+|дода(?:в|ла"
    r"|ли|є|ють)"
    r"|добави\w+|добавля\w+|зазначи\w+|зазнача\w+|отмети\w+|отмеча\w+|сообщи\w+|сообща\w+|повідоми\w+|повідомля\w+"
    r"|наголоси\w+|наголошу\w+|підкресли\w+|подчеркну\w+|поясни\w+|пояснює|объясни\w+|стверди\w+|стверджу\w+"
    r"|утвержда\w+"
    r"|запита(?:в|ла|ли)|спроси\w+|нагада\w+|напомни\w+|написа\w+|пише|пишет|вважає|считает|парирува\w+|парировал\w*"
    r"|заперечи\w+|возрази\w+|уточни\w+|цитує|цитирует|словами|словам|заклика\w+|призвал\w*|попереди\w+|предупреди\w+"
    r"|оголоси\w+|объяви\w+|проголоси\w+|вислови\w+|выраз\w+|висловл\w+|выскаж\w+|высказ\w+"
    r"|вимага\w+|требу\w+|потребова\w+|зажада\w+|хоче|хочуть|хочет|хотят|хотів|хотіла|хотел\w*|вірить|верит"
    r"|вірять|верят"
    r"|переконан\w*|убежд[её]н\w*|впевнен\w*|уверен\w*|сподіва\w+|надее\w+|надею\w+|надея\w+|дума[єюе]\w*|думал\w*"
    r"|вважа\w+|счита\w+|полага\w+|гада[єю]\w*|очіку\w+|ожида\w+|наполяга\w+|настаива\w+|настоя\w+|припуска\w+"
    r"|допуска\w+|предполага\w+|побою\w+|опаса\w+|обіця\w+|обеща\w+|погрожу\w+|угрожа\w+|погроз\w+|пригроз\w+"
    r"|пропону\w+|запропонува\w+|предлага\w+|предложи\w+|звинувати\w+|обвини\w+|визна[вє]\w*|призна[лё]\w*"
    r"|підтверди\w+|подтверди\w+|розпові\w+|рассказ\w+|розказ\w+|написала?|мовив\w*|молвил\w*|промови\w+|твердит\w*"
    r"|закликав|розкри\w+|підсумува\w+|застер\w+|попередж\w+|кажучи|мовляв|дескать|нібито|якобы|начебто|будто"
    r"|каза(?:в|ла|ло|ли)|завер[ия]\w+|запевн\w+|допові\w+|доложи\w+|докладыва\w+|проси(?:в|л|ла|ли|ть|т)|прос[ия]т\w*"
    r"|попроси\w+|тверди(?:в|л|ла|ли|ть)|твердят\w*|згада(?:в|ла|ли)|згадує|упомян\w+|звіту\w+|отчита\w+|відзвіту\w+|скарж\w+"
    r"|жалова\w+|жалує\w+|інформу\w+|проінформу\w+|информир\w+|проинформир\w+|сповісти\w+|известил\w*|возвести\w+"
    r"|поведал\w*|мріє|мечтает|комменти\w+|прокоммент\w+|коменту\w+|прокоменту\w+"
    r"|натяк\w+|намека\w+|намекну\w+|вигукну\w+|воскликну\w+|шепну\w+|прошепот\w+|прошепта\w+|критику\w+"
    # Turkish, in the form of `key`
    r"|(?:soylu|soyle|yazi|belirt|acikla|duyur|bildir|kaydet|kaydedi|ekle|ekli|anlat|yaz|hatirlat|yinele|dogrula|onayla|uyar"
    r"|savun|vurgula|paylas|aktar|haykir|mujdele|iddia|ongor|sor|diler|dile|um|acikli|anlati|soylu|vurgulu|belirti|bildiri"
    r"|duyuru|savunu|aktari|uyari)"
    r"(?:yor|[dt][iu]|[dt][iu]ler|[dt][iu]lar|m[iu]s|m[iu]st[iu]|yord[iu]|yorlar|mekte\w*|makta\w*|rken|irken|urken|arken"
    r"|erken|yip|ip|up|yince|ince|unca|yerek|erek|arak|yarak|d[iu]gin\w+|d[iu]kten|t[iu]kten|d[iu]g[iu]|t[iu]g[iu]|yen|yan"
    r"|en|an|r|ir|ur|er|ar|ecek|yecek|acak|yacak)"
    r"|de(?:mis|misti|mekte\w*|yip|yince|diginde|dikten|nildi)|diyordu|diyerek|dile|ilan|san(?:iyor|di)|bekliyor\w*"
    r"|de(?:di|diler|yen|yerek|rken)|soyle(?:di|yen|yerek|diler)|belirt(?:ti|en|erek|iyor)|ifade|kaydet(?:ti|en)"
    r"|acikla(?:di|yan|yarak|dilar)|vurgula\w+|ekle(?:di|yen|yerek)|konus(?:tu|an)|yanit\w+|cevap\w*|sordu"
    r"|anlat(?:ti|an)"
    r"|uyar(?:di|an)|savun(?:du|an)|bildir(?:di|en)|gore|aktar(?:di|an)|yaz(?:di|an)"
    r"|diy(?:en|erek|or\w*)|iddia|um(?:uyor|du|dugunu|uyorlar)|inan(?:iyor|di|an)\w*|dusun(?:uyor|du|en)\w*"
    r"|iste(?:di|yen|yor)\w*|istiyor\w*"
    r"|sav(?:unuyor|undu)\w*|sanki|guya|sozde|beklen?iyor\w*|cagri\w*|talep|oner(?:di|en|iyor)\w*|surdu|getirdi"
    r"|tekrarla\w+"
    # Portuguese, in the form of `key`
    r"|diss(?:e|eram)|diz|dizem|dizendo|afirm(?:ou|a|aram|ando)|declar(?:ou|a|aram|ando)|respond(?:eu|eram)"
    r"|acrescent(?:ou|a|aram|ando)|escrev\w+|adiant(?:ou|a)|inform(?:ou|aram)|anunci(?:ou|aram|ando)|explic(?:ou"
    r"|a|ando)"
    r"|destac(?:ou|a|ando)|ressalt(?:ou|a|ando)|lembr(?:ou|ando)|garant(?:iu|indo)|acus(?:ou|ando)|pergunt(?:ou|ando)"
    r"|salient(?:ou|ando)|referiu|sublinh(?:ou|a|ando)|contou|conforme|consoante|alegadamente|supostamente"
    r"|esper(?:a|ou|am|ava|ando)|acredit(?:a|ou|am|ava|ando)|exig(?:e|iu|em|iram|ia|indo)|insist(?:e|iu|em|iram|indo)"
    r"|defend(?:e|eu|em|eram|ia|endo)|consider(?:a|ou|am|ava|ando)|pens(?:a|ou|am|ava)|ach(?:a|ou|am|ava)"
    r"|suger(?:e|iu)|prop(?:oe|os|unha)|promet(?:e|eu|em)|ameac(?:a|ou|am)|adverte|advertiu|alert(?:a|ou)"
    r"|confirm(?:a|ou|am)"
    r"|reve(?:la|lou)|sustent(?:a|ou)|argument(?:a|ou)|convenci\w+|convict\w+|tem[eu]|temia|ped(?:e|iu"
    r"|em|iram)"
    r"|apel(?:a|ou)|reiter(?:a|ou)|(?:anunci|inform|observ|avis|apont|indic|assegur|relat|salient|estim|aleg|record"
    r"|declar|afirm|lembr|coment|destac|ressalt|explic|adiant|acrescent|confirm|revel|sustent|argument|critic|alert|ameac"
    r"|jur|ironiz|sinaliz|insinu|ponder|question|reclam|lament|detalh|sublinh|enfatiz|pront?ific)"
    r"(?:a|am|ou|aram|ava|avam|ara|arao|ando|aria)"
    r"|notou|notaram|contaram|contando|diz(?:ia|iam)|dira|dirao|responde|respondem|respondia|conclu(?:i|iu|em)|julg(?:a|ou|am)|entend(?:e|eu|em)|refer(?:e"
    r"|em)|preve|previu|reconhec(?:e|eu|em|ia)|repet(?:e|iu|em|ia)|promete\w*|escreve|pede\w*|adverte\w*|segund[oa]s?(?=:)"
    # German, French and Spanish, in the form of `key`
    r"|sagt(?:e|en)?|erklart(?:e|en)?|betont(?:e|en)?|meint(?:e|en)?|behauptet(?:e|en)?|mitgeteilt|teilt(?:e|en)?|warnt(?:e"
    r"|en)?|fordert(?:e|en)?|versichert(?:e|en)?|berichtet(?:e|en)?|schreibt|schrieb(?:en)?|antwortet(?:e|en)?|fragt(?:e|en)?"
    r"|verlangt(?:e|en)?|zufolge|laut|hofft(?:e|en)?|glaubt(?:e|en)?|kundigt(?:e|en)?|bekraftigt(?:e|en)?|raumt(?:e|en)?"
    r"|declar(?:e|ent|ait)|affirm(?:e|ent|ait)|annonc(?:e|ent|ait)|dit|disent|disait|expliqu(?:e|ent|ait)|ajout(?:e|ent|ait)"
    r"|assur(?:e|ent|ait)|estim(?:e|ent|ait)|soulign(?:e|ent|ait)|precis(?:ent|ait)|repond(?:u|ait)?|selon|demand(?:e|ent"
    r"|ait)|soutien(?:t|nent)|pretend(?:u|ait)|promet(?:tait)?|averti(?:t)?|indiqu(?:e|ent|ait)|rappel(?:le|e|ait)"
    r"|dijo|dijeron|dice|dicen|declaro|declararon|afirmo|afirmaron|anuncio|anunciaron|aseguro|aseguraron|anadio|agrego"
    r"|explico|senalo|sostuvo|respondio|advirtio|pidio|insistio|subrayo|destaco|recordo|segun|informo|prometio|exigio"
    # Arabic, in the form of `key`: with “and” before it
    r"|[وف]?(?:قال|قالت|قالوا|يقول|تقول|أعلن|أعلنت|يعلن|أكد|أكدت|يؤكد|تؤكد|صرح|صرحت|أضاف|أضافت|ذكر|ذكرت|أوضح|أوضحت"
    r"|أشار|أشارت|زعم|زعمت|طالب|طالبت|حذر|حذرت|شدد|شددت|رد|ردت|كتب|كتبت|نفى|نفت|أفاد|أفادت|اعتبر|اعتبرت)"
    r"|fris(?:a|ou)|coment(?:a|ou)|critic(?:a|ou)|admit(?:e|iu)|garante|lembra|pergunta"
)
# Phrases that say whose view it is: In Lavrov’s view, For Kuleba, по мнению Лаврова, Kuleba’nın gözünde.
_FOR_THE = r"(?:[Ff]or|[Tt]o|[Pp]er|[Pp]ara|[Bb]y) (?:the |o |a |os |as )[^\W\d_][\w'.-]*(?: [\w'.-]+){0,5}?,"
_FOR_NAME = r"(?:[Ff]or|[Tt]o|[Pp]er) [A-Z]"
# What begins with a word is tried where one begins only; a look ahead spares most words the longer attempts.
_ACCORDING = pattern(
    r"\b(?:"
    r"[Ss]egundo (?:[oa]s?|el[ae]) |[Ss]egundo [A-ZÀ-Ý]|[Dd]e acordo com\b"
    r"|(?:[Ii]n|[Oo]n|[Bb]y|[Ff]rom|[Tt]o|[Aa]t)\b(?: [\w'.-]+){0,7}? (?:views?|opinions?|words|eyes|account"
    r"|minds?|judge?ments?|readings?|telling|assessments?|estimat(?:ion|e|es)|perspectives?|standpoint|version"
    r"|reckoning|belief|book|terms|mouth|point of view)\b"
    r"|[Aa]s (?:[\w'.-]+ ){1,6}(?:sees?|saw|puts?|views?|viewed|tells?|has|had|would have|understands?) (?:it"
    r"|things|matters)\b"
    rf"|(?:\A|(?:and|but|while|whereas|yet) )(?:{_FOR_THE}|{_FOR_NAME})|(?:mas|e|já) {_FOR_THE}"
    r"|[Pp]ara (?:[oa]s? )?[A-ZÀ-Ý][\w'-]*(?: [A-ZÀ-Ý][\w'-]*)*,"
    r"|[Nn][ao]s? (?:opini[aã]o|opiniões|vis[aã]o|entender|perspe[c]?tiva|perspetiva|ótica|óptica|ponto de vista"
    r"|leitura|palavras|olhos|versão|parecer|avaliação)\b|[Nn]as palavras\b|[Dd]o ponto de vista\b|[Aa]os olhos\b"
    r"|[Aa]o ver d|[Aa] juízo\b"
    r"|[Пп]о (?:мнению|словам|версии|оценкам?|данным|утверждени\w+|убеждению|информации|заявлению|признанию"
    r"|слухам|сведениям|сообщени\w+|подсч[её]там|расч[её]там|логике)\b|[Сс] точки зрения\b|[Нн]а взгляд\b"
    r"|[Вв] (?:глазах|понимании|представлении|интерпретации)\b"
    r"|[Нн]а (?:думку|погляд|переконання)\b|[Зз]а (?:словами|даними|версією|оцінк\w+|твердженн\w+|інформацією"
    r"|повідомленн\w+|заявою|підрахунками|логікою|визнанням)\b|[Зз] (?:точки зору|погляду)\b"
    r"|[ВвУу] (?:очах|розумінні|уявленні|інтерпретації)\b|[Дд]ля [А-ЯЄІЇҐЁ]"
    r"|(?:g[öo]z[üu]nde|g[öo]zlerinde|nazar[ıi]nda|kan[ıi]s[ıi]nca|fikrince|de[yğ]i[şs]iyle|a[ğg]z[ıi]ndan"
    r"|bak[ıi][şs][ıi]na|kal[ıi]rsa|a[çc][ıi]s[ıi]ndan|i[çc]in ise)\b"
    # A clause of that, що, что, que behind what somebody may do or be.
    r"|(?=\w+ that\b)\w+(?:ed|clear|sure|known|hold|holds|held|say|find|finds|found|show|shows|showed) that\b"
    r"|(?=\w+, [щч])(?!(?:те|то|том|тому|того|тим|тем|тих|тех|так|потому|после|після|все|всё|усе)\b)"
    r"[^\W\d_]+, (?:що|что|щоб|чтобы)\b"
    r"|(?:plan|position|stance|proposal|demand|idea|claim|case|message"
    r"|(?:'s|official|party|their|his|her) (?:line|side))\b[^.!?]{0,60}?"
    r"(?:,|:| is\b| was\b)"
    r"|(?=\w+ que\b)(?:\w{2,}(?:ou|iu|eu|ava|aram|iram|eram|ando|endo|indo)|quer|querem|quis) que\b"
    rf")|[.!?…;:,'\"]\s(?:{_FOR_THE}|{_FOR_NAME})|['’]s (?:is|was|are|were)\b"
)
# What says so in several words, and what is a noun as well: it is a verb behind a name and before a clause.
_PHRASE = pattern(
    r"\b(?:call(?:ed|s|ing) (?:on|for|it|him|her|them|this|that)|ma(?:de|kes?|king) (?:it )?(?:clear|plain|known)"
    r"|point(?:ed|s|ing) (?:it |this )?out|spell(?:ed|s|ing) out|took the view|takes the view|of the opinion"
    r"|went on (?:to say|record)|g(?:ave|ives) (?:notice|warning)|put(?:s|ting)? it|ha[sd] it that|issued a statement"
    r"|let it be known|certo de|faz saber|fez saber|deixou claro|deixa claro|chamou de|дав зрозуміти|дала зрозуміти"
    r"|дал понять|дала понять|дали понять|дали зрозуміти|a (?:déclaré|affirmé|annoncé|ajouté|expliqué|assuré|estimé"
    r"|souligné|précisé|indiqué|rappelé|averti|demandé|promis))\b"
    r"|(?:\b(?!United|Member)[A-ZÀ-ÞА-ЯЄІЇҐ][\w'-]*|\b(?:he|she|it|who|minister|envoy|ministry|government|agency|spokesman"
    r"|spokeswoman|president)) (?:states|notes|reports|hints|signals|answers|counters|remarks|claims|protests|shouts"
    r"|highlights|cites|agrees|accepts|knows|quips)\b"
)
# Words for what was said, that a sentence behind a quotation may point back at it with.
_SAID = pattern(
    r"words?|speech|voices?|answer|reply|response|retort|remarks?|statement|line|quote|comment|view|message"
    r"|слова|слів|слов|відповідь|ответ|репліка|реплика|голос|заява|заявление|думка|мнение"
    r"|soz\w*|cevab\w*|yanit\w*|sozler\w*|palavras?|resposta|voz|frase|declaracao|comentario|opiniao"
)
_POINTING = frozenset(
    "that this these those so thus such it here there it's that's same его это то так такими такой таким вот эти "
    "тот те це "
    "ось ці той він він такою таке isso isto assim essa esse essas esses esta este foi foram eis bu boyle bunu "
    "bunlar oyle "
    "from by quoth".split()
)
# With these a sentence begins that goes on with the tale, whatever its capital.
_OPENERS = frozenset(
    "the a an in on at after before when while as for with but and then later meanwhile during both all no some "
    "two three "
    "his her their its our there since until over under between among many most each every neither either "
    "в на після после під під час во у за до з із с по але а та і и но потім затем тоді тогда коли когда обидва оба "
    "o a os as em no na nos nas depois antes quando enquanto durante mas e ambos todos "
    "ve ama sonra once bu iki her gorusme gorusmeler toplanti".split()
)
# Verbs by which somebody else takes the word.
_REPLYING = pattern(
    r"ask\w+|repl\w+|answer\w+|respon\w+|retort\w+|counter\w+|відпов\w+|ответ\w+|запита\w+|спроси\w+|заперечи\w+"
    r"|возрази\w+"
    r"|парир\w+|yanit\w+|cevap\w*|sordu|pergunt\w+"
)
# Between the verbs of `said Kuleba, adding:` stands nothing that could be somebody.
_LINK = pattern(r"(?:\W|\b(?:and|also|then|і|й|та|також|и|также|e|também|ve)\b)*")
_LINKED = pattern(r",|\s(?=(?:and|і|й|та|и|e|ve)\s)")
_PRONOUNS = {
    **dict.fromkeys("he він он ele".split(), "he"),
    **dict.fromkeys("she вона она ela".split(), "she"),
    **dict.fromkeys("they вони они eles elas".split(), "they"),
    "diye": "",
}
# Whom something is said to.
_TO_SOMEBODY = frozenset(
    "him her them us me йому їй їм нам мені ему ей им мне него нее неё ona onlara bana bize lhe lhes".split()
)
_PRESS = frozenset("press media newspaper agency conference channel broadcaster radio site magazine parliament".split())
_TELLING = pattern(r"told|tells?|asked|asks|warn(?:ed|s)|assur(?:ed|es)|remind(?:ed|s)|urg(?:ed|es)|threaten(?:ed|s)")
_ARTICLE = frozenset("the a an his her its their".split())
_PASSIVE = pattern(
    r"\b(?:is|are|was|were|be|been|being|got|gets) (?:\w+ly |also |then |once |again )?"
    r"(?:told|asked|warned|assured|reminded|urged|threatened|promised|informed|advised|ordered|accused|blamed|answered)\b"
)
# Verbs that only somebody who has said something can be the subject of.
_ADDING = pattern(
    r"add(?:ed|s)|continued|continues|дода(?:в|ла|ли|є)|добави(?:л|ла|ли)|добавляет|ekle(?:di|diler)|ekliyor"
    r"|acrescent(?:ou|a|aram)"
)
_AND = frozenset(
    "and і й та и e ve also then also later too також потім также затем também depois ayrica sonra".split()
)
_FIRST_PERSON = frozenset(
    "i we my our me us i've we've i'd we'd i'll we'll myself ourselves я ми мы мій наш моя наша моє наше мой моё "
    "мною нами мені мне нам ben biz bence bizce eu nos meu minha nosso nossa".split()
)
_FIRST_PERSON_FORM = pattern(
    r"\w+(?:мо|мось|ємо|имо|ем|им|емся|имся)|\w+[аяеєиіїую]ю(?:сь|ся)?|\w{3,}(?:yoruz|yorum|[dt][iu]k|[dt][iu]m|mist[iu]k|riz|rim)"
    r"|\w{3,}(?:amos|emos|imos)"
)
_HE = pattern(r"\w+(?:[oe]v|sk[iy]+|skij|[оеєё]в|ськ?ий|ский|цький|цкий)")
_SHE = pattern(r"\w+(?:[oe]va|ska|skaya|skaia|[оеєё]ва|ська|ская|цька|цкая)")
_PAST_HE, _PAST_SHE = pattern(r"[а-яєіїґё]+(?:в|л)(?:ся|сь)?"), pattern(r"[а-яєіїґё]+ла(?:ся|сь)?")
_PLURAL = pattern(
    r"[а-яєіїґё]+(?:ли|уть|ють|ать|ять|ут|ют|ат|ят)(?:ся|сь)?|\w+(?:[dt]iler|[dt]ilar|yorlar|m[iu]slar|m[iu]sler)|\w{3,}(?:aram"
    r"|eram|iram)|dizem|afirmam|declaram"
)
_BEFORE_A_PLACE = frozenset(
    "in at on from near with of to outside via for after before since during по в во на у до від от з с із из про о об "
    "після после перед під під em no na nos nas ao à de do da dos das para com após".split()
)
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)
_NO_NAMES = frozenset({*_PRONOUNS, *_CALENDAR, "the", "a", "an"})
_ASIDE = pattern(rf"\s*(?:,|{_DASH}|,\s{_DASH})\s[^,.;:!?…]{{1,200}}(?:,|\s{_DASH})\s*")
_WORD = pattern(r"\w[\w'’ʼ.-]*")
# A clause that begins so is another one's.
_CONJUNCTIONS = frozenset(
    "while whereas but and though although when а але но и й та і тоді тогда пока хотя хоча mas e enquanto embora "
    "ama ise fakat oysa ve".split()
)
# A word of a Turkish name, and a title in another case than the nominative: Bakanına.
_BARE = pattern(r"[^\W\d_](?:[^\W\d_]|-)+")
_CASED = pattern(
    r"\w*(?:bakan|baskan|lider|temsilci|elci|danisman|yardimci|sekreter|mudur|vekil|komutan|general|sozcu)"
    r"(?:l[ae]r)?(?:[iu]n|s[iu])?[iu]?n?(?:[ae]|[dt][ae]n?|[iu]n|[iu]|yl[ae]|l[ae])(?<![ndtsclrk][iu])(?<!s[iu])"
)
_STRESS = pattern("[\u0300\u0301\u200c\u200d]")
_LONGEST_CLAUSE = 400
_LONGEST_TAIL = 12
_LONGEST_SUBJECT = 5


@record(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who says something, as one clause of narration has it."""

    who: str
    """`he`, `she`, `they`, else the words for somebody (`the minister`); empty where the verb stands alone."""
    name: tuple[str, ...] = ()
    """The capitalised words that `who` ends in."""
    goes_on: bool = False
    """Whether the clause itself leads into more words of the same person: `said, adding:`."""
    replies: bool = False
    """Whether the verb says that somebody else takes the word: `replied`."""
    names_others: bool = False
    """Whether it names somebody else, whom a later `she` could be."""
    form: str = ""
    """`he`, `she` or `they` where the form of the verb, or of the name, says so."""

    @property
    def is_pronoun(self) -> bool:
        """Whether it is `he`, `she` or `they`."""
        return self.who in ("he", "she", "they")

    def may_be(self, later: Speaker) -> bool:
        """Say whether a later clause plainly has the same speaker."""
        if later.replies or (self.form and later.form and self.form != later.form):
            return False
        if later.who in ("", self.who):
            # A Turkish verb alone is that of one person, unless it says that it is of several.
            return bool(later.who) or "they" not in (self.form, later.form) or self.form == later.form
        if later.is_pronoun:
            several = self.form == "they" or (self.who.endswith("s") and not self.name) or " and " in self.who
            return not self.is_pronoun and not self.names_others and several == (later.who == "they")
        # “Foreign Minister Dmytro Kuleba”, then “Kuleba”; but not “the envoy of Russia” and “the minister of Russia”.
        # Who is called Biden first, and Jill Biden then, is somebody else.
        short, long = later.name, self.name
        bare = " ".join(short) == later.who
        return bare and short != () and long[len(long) - len(short) :] == short


def sayings(text: str) -> int:
    """How many verbs of speech a text holds."""
    folded = fold(text).text
    words = sum(_says(match[0]) for match in WORD.finditer(folded))
    plain = unstressed(folded)
    return words + sum(1 for _ in _ACCORDING.finditer(plain)) + sum(1 for _ in _PHRASE.finditer(plain))


@lru_cache(maxsize=1 << 15)
def _says(word: str) -> bool:
    return _SAYING.fullmatch(key(word)) is not None


def unstressed(text: str) -> str:
    """A text without stress marks and what can't be seen, for comparison with phrases."""
    return text if text.isascii() else _STRESS.sub("", unicodedata.normalize("NFC", text))


def points_back(sentence: str, first: Speaker) -> bool:
    """Say whether a sentence behind a quotation may say whose it was, and does not plainly say that it is `first`.

    `That was Kuleba on Friday.`, `So spoke the minister.`, `The words were those of the envoy.`
    """
    words = _WORD.findall(unstressed(sentence))
    if not words:
        return False
    keys = [key(word) for word in words]
    if keys[0] in _POINTING or any(_SAID.fullmatch(word) for word in keys):
        return True
    if keys[0] not in _OPENERS and words[0][0].isupper():
        return True
    before = keys[0]
    for word in words[1:]:
        if word[0].isupper() and key(word) not in (_CALENDAR | set(first.name)) and before not in _BEFORE_A_PLACE:
            return True
        before = word.casefold()
    return False


def speaker(clause: str) -> Speaker | None:
    """Read a clause such as `, Kuleba said on Monday.` or `, — сказав він.`; None where it is not plainly that."""
    return _speaker(clause) if len(clause) <= _LONGEST_CLAUSE else None


@lru_cache(maxsize=1 << 12)
def _speaker(clause: str) -> Speaker | None:
    clause = FORMAT.sub("", clause).strip(f" \t\u00a0\u202f,.!?…{DASHES}")
    if re.search(r"[.!?…;]\s", re.sub(r"\b\w{1,3}\.\s", " ", clause)):
        return None
    if diyen := re.match(r"(?:diyen|diyerek)\b", clause):
        # Only the bare name of somebody: in another case it is whom somebody else answers.
        words = clause[diyen.end() :].rstrip(" ,").split()
        if not words or len(words) > _LONGEST_SUBJECT or any(not _BARE.fullmatch(word) for word in words):
            return None
        if any(_CASED.fullmatch(key(word)) for word in words):
            return None
        who, name = _named(" ".join(words))
        return Speaker(who=who, name=name, goes_on=True)
    verbs = [match for match in _WORD.finditer(clause) if _says(match[0])]
    if not verbs or len(verbs) > 2 or _PASSIVE.search(clause):
        return None
    goes_on = len(verbs) == 2
    ahead, behind = clause[: verbs[0].start()].strip(" ,"), clause[verbs[0].end() :]
    if goes_on:
        between, rest = clause[verbs[0].end() : verbs[1].start()], clause[verbs[1].end() :]
        link = _LINKED.search(between)
        if link is None or rest.strip(" :,") or not _LINK.fullmatch(between[link.start() :].casefold()):
            return None
        behind = between[: link.start()]
    if ahead:
        pieces = [piece.split() for piece in ahead.split(",") if piece.strip()]
        subject = " ".join(next((piece for piece in pieces if piece[0].casefold() not in _BEFORE_A_PLACE), []))
        tail = behind
    else:
        subject, tail = _subject_first(behind)
    if len(tail.split()) > _LONGEST_TAIL or "," in tail.strip(" ,:"):
        return None
    who, name = _named(subject)
    if len(who.split()) > _LONGEST_SUBJECT and not name:
        return None
    verb = key(verbs[0][0])
    words = [word.casefold() for word in _WORD.findall(clause)]
    if who and all(word in _TO_SOMEBODY for word in who.split()):
        return None
    others = _names_somebody(tail) or not _TO_SOMEBODY.isdisjoint(words) or _tells_somebody(verb, tail)
    return Speaker(
        who=who,
        name=name,
        goes_on=goes_on,
        replies=_REPLYING.fullmatch(verb) is not None,
        names_others=others,
        form=who if who in ("he", "she", "they") else _form(verb, name),
    )


def _form(verb: str, name: tuple[str, ...]) -> str:
    """Whether a verb's form, or else that of a surname, is a man's, a woman's or several people's; else empty."""
    if _PLURAL.fullmatch(verb):
        return "they"
    if _PAST_HE.fullmatch(verb):
        return "he"
    if _PAST_SHE.fullmatch(verb):
        return "she"
    surname = name[-1] if name else ""
    return "he" if _HE.fullmatch(surname) else "she" if _SHE.fullmatch(surname) else ""


def _tells_somebody(verb: str, tail: str) -> bool:
    """Say whether a clause goes on with one person who is told something: `told the minister`."""
    words = tail.casefold().split()
    if not _TELLING.fullmatch(verb) or len(words) < 2 or words[0] not in _ARTICLE:
        return False
    head = list(itertools.takewhile(lambda word: word not in _BEFORE_A_PLACE, words[1:]))
    return not any(word.strip(",.") in _PRESS or word.strip(",.").endswith("s") for word in head)


def names_another(ahead: str, first: Speaker) -> bool:
    """Say whether narration has a sentence whose subject is a name other than the speaker's: `Orlova came late.`"""
    for sentence in re.split(r"[.!?…](?:\s+|$)", ahead):
        words = _WORD.findall(sentence[:_LONGEST_CLAUSE])
        name = list(itertools.takewhile(lambda word: word[0].isupper(), words))
        keys = [word.casefold() for word in name]
        plain = len(words) > len(name) > 0 and keys[0] not in (_OPENERS | _NO_NAMES)
        if plain and keys[-1] not in first.name and words[len(name)].casefold() not in _BEFORE_A_PLACE:
            return True
    return False


def others_say(text: str) -> bool:
    """Say whether somebody's words tell what others say: all verbs of speech but `we hope`, `I said`, `to tell`."""
    folded = fold(text).text
    before: list[str] = []
    for match in WORD.finditer(folded):
        word = key(match[0])
        own = not _FIRST_PERSON.isdisjoint(before[-3:]) or before[-1:] == ["to"] or _FIRST_PERSON_FORM.fullmatch(word)
        if _says(match[0]) and not own:
            return True
        before.append(word)
    plain = unstressed(folded)
    found = [*_ACCORDING.finditer(plain), *_PHRASE.finditer(plain)]
    return any(_of_somebody(plain, match) for match in found)


def _of_somebody(text: str, match: re.Match[str]) -> bool:
    """Say whether a phrase has a name in it, before it or behind it, and not `my` or `we`."""
    around = _WORD.findall(text[max(0, match.start() - 40) : match.start()])[-2:]
    here = [*around, *_WORD.findall(match[0])[1:], *_WORD.findall(text[match.end() : match.end() + 40])[:1]]
    return _FIRST_PERSON.isdisjoint(map(key, here)) and any(word[0].isupper() for word in here)


def chained(ahead: str, between: str, behind: str) -> bool:
    """Say whether one subject has both verbs: `Kuleba said “…” and added “…”.`, `Kuleba “…” dedi ve “…” diye ekledi.`

    Takes the sentence before the first quotation, what stands between the two, and what follows.
    """
    if len(between) > _LONGEST_CLAUSE or len(ahead) > _LONGEST_CLAUSE:
        return False
    words = [key(word) for word in _WORD.findall(between)]
    verbs = [word for word in words if _says(word)]
    tail = re.split(r"[.!?…](?:\s|$)", behind, maxsplit=1)[0]
    after = [key(word) for word in _WORD.findall(tail)]
    told = after[:1] == ["diye"] and len(after) == 2 and _says(after[1])
    if not verbs or any(word not in _AND and not _says(word) for word in words) or _AND.isdisjoint(words):
        return False
    # Before it stands who it is, with the first verb unless that stands behind the words.
    named = any(word[0].isupper() for word in _WORD.findall(ahead)) and sayings(ahead) <= 1
    ends = _says(words[0]) != bool(sayings(ahead))
    return named and ends and (told or not after) and not any(_REPLYING.fullmatch(word) for word in verbs)


def goes_on_saying(head: str, rest: str, opening: str) -> bool:
    """Say whether the sentence `head` … `rest` has one person who says something, and `opening` is `He added that`.

    `head` stands in the part before what is left out, `rest` and `opening` in what is left out.
    """
    words = [key(word) for word in _WORD.findall(opening)]
    heads = [match for match in _WORD.finditer(head) if _says(match[0])]
    if len(heads) != 1 or sayings(rest) or len(words) > _LONGEST_SUBJECT:
        return False
    pronoun = _PRONOUNS.get(words[0], "") if words else ""
    if pronoun not in ("he", "she") or len(words) < 2 or not _ADDING.fullmatch(words[1]):
        return False
    first = speaker(head[: heads[0].end()])
    fits = first is not None and first.name != () and first.form in ("", pronoun)
    return fits and all(word in ("that", "it", "he", "she", "they", "що", "что", "que") for word in words[2:])


def is_aside(gap: str) -> bool:
    """Say whether what stands between two stretches of narration is `, Kuleba said on Monday,` of the same sentence."""
    return is_enclosed(gap) and speaker(gap) is not None


def is_enclosed(gap: str) -> bool:
    """Say whether what is left out is an aside between two commas or dashes, with no clause of another's in it."""
    words = _WORD.findall(gap[:100])
    return _ASIDE.fullmatch(gap) is not None and bool(words) and words[0].casefold() not in _CONJUNCTIONS


def _subject_first(text: str) -> tuple[str, str]:
    """Split ` Kuleba on Monday` into the subject and the rest, which begins with a preposition or behind a comma."""
    for word in re.finditer(r"\S+", text):
        if word[0].casefold().strip(",") in _BEFORE_A_PLACE:
            return text[: word.start()], text[word.start() :]
        if word[0].endswith(","):
            return text[: word.end()], text[word.end() :]
    return text, ""


def _named(subject: str) -> tuple[str, tuple[str, ...]]:
    """The words for somebody, and the name that they end in (before a preposition), if they do; in lower case."""
    words = _WORD.findall(subject)
    if len(words) == 1 and words[0].casefold() in _PRONOUNS:
        return _PRONOUNS[words[0].casefold()], ()
    if words and words[0].casefold() in ("the", "a", "an", "o", "os", "as"):
        words = words[1:]
    name: list[str] = []
    for word in words:
        if word.casefold() in _BEFORE_A_PLACE:
            break
        name = [*name, word.casefold()] if word[0].isupper() and word.casefold() not in _CALENDAR else []
    return " ".join(words).casefold(), tuple(name)


def _names_somebody(tail: str) -> bool:
    """Say whether a name stands in the rest of a clause that follows no preposition of place or time but `to`."""
    before = ""
    for word in _WORD.findall(tail):
        placed = before in _BEFORE_A_PLACE and before != "to"
        if word[0].isupper() and word.casefold() not in _NO_NAMES and not placed:
            return True
        before = word.casefold()
    return False
