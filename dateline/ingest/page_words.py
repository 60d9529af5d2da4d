"""Whole lines that belong to a page and not to an article, in the languages that articles are read in.

A word of a page in another language is one more phrase in the table.
"""

from __future__ import annotations

import re

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
            phrases += [bare(phrase) for phrase in line.split("|") if phrase.strip()]
    return table


_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")


def bare(line: str) -> str:
    """A line as it is compared with a phrase: casefolded, without marks and counters at its ends, one apostrophe."""
    return _EDGES.sub("", line.casefold().replace("’", "'").replace("‘", "'"))


PHRASES = _phrase_table(_PHRASES)
"""The phrases as `bare` gives them, each with the reason that stands behind its group."""
OTHER_STORIES = "a heading of other stories"
"""The reason for a line with links to other stories below it."""
NOTHING_BEHIND = "a label with nothing behind it"
"""The reason for a label whose value stands elsewhere, or nowhere."""
