"""Words by which news says that somebody said something: lists and their forms, not logic.

Three strengths: a verb of SAYING attributes wherever it stands in the sentence; a verb of CALLING takes an
object and then the quoted words (“called it “a farce””); a verb of MANNER attributes only right beside them.
"""

from dataclasses import dataclass
from functools import lru_cache

SAYING, CALLING, MANNER = 3, 2, 1


@dataclass(frozen=True, slots=True)
class Verb:
    """What one form of a verb of attribution tells."""

    strength: int
    """SAYING, CALLING or MANNER."""
    form: str = "past"
    """`past` (or any finite form), `base` (say), `present` (says), `ing` (saying)."""
    noun: bool = False
    """Whether the same form is a noun as well (reports, claims), so that it counts beside a clear subject only."""
    gender: str = ""
    """`m`, `f` or `p` (several) where the form tells it."""
    inverts: bool = True
    """Whether the speaker may stand after it (“said Kuleba”)."""


_SAYING = """
say tell add insist claim argue assert declare announce note explain stress emphasize emphasise warn tweet
retweet write reply respond answer retort counter repeat reiterate observe comment remark suggest acknowledge
admit concede confess confirm maintain contend allege assure reassure caution vow pledge promise predict recall
recount quip joke complain lament conclude testify urge ask inquire wonder muse shout yell scream chant exclaim
whisper mutter boast mock opine remind advise propose reveal disclose guarantee protest plead elaborate clarify specify
remember reckon chide scold interject proclaim swear affirm theorize theorise hypothesize hypothesise post state
guess suspect demur persist deadpan rejoin riposte posit surmise divulge attest advocate exhort implore reminisce bellow
holler scoff sneer jeer taunt text email e-mail blog
pen interrupt muse bristle allege foresee forecast reflect specify expound
underline underscore report believe think deny rule read signal indicate imply hint
"""
_CALLING = """
call describe dub brand label term deem denounce decry condemn slam blast criticize criticise praise hail laud
dismiss reject accuse blame characterize characterise define portray depict welcome thank commend deride
ridicule refer speak talk compare liken rate express voice cite quote appeal tout offer lambast lambaste attack
defend apologize apologise regret invite instruct encourage hope fear worry highlight lash point demand order
threaten counsel request beg recommend dispute view see regard consider
applaud chastise rebuke castigate excoriate disparage mock bemoan bewail rue salute extol lampoon pan deplore rail
liken allude boast trumpet cheer
"""
_MANNER = """
begin continue go smile laugh sigh nod shrug grin sing feel know start finish end put fire chime weigh hit shoot
cry snap gush vent venture volunteer intone recite lecture summarize summarise sum figure speculate offer
mourn rage fume thunder growl bark sob weep beam agree disagree wink chuckle giggle groan moan rant roar hiss
blurt drawl echo crow enthuse marvel preach teach stammer splutter concur object interrupt open close
"""
# Verbs that call something what is quoted only with “as” before it: “views it as “a right””.
AS_VERBS = frozenset("view views viewed see sees saw regard regards regarded consider considers considered".split())
_IRREGULAR = {
    "say": ("said", "says", "saying"),
    "tell": ("told", "tells", "telling"),
    "write": ("wrote", "writes", "writing"),
    "begin": ("began", "begins", "beginning"),
    "go": ("went", "goes", "going"),
    "sing": ("sang", "sings", "singing"),
    "feel": ("felt", "feels", "feeling"),
    "know": ("knew", "knows", "knowing"),
    "put": ("put", "puts", "putting"),
    "shoot": ("shot", "shoots", "shooting"),
    "hit": ("hit", "hits", "hitting"),
    "swear": ("swore", "swears", "swearing"),
    "think": ("thought", "thinks", "thinking"),
    "speak": ("spoke", "speaks", "speaking"),
    "see": ("saw", "sees", "seeing"),
    "read": ("read", "reads", "reading"),
    "seek": ("sought", "seeks", "seeking"),
    "weep": ("wept", "weeps", "weeping"),
    "teach": ("taught", "teaches", "teaching"),
    "forget": ("forgot", "forgets", "forgetting"),
    "quip": ("quipped", "quips", "quipping"),
    "beg": ("begged", "begs", "begging"),
    "admit": ("admitted", "admits", "admitting"),
    "concur": ("concurred", "concurs", "concurring"),
    "grin": ("grinned", "grins", "grinning"),
    "snap": ("snapped", "snaps", "snapping"),
    "sob": ("sobbed", "sobs", "sobbing"),
    "slam": ("slammed", "slams", "slamming"),
    "regret": ("regretted", "regrets", "regretting"),
    "refer": ("referred", "refers", "referring"),
    "sum": ("summed", "sums", "summing"),
    "plead": ("pleaded", "pleads", "pleading"),
    "label": ("labelled", "labels", "labelling"),
    "signal": ("signalled", "signals", "signalling"),
    "nod": ("nodded", "nods", "nodding"),
    "tout": ("touted", "touts", "touting"),
    "demur": ("demurred", "demurs", "demurring"),
    "pen": ("penned", "pens", "penning"),
    "pan": ("panned", "pans", "panning"),
    "blog": ("blogged", "blogs", "blogging"),
    "extol": ("extolled", "extols", "extolling"),
    "foresee": ("foresaw", "foresees", "foreseeing"),
    "beseech": ("besought", "beseeches", "beseeching"),
    "rant": ("ranted", "rants", "ranting"),
    "quote": ("quoted", "quotes", "quoting"),
}
_MORE_FORMS = {
    "labeled": "label",
    "labeling": "label",
    "signaled": "signal",
    "signaling": "signal",
    "pled": "plead",
}
# Forms in -s (and bare forms) that stand as nouns more often than not.
_NOUNS = frozenset(
    """
claim comment remark report answer demand call note promise state post hope fear worry point signal estimate
guess cry shout joke request offer order rule read rate list term brand label attack voice view regard address
detail outline contest dispute thank end start finish figure fire weigh object rage beam bark open close tweet
vow pledge plea reply response counter protest praise blast appeal hint smile laugh sigh nod shrug grin speak
text email e-mail blog pen suspect jeer taunt sneer forecast holler bellow rebuke salute cheer rail pan trumpet rue
see want seek feel know put go hit begin continue blame cause mock rant roar vent venture volunteer lecture sum
talk think expect consider defend believe agree retweet reject compare repeat express maintain deny
quote cite chant scream yell quip lament boast retort riposte surmise whisper mutter post advocate wonder caution
counsel regret
""".split()
)
_SAYING_OTHER = """
disse disseram afirmou afirmaram declarou declararam acrescentou explicou explicaram respondeu contou escreveu
destacou ressaltou enfatizou alertou avisou garantiu reconheceu admitiu negou insistiu observou comentou
completou concluiu reiterou lembrou anunciou informou relatou argumentou defendeu diz dizem dizia afirma afirmam
explica acrescenta escreve avalia avaliou ponderou reforçou pediu prometeu questionou perguntou resumiu tuitou
frisou sublinhou apontou denunciou dizendo afirmando acrescentando contestou rebateu confirmou advertiu dedi
dediler diyor diyen diyerek söyledi söyleyen belirtti belirten kaydetti vurguladı açıkladı ekledi aktardı yazdı
uyardı sordu yanıtladı savundu anlattı bildirdi hatırlattı söylüyor belirtiyor konuştu каже кажуть говорить пише
пишуть зазначає наголошує додає пояснює підкреслює вважає стверджує запевняє розповідає повідомляє говорит
говорят пишет отмечает подчеркивает подчёркивает добавляет поясняет считает утверждает уверяет рассказывает
сообщает указывает йдеться говорится сказано цитує цитирует dijo dijeron afirmó afirmaron declaró aseguró señaló
explicó añadió agregó indicó sostuvo insistió advirtió respondió comentó manifestó subrayó destacó recordó
escribió dice aseveró dit déclaré affirmé expliqué ajouté souligné assuré estimé précisé lancé répondu déclare
affirme ajoute souligne estime sagte sagten erklärte erklärten betonte meinte schrieb berichtete warnte forderte
erwiderte antwortete versicherte exigiu exigiram
fügte powiedział powiedziała stwierdził stwierdziła dodał dodała podkreślił podkreśliła zaznaczył zaznaczyła
oświadczył oświadczyła sade sa säger
"""
_CALLING_OTHER = """
chamou classificou descreveu considerou criticou condenou acusou definiu rejeitou qualificou elogiou
nannte nannten bezeichnete bezeichneten nitelendirdi tanımladı niteledi adlandırdı calificó describió llamó acusó
отверг отвергла отвергли відкинув відкинула відкинули
"""
_MANNER_OTHER = """
etti eden kullandı kullanan bulundu bulunan yaptı getirdi çekti sürdü gösterdi paylaştı verdi continuou
prosseguiu brincou começou
"""
_UKRAINIAN_SAYING = """
сказа заяви дода повідоми наголоси підкресли зазначи поясни відпові розпові уточни запевни попереди написа
нагада пожартува пообіця вигукну запита спита прокоментува застеріг вказа висловив запропонува прошепоті
нагада визна зауважи пообіця резюмува підсумува констатува запереч поскаржи закли призна додав повторив вимага зажада
"""
_RUSSIAN_SAYING = """
сказа заяви добави сообщи подчеркну отмети поясни объясни ответи рассказа уточни завери предупреди написа
пошути воскликну спроси предложи прошепта посетова предостерег указа возрази
напомни призна замети призва пообеща прокомментирова констатирова возрази указа повтори резюмирова потребова
"""
_REFLEXIVE_SAYING = """
зізна обури поцікави усміхну сказа погоди засмія розсмія поскаржи призна поинтересова возмути усмехну пожалова
согласи засмея рассмея заступи обмови
"""
_UKRAINIAN_CALLING = "назва охарактеризува описа розкритикува засуди"
_RUSSIAN_CALLING = "назва охарактеризова описа раскритикова осуди"
_NOT_INVERTED = frozenset("told told tells telling accused blamed thanked urged assured reminded".split())

FINDING = frozenset("found finds find showed shows show made makes".split())
"""Verbs that attribute where a report or a poll is their subject, and “made clear”."""
SPEECH_NOUNS = frozenset(
    """
statement statements remark remarks comment comments claim claims assertion promise promises pledge pledges
warning warnings view belief argument description insistence call demand message answer response reply question
conclusion words word verdict advice opinion testimony tweet speech letter admission accusation allegation
complaint announcement assessment suggestion plea appeal vow threat line catchphrase motto reasoning refrain
mantra guess suspicion phrase formulation estimation telling account retort rebuttal riposte
explanation justification excuse diagnosis prediction characterization characterisation declaration
palavras frase declaração resposta promessa sözleri ifadesi слова словами заява заяву заявление
повідомленні повідомлення сообщении сообщение""".split()
)
"""Nouns whose owner said what follows: “his answer: …”, “Peskov’s own words”."""
TITLE_NOUNS = frozenset(
    """
film movie book novel song album series show play musical poem essay article op-ed editorial documentary episode
podcast game exhibition painting headline titled entitled single track memoir report hashtag column programme
program opera ballet magazine sitcom livro filme música série romance artigo livre kitap kitabı filmi dizi
dizisi şarkısı книга книзі книгу фільм фільмі пісня пісню серіал фильм фильме песня песню сериал статье статті
романі роман""".split()
)
"""Nouns before the title of a work."""
TERM_NOUNS = frozenset(
    """
term terms word words phrase label slogan nickname so-called called known code-named codenamed nicknamed dubbed
termed named expression euphemism acronym moniker branded the_so-called chamado chamada chamados chamadas sözde
adlı так званий звана звану званого называемый называемая называемую называемой называемого званої""".split()
)
"""Words before a quoted term that nobody in particular is speaking."""
ACCORDING = {
    ("according", "to"),
    ("segundo",),
    ("conforme",),
    ("de", "acordo", "com"),
    ("na", "avaliação", "de"),
    ("nas", "palavras", "de"),
    ("за", "словами"),
    ("зі", "слів"),
    ("на", "думку"),
    ("за", "даними"),
    ("по", "словам"),
    ("со", "слов"),
    ("по", "мнению"),
    ("по", "данным"),
    ("según",),
    ("selon",),
    ("laut",),
    ("według",),
    ("zdaniem",),
    ("in", "the", "words", "of"),
    ("in", "the", "eyes", "of"),
    ("in", "the", "telling", "of"),
    ("in", "the", "view", "of"),
    ("in", "the", "opinion", "of"),
    ("enligt",),
}
"""Phrases before the name of who said it."""
PRONOUNS = {
    "he": "m",
    "she": "f",
    "they": "p",
    "it": "n",
    "ele": "m",
    "ela": "f",
    "eles": "p",
    "elas": "p",
    "він": "m",
    "вона": "f",
    "вони": "p",
    "он": "m",
    "она": "f",
    "они": "p",
    "él": "m",
    "ella": "f",
    "il": "m",
    "elle": "f",
    "a-t-il": "m",
    "a-t-elle": "f",
    "er": "m",
}
"""Pronouns that stand for a speaker, with what they say of him, her or them."""
POSSESSIVE_PRONOUNS = {"his": "m", "her": "f", "their": "p", "its": "n", "seu": "", "sua": "", "його": "m", "її": "f"}
"""Pronouns before a noun of speech."""
AUXILIARIES = frozenset(
    """
has had have having is was were are be been being did does do not n’t also later then earlier previously
repeatedly reportedly separately simply once again still just even ever never further only already will would
could should may might must can both all himself herself themselves itself first finally meanwhile though
however too jokingly flatly famously recently initially afterwards afterward subsequently publicly privately
today yesterday tomorrow tonight which always often sometimes instead quickly tinha havia também já depois ainda
não ayrıca şunları şunu şöyle bunları bunu daha sonra da de ise також ще вже раніше потім теж также ещё еще уже
ранее потом позже затем a ha ont hat haben""".split()
)
"""Small words between a subject and its verb."""
BE_FORMS = frozenset("is was were are be been being was getting get got gets foi é são foram será".split())
"""Forms of “to be” before a passive."""


def _english_forms(base: str) -> tuple[str, str, str]:
    """Give past, present and -ing of a verb in English."""
    if base in _IRREGULAR:
        return _IRREGULAR[base]
    if base.endswith("e"):
        return base + "d", base + "s", base[:-1] + "ing"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied", base[:-1] + "ies", base + "ing"
    hissing = base.endswith(("s", "sh", "ch", "x", "z"))
    return base + "ed", base + ("es" if hissing else "s"), base + "ing"


@lru_cache(maxsize=1)
def verbs() -> dict[str, Verb]:
    """Give every form of a verb of attribution, in lower case."""
    table: dict[str, Verb] = {}
    for words, strength in ((_MANNER, MANNER), (_CALLING, CALLING), (_SAYING, SAYING)):
        for base in words.split():
            past, present, ing = _english_forms(base)
            noun = base in _NOUNS
            same = past == base
            table[base] = Verb(strength, "base", noun or same, inverts=False)
            table[present] = Verb(strength, "present", noun, inverts=strength != CALLING)
            table[ing] = Verb(strength, "ing", noun, inverts=False)
            table[past] = Verb(
                strength, "past", noun and same, inverts=strength != CALLING and past not in _NOT_INVERTED
            )
    for form, base in _MORE_FORMS.items():
        table[form] = table[_english_forms(base)[0 if form.endswith("d") else 2]]
    table["said"] = Verb(SAYING)
    for form in FINDING:
        table[form] = Verb(SAYING, "base" if form in ("find", "show") else "past", inverts=False)
    for words, strength in ((_MANNER_OTHER, MANNER), (_CALLING_OTHER, CALLING), (_SAYING_OTHER, SAYING)):
        for form in words.split():
            table[form] = Verb(strength, "ing" if form.endswith("ndo") else "past")
    for stems, strength in ((_UKRAINIAN_CALLING, CALLING), (_UKRAINIAN_SAYING, SAYING)):
        for stem in stems.split():
            for ending, gender in (("в", "m"), ("ла", "f"), ("ли", "p")):
                table[stem + ending] = Verb(strength, gender=gender)
    for stems, strength in ((_RUSSIAN_CALLING, CALLING), (_RUSSIAN_SAYING, SAYING)):
        for stem in stems.split():
            for ending, gender in (("л", "m"), ("ла", "f"), ("ли", "p")):
                table[stem + ending] = Verb(strength, gender=gender)
    for stem in _REFLEXIVE_SAYING.split():
        for ending, gender in (("вся", "m"), ("лся", "m"), ("лася", "f"), ("лась", "f"), ("лися", "p"), ("лись", "p")):
            table[stem + ending] = Verb(SAYING, gender=gender)
    table["сказано"] = Verb(SAYING)
    return table
