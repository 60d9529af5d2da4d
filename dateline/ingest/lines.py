"""One line at a time: what a line that is not an article's text looks like, and what it states nevertheless.

The rules are rows of RULES; each looks at one line by itself and gives a reason, or None. What no line shows by
itself is judged in `clean`. A word of a page in another language is one more word in PHRASES.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from dateline.ingest import metadata
from dateline.ingest.article import Line, Stated
from dateline.patterns import Guarded

# --- What the rules know ------------------------------------------------------------------------------------

_PHRASES = """
share | share this | share this article | share this story | share on facebook | share on twitter
share on x | share on linkedin | share on whatsapp | share via email | share link | share article
share with friends | facebook | twitter | whatsapp | telegram | linkedin | pinterest | reddit | instagram
youtube | email | e-mail | print | print article | print this page | tweet | copy link | link copied
copy url | save | save article | bookmark | listen | listen to this article | text size | font size
increase text size | decrease text size | gift this article | share save | share full article
teilen | auf facebook teilen | auf twitter teilen | artikel teilen | drucken | merken | per e-mail teilen
link kopieren | vorlesen
partager | partager l'article | partager sur facebook | partager sur twitter | imprimer | envoyer par e-mail
copier le lien
compartir | compartir en facebook | compartir en twitter | imprimir | copiar enlace | compartilhar
compartilhe | compartilhe no facebook | compartilhe no whatsapp | copiar link | salvar | ouvir
ouça este conteúdo
condividi | condividi su facebook | stampa | paylaş | facebook'ta paylaş | twitter'da paylaş | yazdır
kopyala | dinle
поделиться | поделиться в facebook | распечатать | печать | скопировать ссылку | копировать ссылку
твитнуть | поділитися | роздрукувати | друк | копіювати посилання | твіт | delen | deel dit artikel
udostępnij | drukuj
= a share button

advertisement | advertisements | advertising | ad | sponsored | sponsored content | paid content | promoted
promoted content | story continues below advertisement | article continues below advertisement
continue reading below | skip advertisement | scroll to continue | advertisement - scroll to continue
advertisement scroll to continue | remove ads | story continues | article continues after this advertisement
article continues after advertisement
anzeige | werbung | weiter nach der anzeige | publicité | la suite après cette publicité | publicidad
publicidade | continua após a publicidade | continua depois da publicidade | pubblicità | reklam | ilan
реклама | реклама на сайте | advertentie | reklama | annons | annonse
= an advertisement

top of page | bottom of page | back to top | skip to content | skip to main content | skip to navigation
go to top | scroll to top | menu | main menu | open menu | close | close menu | toggle navigation
navigation | search | home | homepage | front page | log in | login | log out | sign in | sign up | register
my account | subscribe | subscribe now | contact | contact us | about us | about | privacy policy | privacy
terms of use | terms of service | terms and conditions | cookie policy | cookie settings | impressum
sitemap | next | previous | next article | previous article | next post | previous post | next story
previous story | see all | view all | show all | show more | load more | view more | more | loading
read full article | read the full story | full story | continue reading | read more | reading time | text
video | watch live | live | e-paper | play video | pause | mute | unmute | recent posts | all posts
archive | archives | categories | category | post not marked as liked | edited | menu search
advertise with us | feedback | report an error | correct this article | report this ad | source link
original link | source | sources | link | via
nach oben | zum inhalt springen | zum inhalt | startseite | suche | anmelden | registrieren | abonnieren
datenschutz | kontakt | mehr | mehr anzeigen | alle anzeigen | weiterlesen | weiter | zurück | schließen
quelle | zur startseite
haut de page | retour en haut | accueil | rechercher | se connecter | s'abonner | voir tout | voir plus
fermer | lire la suite | suite
inicio | volver arriba | buscar | iniciar sesión | suscríbete | ver todo | ver todos | ver más | cerrar
leer más | início | voltar ao topo | topo | pesquisar | entrar | assine | assine já | ver tudo | ver mais
fechar | continue lendo | fonte | fuente
torna su | cerca | accedi | abbonati | vedi tutti | chiudi | continua a leggere | anasayfa | ana sayfa
sayfa başı | yukarı çık | giriş yap | üye ol | abone ol | tümünü gör | tümü | kapat | devamını oku | kaynak
ara | menü
начало страницы | конец страницы | верх страницы | низ страницы | наверх | вверх | главная | на главную
поиск | войти | вход | регистрация | подписаться | подписка | смотреть все | показать все | показать ещё
показать еще | все новости | недавние посты | последние посты | похожие посты | закрыть | читать далее
читать полностью | далее | назад | источник | ссылка на источник | меню | контакты | о нас
на початок сторінки | вгору | нагору | головна | на головну | пошук | увійти | реєстрація | підписатися
дивитися всі | показати все | показати більше | усі новини | всі новини | останні пости | нещодавні пости
закрити | читати далі | читати повністю | далі | джерело | посилання на джерело
terug naar boven | zoeken | inloggen | bekijk alles | sluiten | lees verder | strona główna | szukaj
zaloguj | zobacz wszystkie | zobacz wszystko | zamknij | czytaj dalej | źródło | subskrybuj | obserwuj
udostępnij ten artykuł | iscriviti | accedi o iscriviti | mostra tutti | seguici | suscribirse | s'inscrire
abonneer | prenumerera | följ oss | odebírat | abonează-te
= page furniture

you may also like | you might also like | you may also be interested in | you might also be interested in
recommended for you | recommended | recommended stories | recommended articles | recommended reading
recommended videos | related | related articles | related stories | related news | related posts
related content | related topics | related coverage | related links | related video | related videos
more on this story | more on this topic | more on this | more like this | more stories | more news
more from this section | more from author | more from the author | also read | read also | see also
read next | up next | what to read next | don't miss | must read | must reads | most read | most popular
most viewed | most shared | popular | popular stories | popular posts | trending | trending now
trending stories | latest | latest news | latest stories | latest articles | top stories | top news
editor's picks | editors' picks | editor's choice | from the web | around the web | from our partners
promoted stories | other news | other stories | in other news | in this story | in case you missed it
similar posts | similar articles | further reading | keep reading | suggested articles | people also read
breaking news
das könnte sie auch interessieren | das könnte dich auch interessieren | auch interessant | mehr zum thema
lesen sie auch | lesen sie mehr | weitere artikel | weitere nachrichten | weitere meldungen
ähnliche artikel | verwandte artikel | meistgelesen | meist gelesen | beliebt | neueste artikel
aktuelle nachrichten | empfohlen | empfehlungen der redaktion | zum thema | themen
à lire aussi | lire aussi | à voir aussi | sur le même sujet | articles liés | articles similaires
les plus lus | à la une | vous aimerez aussi | nos recommandations
te puede interesar | también te puede interesar | lea también | lee también | noticias relacionadas
artículos relacionados | lo más leído | más noticias | más leídas | recomendados | leia também | leia mais
veja também | saiba mais | notícias relacionadas | matérias relacionadas | mais lidas | mais notícias
últimas notícias | recomendado para você | recomendadas para você | você pode gostar
você também pode gostar | relacionadas | relacionados
leggi anche | articoli correlati | potrebbe interessarti | i più letti | ilgili haberler | i̇lgili haberler
ilginizi çekebilir | i̇lginizi çekebilir | benzer haberler | önerilen haberler | sizin için önerilenler
çok okunanlar | en çok okunanlar | son dakika | son haberler | diğer haberler | ayrıca okuyun
bunlar da ilginizi çekebilir
читайте также | читать также | по теме | материалы по теме | новости по теме | вам может понравиться
вам также может понравиться | рекомендуем | рекомендуемое | популярное | самое читаемое | самое популярное
последние новости | ещё по теме | еще по теме | другие новости | смотрите также | похожие статьи
похожие новости | новости партнеров | главное
читайте також | за темою | матеріали за темою | новини за темою | вас може зацікавити | вам може сподобатися
рекомендуємо | популярне | найпопулярніше | останні новини | інші новини | дивіться також | схожі новини
новини партнерів | головне
lees ook | gerelateerde artikelen | meest gelezen | czytaj także | czytaj też | zobacz też | zobacz także
polecane | najczęściej czytane | läs också | les også
= a heading of other stories

comments | comment | leave a comment | leave a reply | leave your comment | post a comment | post comment
write a comment | add a comment | add comment | view comments | show comments | hide comments
join the conversation | join the discussion | comments are closed | no comments | no comments yet
have your say | be the first to comment | log in to comment | sign in to comment | reply | like | likes
your email address will not be published | required fields are marked | what do you think
tell us what you think | start the conversation
kommentare | kommentar schreiben | kommentar verfassen | kommentare anzeigen | diskutieren sie mit
jetzt kommentieren | commentaires | laisser un commentaire | réagir | comentarios | deja un comentario
comentar | comentários | deixe um comentário | deixe seu comentário | deixe uma resposta | commenti
lascia un commento | yorumlar | yorum yap | yorum yaz | yorum ekle | комментарии | комментировать
оставить комментарий | добавить комментарий | написать комментарий | коментарі | коментувати
залишити коментар | додати коментар | reacties | plaats een reactie | komentarze | dodaj komentarz
= the readers' comments

newsletter | newsletters | our newsletter | sign up for our newsletter | sign up to our newsletter
subscribe to our newsletter | subscribe to newsletter | get the newsletter | get our newsletter
enter your email | your email | email address | your email address | enter your email address
thank you for subscribing | thanks for subscribing | you have successfully subscribed | success
sign up for free | sign up now | subscribe today | newsletter abonnieren | jetzt anmelden | jetzt abonnieren
abonnez-vous | inscrivez-vous | suscríbete a nuestra newsletter | assine nossa newsletter
assine a newsletter | receba nossa newsletter | bültene abone ol | bültenimize abone olun
подписаться на рассылку | подпишитесь на рассылку | подписывайтесь на нас | підписатися на розсилку
підпишіться на розсилку | iscriviti alla newsletter
= a newsletter box

by | von | por | par | di | da | door | autor | author | автор | yazar | written by | posted by
reported by | published by | published in | posted in | filed under | tags | tag | topics | topic | keywords
section | date | published | posted | updated | last updated | datum | schlagwörter | schlagworte
etiketten | mots-clés | etiquetas | temas | tópicos | assuntos | tagi | tag'ler | etiketler | etiket | теги
метки | мітки | ключевые слова | темы | теми | рубрика | рубрики
= a label with nothing behind it
"""


def _phrase_table(text: str) -> dict[str, str]:
    table: dict[str, str] = {}
    phrases: list[str] = []
    for line in text.strip().splitlines():
        if line.startswith("="):
            table.update(dict.fromkeys(phrases, line[1:].strip()))
            phrases = []
        else:
            phrases += [_bare(phrase) for phrase in line.split("|") if phrase.strip()]
    return table


_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")


def _bare(line: str) -> str:
    """A line as it is compared with a phrase: casefolded, without marks and counters at its ends, one apostrophe."""
    return _EDGES.sub("", line.casefold().replace("’", "'").replace("‘", "'"))


PHRASES = _phrase_table(_PHRASES)
"""Whole lines that belong to a page and not to an article, casefolded, each with its reason."""

OTHER_STORIES = "a heading of other stories"
NOTHING_BEHIND = "a label with nothing behind it"

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
_COPYRIGHT = Guarded(
    r"\ball rights reserved\b|"
    r"\balle rechte vorbehalten\b|\btous droits réservés\b|\btodos los derechos reservados\b|"
    r"\btodos os direitos reservados\b|\btutti i diritti riservati\b|\btüm hakları saklıdır\b|"
    r"\bвсе права защищены\b|\b(?:усі|всі) права захищ\w+|\balle rechten voorbehouden\b|"
    r"\bwszelkie prawa zastrzeżone\b|\bmay not be (?:published|reproduced|republished|"
    r"redistributed)\b.{0,80}\b(?:broadcast|rewritten|redistributed|permission|written)\b",
    "all rights|alle rechte|tous droits|los derechos|os direitos|i diritti|hakları|права|prawa|may not be ",
)
_COPYRIGHT_START = re.compile(
    r"\W{0,3}(?:©|\(c\)|copyright\s?(?:©|\(c\)|\d{4}|:|by\b)|copr\.)|reproduction (?:without|in whole)", re.I
)
"""What begins the line."""
_COPYRIGHT_HOLDER = re.compile(
    r"^\W{0,3}(?:©|\(c\)|copyright(?:\s?©|"
    r"\s?\(c\))?)\s?(?:\d{4}(?:\s?[-–]\s?\d{2,4})?)?[,.]?\s+(?:by\s)?(?P<name>[^\d.,|©()]{3,60}?)\s*(?:[.,|(]|"
    r"\d{4}|$)",
    re.I,
)
_STAFF = re.compile(
    r"^\W{0,3}(?P<kind>(?:additional |with |further )?(?:reporting|writing|written|editing|edited|"
    r"compiled|translated|translation|production|contributions?|research)(?: and (?:writing|editing|"
    r"reporting|additional reporting))?)\s?(?:by|from|:)\s(?P<names>\S.{2,400})$",
    re.I,
)
_CONTRIBUTED = Guarded(r"\bcontributed (?:to (?:this|the) (?:report|story|article)|reporting|from)\b", "contributed ")
_CONTRIBUTED_START = re.compile(
    r"\W{0,3}with (?:inputs?|files|reporting|additional reporting|reports?|material|"
    r"agencies)\b.{0,100}$|\W{0,3}(?:mit material von|mit agenturen|com informações d[aeo]|"
    r"com agências|con información de|con agencias|avec\s(?:afp|reuters|ap)\b)",
    re.I,
)
"""What begins the line."""
AGENCY_NOTE = re.compile(
    r"\s\((?:(?:additional |with )?(?:reporting|writing|compiled|editing|edited|translated|translation)\b)"
    r"[^()]{3,400}\)$",
    re.I,
)
"""The note of an agency behind an article's last sentence, on its line: “(Reporting by …; Editing by …)”."""
_FIRST_ELSEWHERE = re.compile(
    r"^\W{0,3}(?:this|the) (?:article|story|report|post|piece|interview)\b.{0,60}\b(?:(?:first|"
    r"originally) (?:appeared|published)|(?:was|is) (?:first |originally )?(?:published|republished|"
    r"syndicated))\b",
    re.I,
)
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
_SOURCE = re.compile(
    r"^\W{0,3}(?:source|quelle|fonte|fuente|kaynak|источник|джерело|źródło|bron)\s?:\s?(?P<name>\S.{0,100})$", re.I
)

_LABEL = (
    r"(?:(?:file |handout |undated )?photo(?:graph)?s?|pictures?|images?|pics?|illustrations?|graphics?|"
    r"fotos?|bild(?:er|quelle|nachweis)?|symbolbild|archivbild|crédits?|crédit photo|fotografía|imagen|"
    r"imagem|immagine|"
    r"fotoğraf(?:lar)?|görsel|фото(?:графия)?|снимок|иллюстрация|світлина|ілюстрація|zdjęcie|fot\.|"
    r"beeld|photo credits?|image credits?|picture credits?|photo source|image source|credits?|visual|"
    r"(?:image|media) captions?)"
)
_CAPTION_START = re.compile(
    rf"^\W{{0,3}}(?:{_LABEL}(?: by| courtesy(?: of)?| von)?\s?[:©|]|"
    rf"(?:image|media) (?:source|captions?),\s|{_LABEL}(?:\.{{3}}|…)|(?:photo|image|picture)s? (?:by|"
    rf"courtesy of|via)\s+[A-Z]|(?:FILE|File)(?: PHOTO| photo| picture| image)?\s?[:–—-]|FILE PHOTO\b|"
    rf"caption\s?:|(?:video|watch)\s?:|видео\s?:|відео\s?:|vidéo\s?:)",
    re.I,
)
_CREDIT_END = re.compile(
    rf"(?:^|[\s.|(\[–—])(?P<label>{_LABEL})(?:\s(?:by|courtesy(?: of)?|von|via))?\s?(?:[:/©]|\.{{3}}|…)\s?"
    r"(?P<who>[^.!?:]{2,100})[.)\]]?$",
    re.I,
)
_CREDIT_BY = re.compile(
    r"[(\[]\s?(?:(?:file |handout )?(?:photo|image|picture)|foto|bild|фото)s?\b[^()\[\]]{2,120}[)\]]\.?$", re.I
)
_CREDIT_BRACKET = re.compile(r"[(\[](?P<who>[^()\[\]]{3,90})[)\]]\.?$")
_CREDIT_SLASH = re.compile(r"(?:^|[.!?”\"’)]\s+|\s[|–—-]\s+|\s{2,})(?P<who>[^.!?]{2,80}/[^.!?/]{2,40})\.?$")
_CREDIT_SIGN = re.compile(r"(?:^|\s|\()©\s?(?!\d{4})(?P<who>[^.!?]{2,60})\.?$")
_CREDIT_VIA = re.compile(
    r"\b(?:via (?:Getty Images|AP|AFP|Reuters|REUTERS|EPA)|AP Photo|REUTERS\s?/\s?[A-Z][\w .'-]{2,40}|"
    r"(?:Reuters|AP|AFP) (?:pic|photo|file photo|picture)s?|[Ff]ile (?:photo|picture|image)|"
    r"Getty Images|Handout via REUTERS|Reuters/File)\)?\.?$"
)
_CAPTION_WORDS = re.compile(
    r"^(?:An? |This |In this )?(?:\w+ )?(?:handout|file|video grab|screen ?grab|screenshot|"
    r"combination(?: of)?|undated|satellite)\s(?:\w+ ){0,3}?(?:photo|picture|image|photograph|grab|"
    r"footage|pictures|file|made)\b",
    re.I,
)
TERMINAL = re.compile(r"[.!?…。！？।؟](?:\s?[\"'”’»“«‹›)\]]){0,3}$")
OPENING_QUOTE = "“\"«„‘‚'‹»›"
WORD = re.compile(r"[^\W\d_][\w’'-]*")


# --- Judging one line ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Why a line is not the article's text, and what it states nevertheless."""

    why: str
    """The reason, for an editor."""
    caption: bool = False
    """True for a picture's caption: a clue to the article's date."""
    stated: Stated = field(default_factory=Stated)
    """What the line says of the article."""


Rule = Callable[[Line], Verdict | None]


def _furniture(line: Line) -> Verdict | None:
    if len(line.text) > 90 or line.text[0] in OPENING_QUOTE:
        return None
    bare = _bare(line.text)
    why = PHRASES.get(bare)
    if why is None and _MORE_FROM.fullmatch(bare) and not TERMINAL.search(line.text):
        why = OTHER_STORIES
    # A word with a full stop may be a sentence of the article ("More."); a page's labels have none.
    if why and line.text.endswith((".", "!", "?")) and len(bare.split()) < 3:
        return None
    if why == NOTHING_BEHIND and metadata.find_date(line.text):
        return None  # “Posted: 10.03.2022”
    return Verdict(why=why) if why else None


def _counters(line: Line) -> Verdict | None:
    text = line.text
    if len(text) <= 120 and (
        _COUNTER.fullmatch(text) or _COUNTER_LABEL.fullmatch(text) or _READING_TIME.fullmatch(text)
    ):
        return Verdict(why="a counter")
    return None


def _caption(line: Line) -> Verdict | None:
    text = line.text
    if line.caption:
        return Verdict(why="a picture's caption", caption=True)
    if len(text) > 1_000:
        return None
    start = 0 if _CAPTION_START.match(text) or _CAPTION_WORDS.match(text) else _credit_start(text)
    if start is None:
        return None
    # A credit alone says nothing; words before it, or long ones behind the label, are a caption.
    worded = start > 12 or (start == 0 and len(WORD.findall(text)) > 9)
    return Verdict(why="a picture's caption" if worded else "a picture's credit", caption=worded)


def _credit_start(text: str) -> int | None:
    """Where the credit of a picture starts that ends a line, or None."""
    tail_at = max(0, len(text) - 200)
    tail = text[tail_at:]
    # Each of these searches is long, and hardly a sentence has the signs without which it can find nothing.
    slash, sign, bracket = "/" in tail, "©" in tail, "(" in tail or "[" in tail
    found = _CREDIT_END.search(tail) if slash or sign or ":" in tail or "..." in tail or "…" in tail else None
    if found and found["label"][0].isupper() and _credit_like(found["who"]):
        return tail_at + found.start()
    found = _CREDIT_BY.search(tail) if bracket else None
    if found:
        return tail_at + found.start()
    found = _CREDIT_BRACKET.search(tail) if bracket and slash else None
    if found and "/" in found["who"] and _has_agency(found["who"]):
        return tail_at + found.start()
    found = _CREDIT_SLASH.search(tail) if slash else None
    if found and _has_agency(found["who"]) and _credit_like(found["who"]):
        return tail_at + found.start()
    found = _CREDIT_SIGN.search(tail) if sign else None
    if found and _credit_like(found["who"]):
        return tail_at + found.start()
    found = _CREDIT_VIA.search(tail)
    return tail_at + found.start() if found else None


def _credit_like(who: str) -> bool:
    """Names and small joining words only: most words start with a capital, and there are few."""
    found = WORD.findall(who)
    small = sum(
        1
        for word in found
        if word[0].islower()
        and word not in ("of", "for", "the", "via", "and", "de", "da", "do", "von", "by", "dpa", "pool")
    )
    return 0 < len(found) <= 12 and small * 4 <= len(found)


def _has_agency(who: str) -> bool:
    return any(
        metadata.is_agency(part) or metadata.is_agency(part.removesuffix(" Photo"))
        for part in re.split(r"\s?[/|,]\s?|\svia\s", who)
    )


def _related(line: Line) -> Verdict | None:
    if len(line.text) <= 300 and (_RELATED.match(line.text) or _RELATED_SPACED.match(line.text)):
        bare = _bare(line.text)
        # "Related: …" is a pointer; "Listen to the people" and "Watch the border" are sentences.
        if TERMINAL.search(line.text) and not re.match(r"\W{0,4}[^:|»→>]{3,30}[:|»→>]", line.text):
            return None
        if re.match(r"(?:watch|listen|recommended|related|in pictures|по теме|за темою)\b", bare) and not re.match(
            r"\W{0,4}[^:|»→>–—-]{3,30}\s?[:|»→>–—]", line.text
        ):
            return None
        return Verdict(why="a pointer to another story")
    return None


def _boxes(line: Line) -> Verdict | None:
    text = line.text
    if len(text) > 500 or text[0] in OPENING_QUOTE:
        return None
    if _SOCIAL.search(text) and not re.search(r"\b(?:said|told|wrote|says)\b", text):
        return Verdict(why="an invitation to follow or share")
    asks = _NEWSLETTER_START.match(text) or _NEWSLETTER.search(text)
    if asks and not re.search(r"\b(?:said|told|wrote|says)\b", text):
        return Verdict(why="a newsletter box")
    if _COOKIES.search(text) and not re.search(r"\b(?:said|told|wrote|says)\b", text):
        return Verdict(why="a notice of the page on cookies")
    return None


def _copyright(line: Line) -> Verdict | None:
    if len(line.text) > 500 or not (_COPYRIGHT_START.match(line.text) or _COPYRIGHT.search(line.text)):
        return None
    found = _COPYRIGHT_HOLDER.match(line.text)
    name = found["name"].strip(" -–—:") if found else ""
    holder = name if name[:1].isupper() and not metadata.is_agency(name) and len(name.split()) <= 6 else None
    credits_ = metadata.wires_of(name)
    return Verdict(why="a copyright line", stated=Stated(publisher=holder, credit=metadata.joined_credit(credits_)))


def _staff(line: Line) -> Verdict | None:
    text = line.text.strip("()[] ")
    if len(text) > 500:
        return None
    if (_CONTRIBUTED_START.match(text) or _CONTRIBUTED.search(text)) and not re.search(r"[.!?]\s\S", text.rstrip(".")):
        with_ = re.match(
            r"\W{0,3}(?:with (?:inputs?|files|reporting|material|reports?)? ?(?:from|by)?|"
            r"mit material von|com informações d[aeo]|con información de|avec)\s(.+)$",
            text,
            re.I,
        )
        return Verdict(
            why="a note on who reported",
            stated=Stated(credit=metadata.joined_credit(metadata.wires_of(with_[1].strip(" .)")) if with_ else ())),
        )
    if _FIRST_ELSEWHERE.match(text) and len(text) < 300:
        return Verdict(why="a note on where it was published first")
    found = _STAFF.match(text)
    if not found:
        return None
    parts = re.split(r"[;.]\s", found["names"])
    writes = re.match(r"(?:reporting|writing|written)", found["kind"], re.I)
    read = metadata.byline(f"By {_names_only(parts[0])}")
    if read is None and not re.search(r"\b(?:editing|edited)\s(?:by|:)", found["names"], re.I):
        return None
    return Verdict(
        why="a note on who reported",
        stated=Stated(
            authors=read.authors if read and writes else (),
            credit=metadata.joined_credit(read.credits) if read else None,
        ),
    )


def _names_only(text: str) -> str:
    """Names without the places behind them and without editors: "A B in Kyiv, C D; editing by …"."""
    text = re.split(
        r"[,;]?\s(?:with (?:additional )?reporting|additional reporting|writing|editing|edited|translated)\b",
        text,
        flags=re.I,
    )[0]
    return re.sub(r"\s(?:in|from)\s[A-ZÀ-Þ][\w’' -]{1,30}?(?=,|;|\sand\s|$)", "", text.strip(" .)"))


def _tags(line: Line) -> Verdict | None:
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


def _technical(line: Line) -> Verdict | None:
    if len(line.text) > 2_100:
        return None
    address = _ADDRESS.fullmatch(line.text)
    if address:
        return Verdict(why="a web address", stated=Stated(url=metadata.web_address(address["url"])))
    if _HANDLE.fullmatch(line.text):
        return Verdict(why="a user's name")
    if len(line.text) <= 120 and _TECHNICAL.fullmatch(line.text):
        return Verdict(why="a name inside the page's program")
    if not any(char.isalnum() for char in line.text):
        return Verdict(why="a line without a word")
    return None


def _credit_lines(line: Line) -> Verdict | None:
    text = line.text
    if len(text) > 250 or text[0] in OPENING_QUOTE:
        return None
    if names := metadata.wires_of(text):
        return Verdict(why="the credit of a wire", stated=Stated(credit=metadata.joined_credit(names)))
    if (source := _SOURCE.match(text)) and not re.search(r"[.!?]\s\S", text) and len(text.split()) <= 10:
        known = metadata.wire(source["name"]) or source["name"].strip(" .")
        return Verdict(
            why="the line that names the source", stated=Stated(credit=known if metadata.wire(source["name"]) else None)
        )
    if re.match(
        r"(?:(?:text|words|story|report(?:ed)?|written|posted)\s)?(?:by|von|por|par|автор|yazan)\b", text, re.I
    ):
        read = metadata.byline(text)
        if read and read.sure and not TERMINAL.search(text):
            return Verdict(why="the byline", stated=byline_stated(read))
    return None


def byline_stated(read: metadata.Byline) -> Stated:
    """What a byline states: its names, its wires, a date that can be read in one way only."""
    day = read.published
    notes = (
        (f"The byline adds “{read.unnamed}” and names none; the text may be partly theirs.",) if read.unnamed else ()
    )
    return Stated(
        authors=read.authors,
        credit=metadata.joined_credit(read.credits),
        published=day.value if day and day.sure and not day.changed else None,
        updated=day.value if day and day.sure and day.changed else None,
        notes=notes,
    )


def _date_lines(line: Line) -> Verdict | None:
    """A labelled date ("Published: …") anywhere; a bare one is judged by its place, for it may head a chronicle."""
    if not metadata.POSTED_LINE.match(line.text) and not metadata.CHANGED_LINE.match(line.text):
        return None
    return dates_verdict(line.text)


def dates_verdict(text: str, *, day_first: bool = False) -> Verdict | None:
    """The verdict on a line that is nothing but dates of publication or change; None for other lines."""
    dates = metadata.date_line(text, day_first=day_first)
    if not dates:
        return None
    published = next((found for found in dates if not found.changed), None)
    changed = next((found for found in dates if found.changed), None)
    notes = tuple(f"The date “{text}” can be read in two ways; it was not taken." for found in dates if not found.sure)
    return Verdict(
        why="the date of publication" if published else "the date of an update",
        stated=Stated(
            published=published.value if published and published.sure else None,
            updated=changed.value if changed and changed.sure else None,
            notes=notes[:1],
        ),
    )


RULES: tuple[Rule, ...] = (
    _technical,
    _furniture,
    _counters,
    _credit_lines,
    _caption,
    _date_lines,
    _related,
    _boxes,
    _staff,
    _copyright,
    _tags,
)
"""The rules that look at one line, in order: the first that answers decides."""


SELECTED_RULES: tuple[Rule, ...] = tuple(rule for rule in RULES if rule not in (_technical, _tags))
"""The rules for lines that an extractor has chosen: what only looks strange (an address, a number) is the article's."""

EDGE_RULES: tuple[Rule, ...] = (_technical, _tags)
"""Those left out of them: for chosen lines above the article's first sentence and below its last."""


def judge(line: Line, rules: Sequence[Rule] = RULES) -> Verdict | None:
    """Why a line is not an article's text, looked at by itself; None where nothing speaks against it."""
    for rule in rules:
        verdict = rule(line)
        if verdict:
            return verdict
    return None
