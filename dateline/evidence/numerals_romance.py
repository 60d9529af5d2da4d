"""The words for numbers in Portuguese, Spanish and French."""

from __future__ import annotations

import re
from fractions import Fraction

from dateline.evidence.numerals import (
    HALVES,
    QUARTER,
    THIRD,
    Lexicon,
    Role,
    Word,
    months,
    numbers,
    others,
    scales,
    standing_apart,
)
from dateline.patterns import pattern


def _portuguese() -> Lexicon:
    words = numbers(
        """
        1 um uma
        2 dois duas
        3 três
        4 quatro
        5 cinco
        6 seis
        7 sete
        8 oito
        9 nove
        10 dez
        11 onze
        12 doze
        13 treze
        14 catorze quatorze
        15 quinze
        16 dezesseis dezasseis
        17 dezessete dezassete
        18 dezoito
        19 dezenove dezanove
        20 vinte
        30 trinta
        40 quarenta
        50 cinquenta cinqüenta
        60 sessenta
        70 setenta
        80 oitenta
        90 noventa
        100 cem cento
        200 duzent|os,as
        300 trezent|os,as
        400 quatrocent|os,as
        500 quinhent|os,as
        600 seiscent|os,as
        700 setecent|os,as
        800 oitocent|os,as
        900 novecent|os,as
        """
    )
    ordinals = """
        1 primeir|o,a,os,as
        2 segund|o,a,os,as
        3 terceir|o,a
        4 quart|o,a,os,as
        5 quint|o,a,os,as
        6 sext|o,a,os,as
        7 sétim|o,a
        8 oitav|o,a
        9 non|o,a
        10 décim|o,a
        20 vigésim|o,a
        30 trigésim|o,a
        """
    # Segunda, quarta, quinta and sexta are days, quarto is a room.
    words |= standing_apart(numbers(ordinals, unsure=(1, 2, 4, 5, 6, 10, 20, 30)))
    words |= scales("3 mil\n6 milh|ão,ões mi\n9 bilh|ão,ões bili|ão,ões bi\n12 trilh|ão,ões")
    words |= others(
        f"""
        0 zero nenhum nenhuma ninguém nada
        2 ambos ambas dobro dupla duplo par pares bilateral bilaterais
        3 terça terças triplo trio trilateral trimestre
        6 semestre
        x10,12,*10 dezena dezenas
        x12 dúzia dúzias
        15,14,2 quinzena
        20 vintena
        x100,*100 centena centenas
        x1000,*1000 milhar milhares
        {HALVES},6 meio meia metade
        {THIRD} terço terços
        {QUARTER} quarto quartos
        12,0,24 meio-dia meia-noite
        10 década décadas
        100 século séculos
        7,*7 semana semanas
        """
    )
    names = "janeiro/jan fevereiro/fev março/mar abril/abr maio/mai junho/jun julho/jul agosto/ago setembro/set"
    words = months(f"{names} outubro/out novembro/nov dezembro/dez") | words
    return Lexicon(
        words=words,
        stems={},
        joins=frozenset({"e"}),
        half=pattern(r"e\s+mei[ao]\b", re.IGNORECASE),
        afternoon=pattern(r"da\s+(?:tarde|noite|madrugada)", re.IGNORECASE),
        articles=True,
        language="pt",
    )


def _spanish() -> Lexicon:
    words = numbers(
        """
        1 un uno una
        2 dos
        3 tres
        4 cuatro
        5 cinco
        6 seis
        7 siete
        8 ocho
        9 nueve
        10 diez
        11 once
        12 doce
        13 trece
        14 catorce
        15 quince
        16 dieciséis
        17 diecisiete
        18 dieciocho
        19 diecinueve
        20 veinte
        30 treinta
        40 cuarenta
        50 cincuenta
        60 sesenta
        70 setenta
        80 ochenta
        90 noventa
        100 cien ciento
        200 doscient|os,as
        300 trescient|os,as
        400 cuatrocient|os,as
        500 quinient|os,as
        600 seiscient|os,as
        700 setecient|os,as
        800 ochocient|os,as
        900 novecient|os,as
        """
    )
    for value, form in enumerate("uno dós trés cuatro cinco séis siete ocho nueve".split(), 21):
        words[f"veinti{form}"] = Word(role=Role.TEEN, values=(Fraction(value),), sure=True)
    words["veintiún"] = words["veintiuna"] = words["veintiuno"]
    # “Cuarto” is a room, “quinto” a recruit.
    ordinals = numbers(
        """
        1 primer|_,o,a,os,as
        2 segund|o,a,os,as
        3 tercer|_,o,a
        4 cuart|o,a,os,as
        5 quint|o,a,os,as
        6 sext|o,a
        7 séptim|o,a
        8 octav|o,a
        9 noven|o,a
        10 décim|o,a
        20 vigésim|o,a
        """,
        unsure=(1, 2, 4, 5, 10, 20),
    )
    words |= standing_apart(ordinals)
    words |= scales("3 mil\n6 mill|ón,ones\n12 bill|ón,ones")
    words |= others(
        f"""
        0 cero ningún ninguno ninguna nadie nada
        2 ambos ambas doble par pares bilateral bilaterales dúo
        3 triple trío trilateral trimestre
        6 semestre
        x10,12,*10 decena decenas
        x12 docena docenas
        15,14,2 quincena
        20 veintena
        x100,*100 centena centenas centenar centenares
        x1000,*1000 millar millares miles
        {HALVES} medio media mitad
        {THIRD} tercio tercios
        {QUARTER} cuarto cuartos
        12,0,24 mediodía medianoche
        10 década décadas decenio
        100 siglo siglos
        7,*7 semana semanas
        """
    )
    names = "enero/ene febrero/feb marzo/mar abril/abr mayo/may junio/jun julio/jul agosto/ago septiembre/setiembre/sep"
    words = months(f"{names} octubre/oct noviembre/nov diciembre/dic") | words
    return Lexicon(
        words=words,
        stems={},
        joins=frozenset({"y"}),
        half=pattern(r"y\s+medi[ao]\b", re.IGNORECASE),
        afternoon=pattern(r"de\s+la\s+(?:tarde|noche|madrugada)", re.IGNORECASE),
        articles=True,
        language="es",
    )


def _french() -> Lexicon:
    words = numbers(
        """
        1 un une
        2 deux
        3 trois
        4 quatre
        5 cinq
        6 six
        7 sept
        8 huit
        9 neuf
        10 dix
        11 onze
        12 douze
        13 treize
        14 quatorze
        15 quinze
        16 seize
        20 vingt vingts
        30 trente
        40 quarante
        50 cinquante
        60 soixante
        70 septante
        80 huitante octante
        90 nonante
        """,
        # “Neuf” is new.
        unsure=(1, 9),
    )
    ten = Word(role=Role.TEN, values=(Fraction(10),), sure=True)
    words["dix"] = ten
    stems = "deux trois quatr cinqu six sept huit neuv dix onz douz treiz quatorz quinz seiz"
    rows = [f"{value} {stem}ième {stem}ièmes" for value, stem in enumerate(stems.split(), 2)]
    rows += [f"{value}0 {stem}ième" for value, stem in enumerate("vingt trent quarant cinquant soixant".split(), 2)]
    words |= numbers("\n".join([*rows, "1 unième"]), last=True, unsure=(1, 2))
    words |= scales(
        "2 cent cents centième\n3 mille millième\n6 million millions\n9 milliard milliards md mds\n12 billion billions"
    )
    words |= others(
        f"""
        0 zéro aucun aucune personne rien nul
        1 premier première premiers premières seul seule
        2 second seconde double doublé doubler couple paire bilatéral bilatérale duo
        3 triple tripler trio trilatéral trimestre
        6 semestre
        8,7 huitaine
        x10,12,*10 dizaine dizaines
        x12 douzaine douzaines
        15,14,2 quinzaine
        20 vingtaine
        30 trentaine
        40 quarantaine
        50 cinquantaine
        60 soixantaine
        x100,*100 centaine centaines
        x1000,*1000 millier milliers
        {HALVES} demi demie moitié
        {THIRD} tiers
        {QUARTER} quart quarts
        12,0,24 midi minuit
        10 décennie décennies
        100 siècle siècles
        7,*7 semaine semaines
        """
    )
    names = "janvier/janv février/févr mars avril mai juin juillet/juil août septembre/sept octobre/oct novembre/nov"
    words = months(f"{names} décembre/déc") | words
    return Lexicon(
        words=words,
        stems={},
        joins=frozenset({"et"}),
        half=pattern(r"et\s+demie?\b", re.IGNORECASE),
        afternoon=pattern(r"du\s+soir|de\s+l[’']après-midi|du\s+matin", re.IGNORECASE),
        articles=True,
        language="fr",
    )


LANGUAGES = {"pt": _portuguese, "es": _spanish, "fr": _french}
