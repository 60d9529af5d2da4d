"""Words by which persons, offices, bodies and places are known in news: lists, not logic.

All are lower case. Lists are grouped by language: English, Portuguese, Turkish, then Ukrainian and Russian.
"""

import re
from functools import lru_cache


def _set(*lines: str) -> frozenset[str]:
    """Make a set of the words in `lines`; an underscore stands for a blank inside a word."""
    return frozenset(word for line in lines for word in line.split())


TITLES = _set(
    "mr mr. mrs mrs. ms ms. miss dr dr. prof prof. sir dame lord lady baroness baron count sen sen. sens. rep",
    "rep. reps. gov gov. gen gen. lt lt.",
    "col col. maj maj. capt capt. cmdr cmdr. adm adm. sgt sgt. cpl cpl. cllr cllr. fmr fmr. rev rev. hon hon.",
    "pres pres. fr fr. st. insp insp. det det.",
    "sr sr. sra sra. dom dona dra dra.  sayın пан пані г-н г-жа",
)
"""Forms of address that stand before a name."""
MALE_WORDS = _set(
    "mr mr. sir lord king prince duke baron father brother son husband chairman spokesman congressman",
    "councilman alderman businessman",
    "policeman gentleman uncle grandfather nephew pope emperor monk statesman clergyman fisherman sheikh",
    "widower man boy",
    "sr sr. senhor rei príncipe пан г-н король",
)
"""Words that say that a person is a man."""
FEMALE_WORDS = _set(
    "mrs mrs. ms ms. miss dame lady baroness queen princess duchess mother sister daughter wife chairwoman",
    "spokeswoman congresswoman",
    "councilwoman businesswoman policewoman aunt grandmother niece nun actress widow woman girl stateswoman",
    "empress heroine",
    "sra sra. senhora rainha ministra senadora presidenta professora diretora deputada vereadora prefeita",
    "governadora",
    "pesquisadora пані г-жа речниця міністерка депутатка прем’єрка очільниця керівниця представниця",
    "журналістка пресс-секретарша королева",
)
"""Words that say that a person is a woman."""
_TRADES = (
    "rancher lobbyist operative biographer trucker welder carpenter plumber electrician mechanic barber",
    "bartender waiter waitress cashier janitor retiree pensioner schoolteacher grower logger roofer",
    "bricklayer steelworker machinist dispatcher bailiff juror litigator counselor counsellor therapist",
    "psychiatrist dentist veterinarian librarian curator archivist translator interpreter blogger vlogger",
    "influencer podcaster newsman anchorwoman anchorman superintendent provost headmaster headmistress",
    "comptroller assemblyman assemblywoman freshman frontbencher backbencher bandleader rapper undertaker",
    "gardener butcher cobbler tailor beekeeper shepherd organist choirmaster signalman",
)
"""What people do for a living, as no title that stands before a name in capitals."""
ROLES = _set(
    # English: offices
    "president minister premier chancellor secretary undersecretary senator congressman congresswoman",
    "representative governor mayor",
    "ambassador envoy delegate negotiator mediator diplomat attaché commissioner commissar chairman",
    "chairwoman chairperson chair",
    "chief head director leader speaker moderator spokesman spokeswoman spokesperson spokespeople whip lawmaker",
    "legislator deputy mp mep parliamentarian",
    "councillor councilor councilman councilwoman alderman king queen prince princess emperor sultan emir",
    "sheikh pope cardinal bishop archbishop",
    "patriarch rabbi imam ayatollah priest pastor chaplain pontiff monarch judge justice magistrate",
    "prosecutor attorney lawyer solicitor barrister",
    "counsel ombudsman ombudswoman inspector general admiral colonel major captain lieutenant commander",
    "sergeant marshal brigadier officer",
    "sheriff detective constable soldier official adviser advisor aide assistant strategist pollster",
    "organiser organizer activist campaigner",
    "coordinator co-ordinator rapporteur observer monitor inspector auditor treasurer trustee clerk registrar",
    "counterpart successor predecessor",
    "rival opponent candidate nominee incumbent ally critic veteran dissident defector rebel warlord",
    # English: work
    "ceo cfo coo cto founder co-founder cofounder owner partner executive manager boss analyst economist",
    "expert specialist scholar professor",
    "lecturer researcher scientist historian sociologist psychologist anthropologist geologist biologist",
    "physicist chemist epidemiologist virologist",
    "engineer doctor physician surgeon nurse paramedic midwife pharmacist teacher principal headteacher",
    "student pupil farmer fisherman miner worker",
    "driver pilot sailor builder baker cook chef shopkeeper trader banker broker investor entrepreneur",
    "businessman businesswoman consultant",
    "author writer poet novelist playwright journalist reporter correspondent editor columnist commentator",
    "broadcaster anchor presenter host",
    "photographer filmmaker producer artist painter sculptor musician singer songwriter composer conductor",
    "actor actress star comedian designer",
    "architect athlete player coach captain striker goalkeeper trainer champion fellow resident villager",
    "neighbor neighbour witness survivor victim",
    "refugee evacuee mother father sister brother wife husband widow son daughter uncle aunt cousin",
    "grandmother grandfather parent friend",
    "colleague passenger protester demonstrator volunteer voter patient tourist customer shopper tenant",
    "landlord deportee hostage prisoner inmate",
    "suspect defendant plaintiff source insider person man woman boy girl teenager child firefighter rescuer",
    "guard ranger",
    *_TRADES,
    # Portuguese
    "presidente ministro ministra chanceler premiê primeiro-ministro primeira-ministra porta-voz senador",
    "senadora deputado deputada governador",
    "governadora prefeito prefeita embaixador embaixadora negociador negociadora assessor assessora professor",
    "professora analista economista",
    "especialista pesquisador pesquisadora diretor diretora chefe líder secretário secretária general coronel",
    "juiz juíza promotor procurador",
    "advogado advogada médico médica vereador vereadora representante mediador mediadora conselheiro",
    "conselheira diplomata autoridade",
    "funcionário morador moradora pescador jornalista comandante rei rainha papa",
    # French and Spanish
    "ministre président présidente chancelier chancelière porte-parole secrétaire député députée maire portavoz",
    "canciller alcalde alcaldesa senadora diputado diputada gobernador gobernadora",
    # Turkish
    "bakan bakanı başbakan cumhurbaşkanı başkan başkanı sözcü sözcüsü büyükelçi büyükelçisi vali valisi",
    "milletvekili genel müdür müdürü",
    "profesör prof uzman uzmanı danışman danışmanı temsilci temsilcisi yetkili yetkilisi lider lideri komutan",
    "komutanı gazeteci balıkçı yardımcısı",
    # Ukrainian and Russian
    "президент президента президентка президентки прем’єрка міністр міністра міністерка міністерки прем’єр",
    "прем’єр-міністр прем’єр-міністра речник речниця голова глава глави керівник",
    "керівниця радник радниця посол депутат депутатка нардеп губернатор мер мерка директор директорка генерал",
    "полковник професор професорка",
    "експерт експертка еколог політолог соціолог історик историк эколог политолог социолог адвокат адвокатка",
    "аналітик аналітикиня юрист переговорник представник представниця очільник очільниця чиновник журналіст",
    "журналістка",
    "заступник заступниця секретар канцлер лідер лідерка командувач спікер лікар лікарка вчителька учитель",
    "министр министра премьер премьер-министр пресс-секретарь представитель представительница руководитель",
    "советник помощник депутат губернатор",
    "мэр директор профессор эксперт аналитик переговорщик чиновник журналист журналистка заместитель",
    "секретарь лидер командующий спикер",
    "канцлер врач учительница уполномоченный омбудсмен сенатор дипломат",
)
"""Words that a person can be called by instead of the name, or that stand before it."""
NO_TITLES = _set(
    "star man woman boy girl child person resident player source friend mother son",
    "daughter wife husband widow parent",
    "veteran victim witness survivor suspect patient passenger neighbor neighbour student pupil teenager",
    "guard ranger rival ally opponent",
    "critic owner partner worker volunteer voter tourist customer cousin aunt uncle monitor observer insider",
    *_TRADES,
    "head general",
)
"""Words of ROLES that don't stand before a name as a title in capitals."""
ROLE_SUFFIXES = (
    *("ologist", "ographer", "keeper", "maker", "worker", "woman", "person"),
    *("minister", "ministerin", "präsident", "präsidentin", "kanzler", "kanzlerin", "sprecher", "sprecherin"),
)
"""Endings of English and German words for people that are not listed: Außenminister, Regierungssprecherin."""
NATIONALS = _set(
    "swede dane finn pole turk briton spaniard frenchman frenchwoman englishman irishman scotsman welshman",
    "dutchman serb croat slovak kurd",
    "scot israelite texan californian yorker londoner parisian berliner democrat republican conservative",
    "liberal socialist libertarian",
    "independent progressive communist nationalist populist",
)
"""What somebody is called after a country, a town or a party: “the Swede said”."""
EPITHETS = _set(
    "billionaire millionaire tycoon mogul magnate businessman businesswoman entrepreneur nominee candidate contender",
    "front-runner frontrunner hopeful challenger incumbent politician statesman stateswoman native veteran",
    "leader strongman autocrat populist firebrand provocateur octogenarian septuagenarian republican democrat",
    "conservative liberal independent socialist progressive",
)
"""What news calls somebody whom it has named already, whatever the office: “the billionaire said”."""
MODIFIERS = _set(
    "deputy vice prime foreign defense defence interior finance justice health education economy energy trade",
    "culture agriculture transport",
    "transportation environment labor labour home external european internal affairs state treasury commerce",
    "housing industry infrastructure",
    "chief senior junior top lead leading former ex acting interim incoming outgoing current newly elected",
    "then longtime long-time",
    "first second third press national security military political human rights public general executive",
    "managing assistant associate",
    "special permanent opposition ruling government parliamentary presidential ministerial federal regional",
    "local district provincial city",
    "state-run and of for the anti-corruption climate science policy party union trade campaign",
    "defence-ministry digital social relations",
    "investment development research study programme program fisheries water emergency border customs fire",
    "police army navy air force",
    "relações exteriores defesa interior saúde fazenda economia justiça educação ex-presidente estado",
    "dışişleri içişleri savunma sağlık maliye adalet millî eğitim",
    "закордонних справ оборони внутрішніх фінансів юстиції освіти иностранных дел обороны внутренних финансов",
    "офісу перший первый",
)
"""Words that stand inside the title of an office."""
BODIES = _set(
    "ministry department agency administration office bureau commission committee council board court",
    "tribunal parliament senate congress",
    "assembly house cabinet government kremlin pentagon duma rada bundestag union university college",
    "institute institution school academy guild lobby",
    "center centre foundation fund bank company corporation corp corp. inc inc. ltd ltd. llc co. group party",
    "movement coalition alliance league",
    "federation association society club team forces force army navy police guard service services station",
    "channel television radio tv news",
    "times post journal chronicle herald tribune guardian gazette newspaper magazine press network embassy",
    "consulate hospital church mosque delegation",
    "mission secretariat presidency chamber organization organisation authority airlines airways railways",
    "laboratory observatory museum",
    "nations treaty brigade regiment battalion militia watchdog regulator think-tank tank campaign camp side",
    "firm",
    "publisher studio chain operator carrier ombudsman’s charity syndicate cooperative co-operative",
    "consortium trust port airport",
    "ministério governo agência parlamento câmara prefeitura universidade instituto banco partido polícia",
    "exército comissão conselho jornal",
    "empresa companhia tribunal secretaria comitê associação sindicato embaixada presidência",
    "bakanlığı bakanlık hükümet hükümeti ajansı ajans parti partisi üniversitesi komisyonu konseyi kurumu",
    "belediyesi büyükelçiliği başkanlığı",
    "міністерство уряд агентство парламент рада комісія комітет партія університет інститут банк служба",
    "поліція посольство компанія газета",
    "офіс мзс міноборони оп снбо министерство правительство агентство парламент совет комиссия комитет партия",
    "университет институт служба",
    "ведомство ведомства відомство відомства",
    "полиция посольство компания газета мид минобороны кремль кремля",
)
"""Words that say that a name is not a person's but a body's."""
GEOGRAPHY = _set(
    "lake mount mountain river creek fort port cape camp san santa saint new north south east west upper",
    "lower great street road avenue lane",
    "square valley island islands bay beach hotel park city county town village district airport bridge gate",
    "hill hills forest desert sea ocean",
    "gulf strait canal dam pass tower palace castle cathedral stadium theatre theater hall station los las el",
    "summit conference exchange front action average",
)
"""Words that make a name a place's or an event's, beside the names of PLACES."""
MESSAGES = _set(
    "statement release letter report tweet post website document documents memo poll survey study indictment",
    "complaint ruling verdict",
    "filing declaration communique communiqué note notice message website page email e-mail announcement",
    "advisory bulletin transcript",
    "ad ads advertisement commercial caption description sign banner headline editorial article text",
    "resolution lawsuit affidavit placard poster sticker label inscription account memorandum agreement accord treaty",
    "pact draft charter constitution brief petition manifesto dossier readout cable guidelines decree communication",
    "motion testimony preamble clause paper statute amendment directive memoir op-ed regulation guidance",
    "nota comunicado carta relatório documento açıklama заява заяві повідомлення повідомленні заявление",
    "заявлении сообщение сообщении",
)
"""Things that are said to say something; who made them is looked for behind them."""
PLURAL_PEOPLE = _set(
    "officials sources lawmakers residents witnesses researchers scientists analysts experts critics",
    "supporters opponents activists diplomats",
    "negotiators prosecutors police authorities investigators teachers students farmers protesters",
    "demonstrators doctors nurses workers",
    "forecasters economists aides advisers advisors members colleagues friends neighbors neighbours families",
    "parents survivors refugees",
    "organizers organisers lawyers attorneys judges reporters journalists editors authors observers people",
    "many some others ministers leaders",
    "soldiers troops rebels villagers fishermen sailors traders investors executives democrats republicans",
    "commentators politicians",
    "autoridades fontes especialistas moradores testemunhas yetkililer uzmanlar kaynaklar чиновники експерти",
    "джерела эксперты источники",
)
"""Several people without a name."""
PLACES = _set(
    "afghanistan albania algeria andorra angola argentina armenia australia austria azerbaijan bahrain",
    "bangladesh belarus belgium bolivia bosnia",
    "botswana brazil britain bulgaria burkina cambodia cameroon canada chad chile china colombia congo",
    "croatia cuba cyprus czechia denmark",
    "ecuador egypt england eritrea estonia ethiopia europe finland france gabon gambia georgia germany ghana",
    "greece guatemala guinea haiti",
    "honduras hungary iceland india indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan",
    "kenya kosovo kuwait kyrgyzstan laos",
    "latvia lebanon liberia libya lithuania luxembourg madagascar malaysia mali malta mauritania mexico",
    "moldova monaco mongolia montenegro",
    "morocco mozambique myanmar namibia nepal netherlands nicaragua niger nigeria norway oman pakistan",
    "palestine panama paraguay peru",
    "philippines poland portugal qatar romania russia rwanda samoa scotland senegal serbia singapore slovakia",
    "slovenia somalia spain sudan",
    "suriname sweden switzerland syria taiwan tajikistan tanzania thailand togo tunisia turkey türkiye",
    "turkmenistan uganda ukraine uruguay",
    "uzbekistan venezuela vietnam wales yemen zambia zimbabwe africa asia america americas antarctica eurasia",
    "crimea donbas donbass donetsk",
    "luhansk lugansk gaza u.s. us usa u.k. uk eu e.u. uae u.n. un nato",
    "moscow kyiv kiev minsk ankara istanbul antalya washington beijing brussels berlin paris london rome",
    "madrid lisbon warsaw vienna geneva",
    "prague budapest bucharest sofia athens belgrade zagreb tehran baghdad damascus jerusalem cairo riyadh",
    "doha dubai delhi islamabad kabul",
    "tokyo seoul pyongyang taipei hanoi bangkok jakarta manila canberra ottawa brasília brasilia havana",
    "caracas bogotá nairobi lagos kharkiv",
    "mariupol odesa odessa lviv kherson gomel brest chernobyl zaporizhzhia dnipro mykolaiv",
    "california texas florida ohio indiana york jersey virginia carolina dakota michigan wisconsin",
    "pennsylvania illinois iowa kansas kentucky",
    "louisiana massachusetts minnesota mississippi missouri montana nebraska nevada oregon tennessee utah",
    "vermont wyoming arizona alaska hawaii",
    "brasil rússia ucrânia turquia china eua portugal rusya ukrayna türkiye abd almanya fransa росія україна",
    "туреччина сша китай білорусь",
    "россия украина турция китай беларусь белоруссия москва київ киев москва мінськ анкара брюссель вашингтон",
)
"""Countries, regions and capitals: as the subject of “said” they stand for a government."""
DEMONYMS = _set(
    "afghan albanian algerian american argentine armenian australian austrian azerbaijani belarusian belgian",
    "brazilian british bulgarian canadian",
    "chilean chinese colombian croatian cuban cypriot czech danish dutch egyptian english estonian ethiopian",
    "european finnish french georgian",
    "german greek hungarian icelandic indian indonesian iranian iraqi irish israeli italian japanese",
    "jordanian kazakh kenyan korean kosovar",
    "kuwaiti latvian lebanese libyan lithuanian macedonian malaysian maltese mexican moldovan mongolian",
    "moroccan nepalese nigerian norwegian",
    "pakistani palestinian peruvian philippine filipino polish portuguese qatari romanian russian saudi",
    "scottish serbian singaporean slovak",
    "slovenian somali spanish sudanese swedish swiss syrian taiwanese thai tunisian turkish ukrainian",
    "venezuelan vietnamese welsh yemeni",
    "african asian arab western eastern northern southern central north south east west new democratic",
    "republican conservative labour",
    "americans russians ukrainians turks chinese europeans democrats republicans christian muslim jewish",
    "catholic orthodox soviet",
)
"""Words for what belongs to a country, a region or a party."""
CALENDAR = _set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july",
    "august september october november",
    "december jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec. mon. tue. tues. wed. thu. thurs.",
    "fri. sat. sun.",
    "easter christmas ramadan today yesterday tomorrow tonight",
    "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo segunda terça quarta",
    "quinta sexta janeiro fevereiro março",
    "abril maio junho julho agosto setembro outubro novembro dezembro ontem hoje amanhã",
    "pazartesi salı çarşamba perşembe cuma cumartesi pazar ocak şubat mart nisan mayıs haziran temmuz ağustos",
    "eylül ekim kasım aralık dün bugün",
    "понеділок вівторок середу середа четвер п’ятницю п’ятниця суботу неділю понедельник вторник среду",
    "четверг пятницу субботу воскресенье",
    "вчора сьогодні вчера сегодня",
)
"""Days and months, which are written like names."""
FUNCTION_WORDS = _set(
    "a an the this that these those he she it they we i you his her its their our my your him them us me who",
    "whom whose which what when where",
    "why how and or but nor so yet if then than as at by for from in into of off on onto out over to toward",
    "towards under until upon up with",
    "within without after before during since while although though because despite besides against among",
    "amid around between beyond near",
    "not no yes all any both each either neither every few many more most much several some such one two",
    "three four five six seven eight nine ten",
    "however meanwhile moreover nevertheless still also even just only later earlier now once again here",
    "there thus therefore instead indeed",
    "according asked addressing speaking following given like unlike about across along is are was were be",
    "been being has have had do does did",
    "will would can could may might shall should must let perhaps maybe another other others last next first",
    "second third per via regarding",
    "additionally finally separately recently today yesterday tomorrow tonight ok okay well oh hello dear",
    "whether unless rather nearly almost",
    "o os as um uma uns umas de do da dos das em no na nos nas ao aos à às por pelo pela para com sem sob",
    "sobre entre até que quem se mas e ou",
    "ele ela eles elas seu sua este esta esse essa isso já não mais também ainda depois antes segundo",
    "conforme enquanto quando como porém",
    "ve veya ama ancak fakat bu şu o bir ile için de da ki onun onlar daha çok en gibi göre sonra önce ise hem",
    "і й та а але або у в на з із зі до від за по про при для без над під це цей ця ці той та він вона воно",
    "вони ми ви я ти його її їх що як",
    "який яка які коли де так не ні також ще вже після перед однак водночас тим и или но в во на с со к ко от",
    "за по про при для без над под это",
    "этот эта эти тот он она оно они мы вы его её ее их что как который которая которые когда где не нет",
    "также ещё еще уже после перед однако",
)
"""Words that begin a sentence in a capital without being a name."""
NAME_PARTICLES = _set(
    "de da do dos das del della di du van von der den ter bin ibn al el la le ben abu bint zu zur af av",
)
"""Small words inside a name."""

_CASE_ENDING = re.compile(
    r"(?:ого|ому|ыми|ими|ою|ею|єю|ої|ой|ей|ым|им|ом|ем|єм|ую|юю|ая|яя|ий|ій|ый|ым|ові|еві|єві|ия|ія|ии|ії|ию|ію|а|я|у|ю|и|і|ї|о|е|є|ы|ь|й)\Z"
)


@lru_cache(maxsize=20_000)
def cyrillic_stem(word: str) -> str:
    """Take the case ending off a Cyrillic word in any case of letters, so that Кулебу meets Кулеба; others stay."""
    low = word.lower()
    if len(low) < 4 or not "\u0400" <= low[0] <= "\u052f":
        return low
    stem = _CASE_ENDING.sub("", low)
    return stem if len(stem) >= 3 else low


def is_cyrillic(word: str) -> bool:
    """Tell whether a word is written in Cyrillic letters."""
    return "\u0400" <= word[:1] <= "\u052f"


def is_role(low: str) -> bool:
    """Tell whether a lower-case word names an office or a kind of work."""
    if low in ROLES:
        return True
    if low.endswith(ROLE_SUFFIXES):
        return len(low) > 7
    if "-" in low:
        return low.rsplit("-", 1)[1] in ROLES
    return "\u0400" <= low[:1] <= "\u052f" and cyrillic_stem(low) in _role_stems()


@lru_cache(maxsize=1)
def _role_stems() -> frozenset[str]:
    """Give the Ukrainian and Russian words of ROLES without their endings."""
    return frozenset(cyrillic_stem(role) for role in ROLES if role[0] > "\u0400" and len(role) > 4)


def is_body(low: str) -> bool:
    """Tell whether a lower-case word names a body, in any Ukrainian or Russian case."""
    return low in BODIES or ("\u0400" <= low[:1] <= "\u052f" and cyrillic_stem(low) in _body_stems())


@lru_cache(maxsize=1)
def _body_stems() -> frozenset[str]:
    """Give the Ukrainian and Russian words of BODIES without their endings."""
    return frozenset(cyrillic_stem(body) for body in BODIES if body[0] > "\u0400" and len(body) > 4)


_GENERAL_ROLES = """
spokesman spokeswoman spokesperson = spokesman spokeswoman spokesperson
lawmaker legislator parliamentarian congressman congresswoman = senator congressman congresswoman representative mp
    deputy rep. sen. sen rep lawmaker legislator
premier = prime premier
envoy diplomat = ambassador envoy diplomat negotiator minister mediator delegate
negotiator mediator = negotiator mediator envoy
leader = leader president premier prime chancellor chairman chairwoman head chief king pope secretary-general
analyst expert scholar academic researcher scientist specialist = analyst expert professor researcher scholar
    scientist academic fellow economist historian specialist lecturer director geologist biologist physicist
    chemist sociologist epidemiologist virologist dr. prof.
chief head = chief head director secretary-general president chairman chairwoman commander commissioner
executive boss = ceo executive chief founder co-founder chairman chairwoman president boss
official = minister secretary adviser advisor director commissioner head governor mayor deputy official
politician = politician president minister mayor governor senator chancellor premier candidate leader congressman
    congresswoman mp
commander officer soldier = commander general colonel admiral marshal captain major lieutenant officer gen. col.
    lt. maj. capt. adm.
lawyer attorney = lawyer attorney counsel solicitor barrister prosecutor
singer musician artist star = singer musician actress actor artist star songwriter composer performer
actress actor = actress actor star
coach manager trainer = coach manager trainer
doctor physician = doctor physician surgeon dr. dr
chanceler = chanceler ministro ministra
министр міністр = министр міністр глава очільник руководитель
глава очільник голова керівник = президент міністр глава очільник голова керівник
руководитель = президент министр глава руководитель
чиновник = міністр министр голова глава заступник заместитель
"""


@lru_cache(maxsize=1)
def _meanings() -> dict[str, frozenset[str]]:
    """Read the table of general words for offices and what they may mean."""
    table: dict[str, frozenset[str]] = {}
    for row in re.sub(r"\n +", " ", _GENERAL_ROLES.strip()).split("\n"):
        generals, specials = row.split(" = ")
        table.update(dict.fromkeys(generals.split(), frozenset(specials.split())))
    return table


def meanings(role: str) -> frozenset[str]:
    """Give the offices that a general word for one (“official”, “lawmaker”) may mean; none for other words."""
    return _meanings().get(role, frozenset())
