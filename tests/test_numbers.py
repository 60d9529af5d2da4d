"""The numbers of a text, and whether a translation keeps those of its quote."""

from __future__ import annotations

import unicodedata
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.evidence.kept_numbers import MAX_NUMBERS, Difference, compare, shown
from dateline.evidence.numbers import Number, numbers_in
from dateline.evidence.numerals import LANGUAGES, lexicon

# Quote, translation, the language of each; None = not known.
KEPT = [
    ("Переговори тривали шість годин.", "The talks lasted six hours.", "uk", "en"),
    ("Переговори тривали шість годин.", "The talks lasted 6 hours.", "uk", "en"),
    ("Переговори тривали 6 годин.", "The talks lasted six hours.", "uk", "en"),
    ("Загинуло 20 людей.", "Twenty people died.", "uk", "en"),
    ("Загинуло 15 людей.", "Fifteen people died.", "uk", "en"),
    ("Загинуло 2 000 людей.", "Two thousand people died.", "uk", "en"),
    ("Загинуло 2 тис. людей.", "2,000 people died.", "uk", "en"),
    ("حضر ٢٠ شخصا", "20 persons came.", "ar", "en"),
    ("۲۰ نفر آمدند", "20 persons came.", "fa", "en"),
    ("1.500 kişi", "1,500 people", "tr", "en"),
    ("%15 arttı", "rose 15%", "tr", "en"),
    ("2,5 milhões", "2.5 million", "pt", "en"),
    ("17h30", "17:30", "pt", "en"),
    ("17h30", "half past five", "pt", "en"),
    ("às 5h", "at 5 a.m.", "pt", "en"),
    ("1 500 человек", "1,500 people", "ru", "en"),
    ("11–12 марта", "11-12 March", "ru", "en"),
    ("в 2014 и 2015", "in 2014, 2015", "ru", "en"),
    ("10.03.2022", "10 March 2022", "uk", "en"),
    ("10.03.2022", "March 10, 2022", None, "en"),
    ("оба министра", "2 ministers", "ru", "en"),
    ("21.500,75 Euro", "21,500.75 euros", "de", "en"),
    ("3e tour", "third round", "fr", "en"),
    ("un accord", "an accord", "fr", "en"),
    ("50 personnes", "50 persons, one of them old", "fr", "en"),
    ("½ heure", "half an hour", "fr", "en"),
    ("10 000 000", "10 million", "uk", "en"),
    ("二十人", "twenty people", "zh", "en"),
    ("20人", "20 people", "ja", "en"),
    ("3万人", "30,000 people", "ja", "en"),
    ("lasted 6 hours in all", "dauerte insgesamt sechs Stunden", "en", "de"),
    ("одна година", "an hour", "uk", "en"),
    ("пять-десять тысяч", "5,000 to 10,000", "ru", "en"),
    ("5–10 тысяч", "5,000–10,000", "ru", "en"),
    ("двадцать пять тысяч человек", "25,000 people", "ru", "en"),
    ("сто двадцать три", "123", "ru", "en"),
    ("soixante-dix-sept morts", "77 dead", "fr", "en"),
    ("quatre-vingt-dix-sept", "97", "fr", "en"),
    ("quatre-vingts", "eighty", "fr", "en"),
    ("dos mil quinientos millones", "2.5 billion", "es", "en"),
    ("mil millones", "a billion", "es", "en"),
    ("zweihundertfünfunddreißigtausend", "235,000", "de", "en"),
    ("drei Millionen zweihunderttausend", "3.2 million", "de", "en"),
    ("2 bin 500 kişi", "2,500 people", "tr", "en"),
    ("1 milyon 250 bin", "1.25 million", "tr", "en"),
    ("on beş kişi", "15 people", "tr", "en"),
    ("iki buçuk saat", "2.5 hours", "tr", "en"),
    ("iki buçuk saat", "two and a half hours", "tr", "en"),
    ("üçüncü tur", "the third round", "tr", "en"),
    ("masanın altında", "under the table", "tr", "en"),
    ("yüzü güldü", "his face smiled", "tr", "en"),
    ("vinte e cinco pessoas", "25 people", "pt", "en"),
    ("cento e vinte e três", "123", "pt", "en"),
    ("dois mil e vinte e dois", "2022", "pt", "en"),
    ("na segunda-feira", "on Monday", "pt", "en"),
    ("na quinta", "on Thursday", "pt", "en"),
    ("um deles", "one of them", "pt", "en"),
    ("шестичасовых переговоров", "of six-hour talks", "ru", "en"),
    ("шестичасовых переговоров", "of 6-hour talks", "ru", "en"),
    ("двадцатипятилетний", "25-year-old", "ru", "en"),
    ("трое погибли", "three died", "ru", "en"),
    ("трое погибли", "3 died", "ru", "en"),
    ("четвертий раунд", "the 4th round", "uk", "en"),
    ("в 17 часов", "at 5 p.m.", "ru", "en"),
    ("um 17 Uhr", "at 5 p.m.", "de", "en"),
    ("в 5 часов вечера", "at 17:00", "ru", "en"),
    ("в 17:00", "at 5 p.m.", "ru", "en"),
    ("полтора часа", "90 minutes", "ru", "en"),
    ("полтора часа", "an hour and a half", "ru", "en"),
    ("2 с половиной часа", "two and a half hours", "ru", "en"),
    ("2,5 часа", "two and a half hours", "ru", "en"),
    ("полтора миллиона", "1.5 million", "ru", "en"),
    ("сутки", "24 hours", "ru", "en"),
    ("половина", "50%", "ru", "en"),
    ("XX век", "the 20th century", "ru", "en"),
    ("90-е годы", "the 1990s", "ru", "en"),
    ("les années 1990", "the nineties", "fr", "en"),
    ("COVID-19", "Covid", "fr", "en"),
    ("десятки тысяч", "tens of thousands", "ru", "en"),
    ("сотни людей", "hundreds of people", "ru", "en"),
    ("две трети", "two-thirds", "ru", "en"),
    ("2/3", "two thirds", "ru", "en"),
    ("1 человек", "one person", "ru", "en"),
    ("1 человек", "a person", "ru", "en"),
    ("a man", "1 чоловік", "en", "uk"),
    ("1 man", "чоловік", "en", "uk"),
    ("neuf heures", "nine hours", "fr", "en"),
    ("un nouveau délai de huit jours", "a new term of a week", "fr", "en"),
    ("третьи страны", "other countries", "ru", "en"),
    ("двухсторонняя встреча", "a bilateral meeting", "ru", "en"),
    ("twenty-one people", "двадцять одна людина", "en", "uk"),
    ("nine people", "neuf personnes", "en", "fr"),
    ("fifteen hundred", "1500", "en", "en"),
    ("im Jahr 2022 sechs Mal", "six times in 2022", "de", "en"),
    ("he said", "[in 2022] he said", "de", "en"),
    ("5 часов 30 минут", "5:30", "ru", "en"),
    ("в 12.30", "at 12:30", "ru", "en"),
    ("10.03", "10 March", "ru", "en"),
    ("21 тыс. 500", "21,500", "ru", "en"),
    ("1 000", "one thousand", "ru", "en"),
    ("тысяча человек", "a thousand people", "ru", "en"),
    ("миллион", "1,000,000", "ru", "en"),
    ("сто человек", "a hundred people", "ru", "en"),
    ("восьмой раунд", "the eighth round", "ru", "en"),
    ("сьома година", "seven o'clock", "uk", "en"),
    ("G7", "the Group of Seven", "fr", "en"),
    ("$5m", "5 мільйонів доларів", "en", "uk"),
    ("$1.5bn", "1,5 мільярда", "en", "uk"),
    ("пять лет", "fünf Jahre", "ru", "de"),
    ("drei bis vier Stunden", "three to four hours", "de", "en"),
    ("тридцать первого марта", "31 March", "ru", "en"),
    ("двадцать четвертого февраля", "24 February", "ru", "en"),
    ("o 20º dia", "the 20th day", "pt", "en"),
    ("el 3.º", "the third", "es", "en"),
    ("20-річний", "20-year-old", "uk", "en"),
    ("двадцятирічний", "twenty-year-old", "uk", "en"),
    ("шесть часов", "six hours", "uk", "en"),
    ("шесть часов", "6 hours", "uk", "en"),
    ("3 ore", "3 hours", "it", "en"),
    ("tre ore", "3 hours", "it", "en"),
    ("3 mila", "3,000", "it", "en"),
    ("alle 5 del pomeriggio", "at 17:00", "it", "en"),
    ("cinco de abril de dos mil veintidós", "5 April 2022", "es", "en"),
    ("veintitrés", "23", "es", "en"),
    ("treinta y dos", "32", "es", "en"),
    ("vingt et un", "21", "fr", "en"),
    ("soixante et onze", "71", "fr", "en"),
    ("cent vingt mille", "120,000", "fr", "en"),
    ("сорок п'ять", "45", "uk", "en"),
    ("сорок п’ять", "45", "uk", "en"),
    ("6-го марта", "6 March", "ru", "en"),
    ("6:0", "6–0", "ru", "en"),
    ("50 процентов", "50 percent", "ru", "en"),
    ("чатыры гадзіны", "4 hours", "be", "en"),
    ("сёмы раўнд", "seventh round", "be", "en"),
    ("пяцьдзясят", "50", "be", "en"),
    ("le 11 sept. 2001", "11 September 2001", "fr", "en"),
    ("half a million people", "500 000 людей", "en", "uk"),
    ("пол миллиона", "500,000", "ru", "en"),
    ("полмиллиона", "half a million", "ru", "en"),
    ("meio milhão", "500,000", "pt", "en"),
    ("medio millón", "half a million", "es", "en"),
    ("eine halbe Million", "500,000", "de", "en"),
    ("yarım milyon", "500,000", "tr", "en"),
    ("un demi-million", "500,000", "fr", "en"),
    ("halb sechs", "half past five", "de", "en"),
    ("halb sechs", "5:30", "de", "en"),
    ("о пів на шосту", "at 5:30", "uk", "en"),
    ("в половине шестого", "at half past five", "ru", "en"),
    ("без четверти шесть", "at 5:45", "ru", "en"),
    ("his family: сім'я", "his family", "uk", "en"),
    ("его семью", "his family", "ru", "en"),
    ("його сім'ю", "his family", "uk", "en"),
    ("les deux pays", "the countries", "fr", "en"),
    ("the two sides", "сторони", "en", "uk"),
    ("24/7", "around the clock", "uk", "en"),
    ("2021/22", "2021–2022", "uk", "en"),
    ("тридцатых годов", "the 1930s", "ru", "en"),
    ("в 19 ч 30 мин", "at 7:30 p.m.", "ru", "en"),
    ("5 लाख", "500,000", "hi", "en"),
    ("ein Drittel", "1/3", "de", "en"),
    ("2¼ hours", "2.25 hours", "en", "en"),
    ("3½ hours", "3,5 години", "en", "uk"),
    ("3½ hours", "три з половиною години", "en", "uk"),
    ("1,00,000", "100,000", "hi", "en"),
    ("Б-52", "B-52", "ru", "en"),
    ("тысяча двести", "1,200", "ru", "en"),
    ("тысяча 200", "1,200", "ru", "en"),
    ("пятого марта", "on 5 March", "ru", "en"),
    ("05.03", "5 March", "ru", "en"),
    ("5/3/2022", "5 March 2022", "pt", "en"),
    ("on 2022-03-05", "5 березня 2022", "en", "uk"),
    ("трёхчасовые переговоры", "three-hour talks", "ru", "en"),
    ("тригодинна зустріч", "3-hour meeting", "uk", "en"),
    ("dreistündig", "three-hour", "de", "en"),
    ("üç saatlik", "three-hour", "tr", "en"),
    ("yirmi beşi", "25", "tr", "en"),
    ("dois", "two", "pt", "en"),
    ("as duas partes", "the parties", "pt", "en"),
    ("primeiro-ministro", "prime minister", "pt", "en"),
    ("quatro quintos", "four fifths", "pt", "en"),
    ("a Casa dos Cinco", "the House of Five", "pt", "en"),
    ("в двух тысячах километров", "2,000 kilometres", "ru", "en"),
    ("двумстам", "200", "ru", "en"),
    ("пятьюстами", "500", "ru", "en"),
    ("у двадцяти трьох", "in 23", "uk", "en"),
    ("сто п'ятдесят мільйонів", "150 million", "uk", "en"),
    ("шестьсот-семьсот", "600–700", "ru", "en"),
    ("hundred and one", "101", "en", "en"),
    ("two hundred fifty", "250", "en", "en"),
    ("nineteen hundred", "1900", "en", "en"),
    ("twenty-first", "21st", "en", "en"),
    ("dois milhões e meio", "2.5 million", "pt", "en"),
    ("dos millones y medio", "2,500,000", "es", "en"),
    ("deux millions et demi", "2.5 million", "fr", "en"),
    ("Станом на 18:00 6 березня", "As of 6 p.m. on March 6", "uk", "en"),
    ("до 10-ї години ранку", "until 10 a.m.", "uk", "en"),
    ("о 10:00", "at ten o'clock", "uk", "en"),
    ("у 2-му раунді", "in the second round", "uk", "en"),
    ("1-2 дні", "a day or two", "uk", "en"),
    ("перші 3 місяці", "the first quarter", "uk", "en"),
    ("о пів на дев'яту", "at 8:30", "uk", "en"),
    ("два мільйони сто тисяч", "2.1 million", "uk", "en"),
    ("вдвічі більше", "two times more", "uk", "en"),
    ("вдесятеро", "tenfold", "uk", "en"),
    ("tenfold", "у 10 разів", "en", "uk"),
    ("чверть століття", "25 years", "uk", "en"),
    ("сьогодні о дванадцятій", "at noon today", "uk", "en"),
    ("перше вересня", "September 1", "uk", "en"),
    ("велика сімка", "the Group of Seven", "uk", "en"),
    ("два тижні", "14 days", "uk", "en"),
    ("два тижні", "a fortnight", "uk", "en"),
    ("une trentaine de personnes", "some 30 people", "fr", "en"),
    ("une dizaine", "a dozen", "fr", "en"),
    ("mille cinq cents", "1,500", "fr", "en"),
    ("dix-huit", "18", "fr", "en"),
    ("quatre-vingt-onze", "91", "fr", "en"),
    ("cent quatre-vingts", "180", "fr", "en"),
    ("a las cinco y media", "at 5:30", "es", "en"),
    ("a las cinco y cuarto", "at 5:15", "es", "en"),
    ("a las seis menos cuarto", "at 5:45", "es", "en"),
    ("treinta y un mil", "31,000", "es", "en"),
    ("anderthalb Stunden", "an hour and a half", "de", "en"),
    ("zu dritt", "the three of them", "de", "en"),
    ("im Vierteljahr", "in three months", "de", "en"),
    ("am 24.2.22", "on 24 February 2022", "de", "en"),
    ("bin 500 kişi", "1,500 people", "tr", "en"),
    ("yüzde 60", "60 percent", "tr", "en"),
    ("yüz binlerce", "hundreds of thousands", "tr", "en"),
    ("1990'larda", "in the 1990s", "tr", "en"),
    ("saat 10.30'da", "at 10:30", "tr", "en"),
    ("R$ 1,5 bi", "1.5 billion reais", "pt", "en"),
    ("às 17h", "at 5 p.m.", "pt", "en"),
    ("meia hora", "30 minutes", "pt", "en"),
    ("primeiro de março", "1 March", "pt", "en"),
    ("século 21", "XXI століття", "pt", "uk"),
    ("two dozen", "24", "en", "uk"),
    ("half a dozen", "шість", "en", "uk"),
    ("fifty-fifty", "50 на 50", "en", "uk"),
    ("in his fifties", "за 50", "en", "uk"),
    ("9/11", "11 вересня", "en", "uk"),
    ("one in five", "кожен п'ятий", "en", "uk"),
    ("three-quarters", "три чверті", "en", "uk"),
    ("two-thirds", "дві третини", "en", "uk"),
    ("two-thirds", "2/3", "en", "uk"),
    ("a six-month", "піврічний", "en", "uk"),
    ("an 18-month", "півторарічний", "en", "uk"),
    ("24-hour", "цілодобовий", "en", "uk"),
    ("в 14-м году", "in 2014", "ru", "en"),
    ("в четырнадцатом году", "in 2014", "ru", "en"),
    ("у дев'яності", "in the nineties", "uk", "en"),
    ("п'ять", "5", "uk", "en"),
    ("from 2014 to '22", "з 2014 до 2022", "en", "uk"),
    ("в 23:59", "at 11:59 p.m.", "ru", "en"),
    ("в полночь", "at 00:00", "ru", "en"),
    ("1 тыс. 200", "1,200", "ru", "en"),
    ("1,2 тыс.", "1,200", "ru", "en"),
    ("трём-четырём тысячам", "3,000–4,000", "ru", "en"),
    ("30 %", "thirty per cent", "fr", "en"),
    ("+7 градусов", "7 degrees", "ru", "en"),
    ("−5 °C", "minus five degrees", "ru", "en"),
    ("No. 10 Downing Street", "Даунінг-стріт, 10", "en", "uk"),
    ("стаття 5", "Article V", "uk", "en"),
    ("Article V", "стаття 5", "en", "uk"),
    ("World War II", "Другої світової війни", "en", "uk"),
    ("Second World War", "Друга світова", "en", "uk"),
    ("Second World War", "2 світова", "en", "uk"),
    ("в трёх из четырёх", "in 3 of 4", "ru", "en"),
    ("три четверти", "3/4", "ru", "en"),
    ("двадцать два — двадцать три", "22–23", "ru", "en"),
    ("3-4 Stunden", "three to four hours", "de", "en"),
    ("zwischen 20.000 und 30.000", "between 20,000 and 30,000", "de", "en"),
    ("21 век", "the twenty-first century", "ru", "en"),
    ("1,5-2 часа", "1.5–2 hours", "ru", "en"),
    ("1,5-2 часа", "an hour and a half to two hours", "ru", "en"),
    ("полтора-два часа", "an hour and a half to two hours", "ru", "en"),
    ("полтора-два часа", "1.5 to 2 hours", "ru", "en"),
    ("шесть с половиной", "6.5", "ru", "en"),
    ("6,5", "six and a half", "ru", "en"),
    ("six and a half", "6,5", "en", "ru"),
    ("6 1/2 hours", "6,5 часа", "en", "ru"),
    ("6½ hours", "6,5 часа", "en", "ru"),
    ("2 000 000 000", "two billion", "fr", "en"),
    ("2 milliards", "two billion", "fr", "en"),
    ("zwei Milliarden", "2 bn", "de", "en"),
    ("two thousand and twenty-two", "2022", "en", "uk"),
    ("twenty twenty-two", "2022", "en", "uk"),
    ("nineteen ninety-one", "1991", "en", "uk"),
    ("the 27-nation bloc", "27 країн", "en", "uk"),
    ("27 EU members", "двадцять сім", "en", "uk"),
    ("1.4m people", "1,4 млн", "en", "uk"),
    ("£350m", "350 мільйонів фунтів", "en", "uk"),
    ("100,000-strong", "стотисячний", "en", "uk"),
    ("стотысячный", "100,000-strong", "ru", "en"),
    ("двухмиллионный город", "a city of two million", "ru", "en"),
    ("пятитысячный", "5,000-strong", "ru", "en"),
    ("5-тысячный", "5,000-strong", "ru", "en"),
    ("10-тисячний", "10,000", "uk", "en"),
    ("T-72", "Т-72", "en", "uk"),
    ("су-35", "Su-35", "ru", "en"),
    ("in ninety seconds", "за 90 секунд", "en", "uk"),
    ("a ninety second delay", "90-секундна затримка", "en", "uk"),
    ("em noventa segundos", "in 90 seconds", "pt", "en"),
    ("en treinta segundos", "in 30 seconds", "es", "en"),
    ("двадцять других", "twenty others", "uk", "en"),
    ("двадцять друга", "the twenty-second", "uk", "en"),
    ("between one hundred and two hundred people", "от 100 до 200 человек", "en", "ru"),
    ("between two thousand and three thousand", "2000–3000", "en", "uk"),
    ("entre dois mil e três mil", "between 2,000 and 3,000", "pt", "en"),
    ("one hundred and two thousand", "102 000", "en", "uk"),
    ("twenty and five more", "20 та ще 5", "en", "uk"),
    ("vingt et deux autres", "twenty and 2 others", "fr", "en"),
    ("31.12.99", "31 December 1999", "de", "en"),
    ("три десятка", "30", "ru", "en"),
    ("два десятки людей", "two dozen people", "uk", "en"),
    ("two dozen people", "двадцять людей", "en", "uk"),
    ("two dozen people", "24 людини", "en", "uk"),
    ("две сотни тысяч", "200,000", "ru", "en"),
    ("шесть сотен", "600", "ru", "en"),
    ("сотни тысяч", "hundreds of thousands", "ru", "en"),
    ("сотни тысяч", "300,000", "ru", "en"),
    ("duas dezenas de pessoas", "20 people", "pt", "en"),
    ("drei Dutzend", "36", "de", "en"),
    ("deux centaines", "two hundred", "fr", "en"),
    ("полторы сотни", "150", "ru", "en"),
    (
        "Les discussions ont duré près de sept heures, selon une source",
        "The discussions lasted nearly seven hours, according to a source",
        "fr",
        "en",
    ),
    ("Il y a eu trois cent cinquante-deux blessés", "352 people were wounded", "fr", "en"),
    ("quatre-vingt mille réfugiés", "80,000 refugees", "fr", "en"),
    ("à 8 h 30, mardi 15 mars", "at 8.30 on Tuesday, 15 March", "fr", "en"),
    ("au bout de dix-huit mois", "after a year and a half", "fr", "en"),
    ("neuf fois sur dix", "nine times out of ten", "fr", "en"),
    ("Am 24. Februar um 5 Uhr früh", "At 5 a.m. on February 24", "de", "en"),
    ("rund 1,2 Mio. Menschen", "some 1.2 million people", "de", "en"),
    ("vor zweieinhalb Wochen", "two and a half weeks ago", "de", "en"),
    ("im zweiten Quartal", "in the second quarter", "de", "en"),
    ("zum dritten Mal", "for the third time", "de", "en"),
    ("in den 1990er Jahren", "in the 1990s", "de", "en"),
    ("eineinhalb Stunden", "an hour and a half", "de", "en"),
    ("mehr als 300.000 Flüchtlinge", "more than 300,000 refugees", "de", "en"),
    ("fünf vor zwölf", "five to twelve", "de", "en"),
    ("21.30 Uhr", "9:30 p.m.", "de", "en"),
    ("Toplantı üç saat sürdü", "The meeting lasted three hours", "tr", "en"),
    ("yaklaşık 1,5 milyon kişi", "about 1.5 million people", "tr", "en"),
    ("saat 14.00'te", "at 2 p.m.", "tr", "en"),
    ("20 bin ton", "20,000 tonnes", "tr", "en"),
    ("üçte ikisi", "two-thirds", "tr", "en"),
    ("yüz yirmi beş", "125", "tr", "en"),
    ("dört maddelik", "four-point", "tr", "en"),
    ("15 Mart 2022 Salı", "Tuesday, March 15, 2022", "tr", "en"),
    ("on iki kişi", "a dozen people", "tr", "en"),
    ("A reunião durou duas horas e meia", "The meeting lasted two and a half hours", "pt", "en"),
    ("mais de 2,5 milhões", "more than 2.5 million", "pt", "en"),
    ("às 14h de terça-feira (15)", "at 2 p.m. on Tuesday (15)", "pt", "en"),
    ("meia dúzia de países", "half a dozen countries", "pt", "en"),
    ("meia dúzia de países", "six countries", "pt", "en"),
    ("cerca de mil soldados", "about a thousand soldiers", "pt", "en"),
    ("dezenas de milhares", "tens of thousands", "pt", "en"),
    ("R$ 3,2 mil", "3,200 reais", "pt", "en"),
    ("um terço", "one third", "pt", "en"),
    ("os dois lados", "both sides", "pt", "en"),
    ("a quarta rodada", "the fourth round", "pt", "en"),
    ("há quinze dias", "two weeks ago", "pt", "en"),
    ("La reunión duró tres horas y media", "The meeting lasted three and a half hours", "es", "en"),
    ("unas 40 personas", "some forty people", "es", "en"),
    ("dos tercios", "two thirds", "es", "en"),
    ("a mediodía", "at noon", "es", "en"),
    ("el 8 de marzo de 2022", "on March 8, 2022", "es", "en"),
    ("medio centenar", "fifty", "es", "en"),
    ("medio centenar", "50", "es", "en"),
    ("una veintena", "about 20", "es", "en"),
    ("2.500 millones", "2.5 billion", "es", "en"),
    ("Переговоры продлились около трёх с половиной часов", "The talks lasted about three and a half hours", "ru", "en"),
    ("в полтора раза", "one and a half times", "ru", "en"),
    ("25-го числа", "on the 25th", "ru", "en"),
    ("20-ти летний", "20-year-old", "ru", "en"),
    ("миллион двести тысяч", "1.2 million", "ru", "en"),
    ("не менее 100 человек, в том числе 7 детей", "at least 100 people, including seven children", "ru", "en"),
    ("«Дорога номер один»", "Road number one", "ru", "en"),
    ("в 4 утра", "at four in the morning", "ru", "en"),
    ("первые сто дней", "the first hundred days", "ru", "en"),
    ("сорок тысяч", "40k", "ru", "en"),
    ("больше чем 5 тыс. чел.", "more than 5,000 people", "ru", "en"),
    ("пять процентов", "5%", "ru", "en"),
    ("четверо из пяти", "four out of five", "ru", "en"),
    ("в 2 раза", "twice", "ru", "en"),
    ("в 3 раза", "threefold", "ru", "en"),
    ("втрое", "3 times", "ru", "en"),
    ("десять-двенадцать", "10 to 12", "ru", "en"),
    ("трём миллионам", "3 million", "ru", "en"),
    ("в течение 10 дней", "within ten days", "ru", "en"),
    ("статья 5-я", "Article 5", "ru", "en"),
    ("+380", "+380", "ru", "en"),
    ("15:00 мск", "3 p.m. Moscow time", "ru", "en"),
    ("два с лишним часа", "more than two hours", "ru", "en"),
    ("за полтора месяца", "in six weeks", "ru", "en"),
    ("полчаса", "half an hour", "ru", "en"),
    ("полчаса", "30 minutes", "ru", "en"),
    ("часа два", "about two hours", "ru", "en"),
    ("седьмое марта", "7 March", "ru", "en"),
    ("с восьмого по десятое", "from the 8th to the 10th", "ru", "en"),
    ("Переговори тривали п’ять з половиною годин", "The talks lasted five and a half hours", "uk", "en"),
    ("дві з половиною тисячі", "2,500", "uk", "en"),
    ("понад 2,8 млн осіб", "more than 2.8 million people", "uk", "en"),
    ("сьогодні о 14:30", "today at 2:30 p.m.", "uk", "en"),
    ("через 10–15 днів", "in 10 to 15 days", "uk", "en"),
    ("чотиригодинна розмова", "a four-hour conversation", "uk", "en"),
    ("на чотири години", "for 4 hours", "uk", "en"),
    ("третій раунд", "the third round", "uk", "en"),
    ("двадцять четвертого лютого", "on 24 February", "uk", "en"),
    ("півтори години", "an hour and a half", "uk", "en"),
    ("півтори години", "90 minutes", "uk", "en"),
    ("50 на 50", "fifty-fifty", "uk", "en"),
    ("сто сорок один голос", "141 votes", "uk", "en"),
    ("троє суток", "three days", "uk", "en"),
    ("п'ятеро осіб", "5 people", "uk", "en"),
    ("дев'яносто відсотків", "90%", "uk", "en"),
    ("Two rounds, six hours", "Два раунди, шість годин", "en", "uk"),
    ("at 11:25 a.m.", "об 11:25", "en", "uk"),
    ("one hour and 25 minutes", "година 25 хвилин", "en", "uk"),
    ("a three-point plan", "план із трьох пунктів", "en", "uk"),
    ("the 15-point plan", "план із 15 пунктів", "en", "uk"),
    ("nearly 1 million", "майже мільйон", "en", "uk"),
    ("one million", "мільйон", "en", "uk"),
    ("a million", "1 млн", "en", "uk"),
    ("1,000 days", "тисяча днів", "en", "uk"),
    ("the first 100 days", "перші сто днів", "en", "uk"),
    ("five p.m.", "17:00", "en", "uk"),
    ("some 20 years", "років двадцять", "en", "uk"),
    ("four-hour talks", "четырёхчасовые переговоры", "en", "ru"),
    ("G20", "Велика двадцятка", "en", "uk"),
    ("at least three dozen", "щонайменше 36", "en", "uk"),
    ("COP26", "КС-26", "en", "uk"),
]
NOT_KEPT = [
    ("10.03.2022", "10 April 2022", "ru", "en"),
    ("two hours", "four hours", "en", "en"),
    ("halb sechs", "7:30", "de", "en"),
    ("половина шестого", "8:30", "ru", "en"),
    ("полмиллиона", "5 million", "ru", "en"),
    ("тысяча 200", "1,300", "ru", "en"),
    ("drei Stunden", "zwei Stunden", "de", "de"),
    ("Переговори тривали шість годин.", "The talks lasted five hours.", "uk", "en"),
    ("Переговори тривали шість годин.", "The talks lasted hours.", "uk", "en"),
    ("Переговори тривали 6 годин.", "The talks lasted five hours.", "uk", "en"),
    ("Загинуло людей багато.", "Many people died, 300 of them.", "uk", "en"),
    ("Переговори тривали години.", "The talks lasted five hours.", "uk", "en"),
    ("حضر ٢٠ شخصا", "30 persons came.", "ar", "en"),
    ("трое погибли", "two died", "ru", "en"),
    ("5 et 5", "5", "fr", "en"),
    ("2,5 млн", "25 million", "ru", "en"),
    ("2,5 млн", "25 million", None, "en"),
    ("в 2014 и 2022 годах", "in 2014", None, "en"),
    ("2,5 часа", "2 hours", "ru", "en"),
    ("2 000 людей", "2 people", "uk", "en"),
    ("2 тыс. людей", "2 people", "ru", "en"),
    ("25 тысяч", "25 million", "ru", "en"),
    ("четвёртый раунд", "the fifth round", "ru", "en"),
    ("10 марта", "11 March", "ru", "en"),
    ("10.03.2022", "11 March 2022", "ru", "en"),
    ("10.03.2022", "10 March 2023", "ru", "en"),
    ("17h30", "17:40", "fr", "en"),
    ("17:30", "6 p.m.", "fr", "en"),
    ("lasted 6 hours", "dauerte sieben Stunden", "en", "de"),
    ("пятьдесят", "15", "ru", "en"),
    ("fünfzehn Tote", "fünfzig", "de", "de"),
    ("dos mil", "200", "es", "en"),
    ("üç saat", "four hours", "tr", "en"),
    ("beş kişi", "people", "tr", "en"),
    ("двадцать пять", "twenty", "ru", "en"),
    ("двадцать пять", "20 and 5 more", "ru", "en"),
    ("ушло 50 человек", "15 people left", None, "en"),
    ("15 марта", "50 March", None, "en"),
    ("21 лютого", "21 February 2022", "uk", "en"),
    ("3 часа и 3 минуты", "three hours and some minutes", None, "en"),
    ("50 процентов", "15 percent", "ru", "en"),
    ("п'ять з половиною годин", "five hours", "uk", "en"),
    ("1 500 человек", "15,000 people", "ru", "en"),
    ("10 millions", "10 billion", "fr", "en"),
    ("50%", "60%", "ru", "en"),
    ("шесть сотен", "500", "ru", "en"),
    ("три десятка", "40", "ru", "en"),
    ("between one hundred and two hundred", "от 100 до 300", "en", "ru"),
    ("31.12.99", "31 December 1998", "de", "en"),
    ("quinze morts", "five dead", "fr", "en"),
    ("huit blessés", "wounded people", "fr", "en"),
]

# Words and figures, and the one number that they surely are.
READ = {
    "en": "seven 7; twenty-one 21; one hundred and two 102; two hundred fifty thousand 250000; fifteen hundred 1500; "
    "three million two hundred thousand 3200000; two and a half million 2500000; fourth 4; twenty-first 21; "
    "1,234,567 1234567; 2.5bn 2500000000; 3 lakh 300000",
    "uk": "п'ять 5; п’ятьох 5; шістнадцяти 16; двадцять третій 23; тридцять першій 31; сто двадцять три 123; двісті тисяч 200000; "
    "п'ятсот 500; півтора мільйона 1500000; дев'яносто дев'ять 99; восьмеро 8; 12 тис. 500 12500",
    "ru": "трёх 3; четверо 4; пятьюдесятью 50; сто двадцать три 123; две тысячи двадцать два 2022; "
    "пятьсот шестьдесят семь тысяч 567000; седьмого 7; двадцать первом 21; полтора миллиарда 1500000000",
    "be": "пяць 5; шасці 6; дваццаць сем 27; сто сорак 140; пяць тысяч 5000; чацвёртага 4; два мільёны 2000000",
    "pt": "três 3; dezesseis 16; dezasseis 16; vinte e cinco 25; cento e vinte e três 123; mil e quinhentos 1500; "
    "dois mil e vinte e dois 2022; dois milhões e meio 2500000; sétimo 7; 1.234.567,5 1234567.5",
    "tr": "üç 3; on beş 15; yirmi bir 21; yüz elli 150; iki yüz bin 200000; üç milyon 3000000; dördüncü 4; "
    "iki buçuk 2.5; iki buçuk milyon 2500000; 2 bin 500 2500; yirmi beşinci 25",
    "de": "drei 3; einundzwanzig 21; zweihundertfünfunddreißig 235; dreissig 30; fünftausend 5000; "
    "zweihunderttausend 200000; drei Millionen 3000000; zweieinhalb 2.5; vierte 4; sechsten 6; einundzwanzigsten 21; 2,5 Mio. 2500000",
    "fr": "trois 3; vingt et un 21; soixante et onze 71; soixante-dix-sept 77; quatre-vingts 80; quatre-vingt-dix-neuf 99; "
    "nonante-neuf 99; deux cents 200; deux cent mille 200000; trois millions 3000000; quatrième 4; 12 500 12500",
    "es": "tres 3; veintitrés 23; treinta y cinco 35; ciento veinte 120; quinientas 500; dos mil veintidós 2022; "
    "mil millones 1000000000; dos mil quinientos millones 2500000000; séptima 7",
}

UNSURE = {
    "en": "one of them|nobody|both|a dozen|half of it|thousands|third parties|B-52|COVID-19|the second hand|24/7",
    "uk": "один із них|сім'я|обидва|тривали|тисячі людей|десятки|друга сторона",
    "ru": "один из них|семью|оба|тысячи людей|пара слов|третьи страны|двухсторонняя|С-300",
    "be": "адзін з іх|абодва|тысячы",
    "pt": "um deles|na quinta-feira|na segunda|o quarto|milhares|mil vezes",
    "tr": "bir|masanın altında|yedi|yüzü güldü|bin",
    "de": "eine|einer von ihnen|außer Acht|die Elf|hundert|Achtung|dreistündig",
    "fr": "un accord|neuf|dans huit jours|sous quinzaine|le 11 sept. |mille fois",
    "es": "uno de ellos|una|un cuarto|la segunda",
}


def one(text: str, language: str) -> Number:
    (found,) = [number for number in numbers_in(text, language) if number.sure]
    return found


@pytest.mark.parametrize(
    ("language", "words", "value"),
    [(language, *row.strip().rsplit(" ", 1)) for language, rows in READ.items() for row in rows.split("; ")],
)
def test_numbers_that_are_read(language: str, words: str, value: str) -> None:
    number = one(words, language)
    assert Fraction(value) in number.values
    assert (number.start, number.words) == (0, words[: number.end])


@pytest.mark.parametrize(
    ("language", "words"), [(language, each) for language, rows in UNSURE.items() for each in rows.split("|")]
)
def test_words_that_are_no_sure_numbers(language: str, words: str) -> None:
    sure = [number.words for number in numbers_in(words, language) if number.sure and not number.figures]
    assert sure == []


@pytest.mark.parametrize(("quote", "translation", "told", "into"), KEPT)
def test_translations_that_keep_their_numbers(quote: str, translation: str, told: str | None, into: str) -> None:
    assert compare(quote, translation, told, into) == Difference()
    if "[" not in translation:  # what the editors add
        assert compare(translation, quote, into, told) == Difference()


@pytest.mark.parametrize(("quote", "translation", "told", "into"), NOT_KEPT)
def test_translations_that_do_not(quote: str, translation: str, told: str | None, into: str) -> None:
    found = compare(quote, translation, told, into)
    assert found.lost or found.added
    for text, numbers in ((quote, found.lost), (translation, found.added)):
        assert all(text[number.start : number.end] == number.words for number in numbers)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("шість", "uk", "“шість” (6)"),
        ("20", "en", "“20”"),
        ("٢٠", None, "“٢٠” (20)"),
        ("2 тис.", "uk", "“2 тис” (2,000)"),
        ("1,500", "en", "“1,500”"),
        ("2,5 km", "de", "“2,5” (2.5)"),
        ("17h30", "fr", "“17h30”"),
    ],
)
def test_how_a_number_is_shown(text: str, language: str | None, expected: str) -> None:
    assert shown(one(text, language or "")) == expected


DIGITS = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Nd"]


@given(st.integers(1, 10**12), st.integers(0, len(DIGITS) // 10 - 1))
def test_figures_of_every_script(value: int, script: int) -> None:
    zero = script * 10
    written = "".join(DIGITS[zero + int(digit)] for digit in str(value))
    assert one(written, "").values == {Fraction(value)}
    assert compare(written, f"{value:,}", None, "en") == Difference()


@given(st.integers(1000, 10**9), st.sampled_from("\u00a0\u202f\u2009 ,.'’"), st.sampled_from(LANGUAGES))
def test_thousands_separators(value: int, mark: str, language: str) -> None:
    written = f"{value:,}".replace(",", mark)
    assert value in one(written, language).values
    assert compare(written, str(value), language, "en") == Difference()


# Bits of texts that the rules look at, and any text.
BITS = "1 20 300 2022 10.03 17:30 17h30 1.500 2,5 ½ / - . , % 10.03.2022 million тисяч п'ять fünf einhundert cent quatre vingt dix et y"
WILD = st.one_of(st.text(max_size=40), st.lists(st.sampled_from([*BITS.split(), " ", "\n"]), max_size=25).map("".join))


@given(WILD, st.sampled_from([*LANGUAGES, None, "zh-Hans", "x"]))
def test_a_text_keeps_its_own_numbers(text: str, language: str | None) -> None:
    assert compare(text, text, language, language) == Difference()
    numbers = numbers_in(text, language)
    assert all(text[number.start : number.end] == number.words for number in numbers)
    assert all(a.end <= b.start for a, b in pairwise(numbers))


@given(WILD, WILD, st.sampled_from([*LANGUAGES, None]), st.sampled_from([*LANGUAGES, None]))
def test_no_text_is_too_wild(quote: str, translation: str, told: str | None, into: str | None) -> None:
    found = compare(quote, translation, told, into)
    assert all(number.sure for number in (*found.lost, *found.added))


def test_long_texts_are_no_quotes() -> None:
    many = " ".join(["7"] * (MAX_NUMBERS + 1))
    assert compare(many, "none", "en", "en") == Difference()
    assert compare("7 " + "a" * 30_000, "none", "en", "en") == Difference()
    assert compare("9" * 10_000, "8" * 5_000, "en", "en") == Difference()


def test_languages_by_their_tags() -> None:
    assert lexicon("pt-BR") is lexicon("pt") is lexicon("PT-pt")
    assert lexicon("it") is lexicon(None) is lexicon("") is None
