"""Given names of men and women in the languages of the news that is read: a hint for “he” and “she”.

A name says what most of its bearers are; a title or an office beside the name says more, and comes first.
"""

from functools import lru_cache

from dateline.ingest.name_words import cyrillic_stem
from dateline.ingest.spellings import fold

_MALE = """
aaron abdullah abraham adam ahmad ahmed ahmet akira alan albert ale alejandro aleksandr alex alexei alexandre
alfred ali alistair allan amir anders andre andrea andrew andrii andrzej angelo antonio antony anthony antoine
antonis ariel armen arne arnold artem arthur artur asif ashraf augusto aung axel barack barry bart bashar ben
benedict benjamin bernard bernd bernie bilal bill bjorn bo bob bogdan boris brad brandon brian bruce bruno bulent
burak carl carlos cem cesar charles charlie chris christian christoph christopher chuck claude claudio colin craig
cyril dan daniel danylo daoud darren david davit dean denis denys derek diego dieter dirk dmytro dominic don donald
doug douglas duncan edgar eduardo edward edwin elias emanuel emil emmanuel emre enrico enrique eric erik ernesto
ersin esteban eugene evan fabio faisal farhan farid felipe felix fernando fikret florian francesco francis franco
francois frank frans fred frederic friedrich gabriel gavin geoff george georgy gerald gerard gerhard gianni
giovanni giuseppe gleb glenn gonzalo gordon graham greg gregory guido guillaume gunther gustav hakan hamid hans
harald harry harun hasan hassan hector heinz helmut henri henrik henry herbert hikmet hiroshi howard hugh hugo
hulusi hussein ian ibrahim ignacio igor ihor ilham ilkka illia imran ingo ioannis ismail ivan jack jacob jacques
jaime jake james jamie jan janez janos jared jaroslaw jason javier jay jean jeff jeffrey jens jeremy jerome jerry
jerzy jesper jim jimmy jin joachim joao joaquin joe joel johan johannes john jon jonathan jorge jose josef josep
joseph josh joshua juan jukka jules julian julio jun jurgen justin kamal karim karl kaspar keith ken kenan kenneth
kevin khaled kim klaus konstantin kostiantyn kurt kyle kyrylo lars larry laurent lee leo leon leonid leopold levan
liam lloyd lorenzo louis luca lucas luigi luis luiz luka lukas lutfi magnus mahmoud mamuka manuel marc marcel
marcelo marco marcos marcus marek mario mark markus martin massimo mateusz matt matteo matthew matthias maurice
mauricio max maxim maxime mehmet mevlut michael michal michel miguel mike mikhail miklos mikola milan milos milton
mitch mohamed mohammad mohammed muhammad murat mustafa mykola mykhailo narendra nathan neil nick nicolas nigel
nikola nikolai nikos nils norman oktay olaf ole oleg oleh oleksandr oleksii olexander oliver omar omer orhan oscar
osman otto owen pablo pal paolo pascal patrick paul paulo pavel pavlo pawel pedro pekka per pete peter petr petro
petros phil philip philippe phillip pierre piotr pjotr qasim rafael rajiv ralph ramon ramzan randy rasmus raul ravi
ray raymond recep reinhard rene reza ricardo riccardo richard rishi rob robert roberto rod rodrigo roger roland
rolf roman ron ronald rory ross roy ruben rudolf rupert rustem ryan sadiq said salih salman salvador sam samir
samuel scott sean sebastian selim serdar serge sergei sergio serhii shane shinzo sidney simon soner spencer
stanislav stanislaw stefan stefano stepan stephane stephen steve steven stuart suleyman sven taha tarek tariq
tayyip ted terry theo thierry thomas tim timothy tobias todd tom tomas tomasz tony trevor ulrich umberto valdis
valentin valerii vasyl viacheslav victor vidar viktor vincent vitalii vitor vlad vladimir vladyslav volkan
volodymyr waldemar walter warren wayne werner wilhelm william willy wolfgang xavier yahya yakov yann yannis
yaroslav yasin yevhen yiannis yossi yuri yusuf zbigniew idris laszlo vilmos istvan sandor ferenc gyorgy attila
tibor gabor zsolt imre balazs akos bela lajos matyas kwame kofi yaw kwesi emeka chidi chinedu tunde femi segun
babatunde oluwaseun musa sani abdulaziz ibrahima moussa mamadou ousmane cheikh amadou sekou alpha modibo thabo
sipho jabu mandla tendai farai kagiso jomo uhuru raila mwai daudi juma hamisi arjun amit rahul vijay sanjay anil
sunil ashok deepak manoj pradeep suresh ramesh mahesh rakesh mukesh nitin gaurav varun vikram arun raj harsh
hardeep jagmeet gurpreet manmohan subrahmanyam aditya rohit virat imtiaz nawaz shehbaz bilawal pervez zulfikar
tanvir kazi sheikh wei jian ming hao lei feng tao yang peng kai long jinping keqiang yi xiaoping zedong ping kenji
takeshi hiroki yoshihide fumio shigeru taro ichiro kazuo makoto naoto yukio junichiro satoshi akihiro jae min-ho
ji-hoon jong-un moon-soo yong seok-youl minh duc hung tuan quang nam hadi mehdi hossein javad mahmud ebrahim masoud
saeed ramin farzad siamak nasser jaber hamad tamim mansour bandar khalid turki fahd sultan marwan walid samer nabil
fadi ziad bassam rami georges naguib adel sherif hesham mostafa sameh ayman yitzhak shimon ehud avigdor moshe
naftali yair benny eli gideon amos dov itzik nir tzachi matias osvaldo teo agustin santiago mateo facundo emilio
alvaro ramiro rodolfo gerardo german cristian evo andres gustavo lenin ollanta horacio nestor anibal patricio
adriano caetano heitor plinio caio thiago tiago rui nuno vasco duarte goncalo diogo afonso fabricio marcio wagner
valdemar geraldo ciro jair gustaw kazimierz radoslaw wojciech lech leszek ryszard tadeusz wladyslaw zdzislaw
grzegorz bartosz krzysztof vuk bojan dejan dragan zeljko slobodan vojislav aleksandar ivica stipe tomislav ante
mate davor andrej borut marjan alojz ion iulian florin liviu marian mihai mircea radu sorin traian viorel ilie
dumitru adrian catalin ciprian boyko rumen krasimir plamen kiril ivaylo simeon georgi edi sali ilir bujar fatos
hashim albin ramush kadri isa kyriakos alexis giorgos dimitris panos vassilis christos stavros stellan gustaf ulf
stig goran bengt fredrik mattias jimmie leif knut odd ola rune terje geir svein aksel mogens poul jyrki juha antti
petteri sauli matti mika timo kari esko alvar toomas andrus taavi juri urmas margus edgars krisjanis egils arturs
gitanas algirdas dalius vytautas antanas andrius saulius casimir lucian colm sigmund osvald hank ilya dmitriy
cormac declan eamon enda padraig niall conor brendan fintan angus hamish callum ewan alasdair rhys gareth dylan huw
geraint owain alun zoltan zoran karel vaclav ondrej jozef arvid einar halvor sigurd torbjorn mads soren jorgen
aleksei vadim vyacheslav gennady anatoly anatolii arkady yegor egor fyodor fedir taras bohdan nazar ostap ruslan
timur rinat marat zurab irakli giorgi mikheil kaan kemal ilker tolga umut yigit onur ozan efe baris cenk deniz
erdem ertugrul fatih ferhat gokhan halil huseyin ilhan kadir levent metin mesut nuri okan ozgur ramazan sedat sinan
tamer taner tuncay ugur veli yavuz zeki андрій олександр сергій дмитро микола іван василь петро володимир михайло
ігор олег юрій віктор віталій роман тарас остап богдан максим денис артем євген павло степан ярослав назар руслан
леонід анатолій григорій борис антон владислав данило кирило матвій андрей александр сергей дмитрий николай иван
василий петр владимир михаил игорь юрий виктор виталий евгений павел леонид анатолий григорий алексей константин
кирилл никита егор федор глеб арсений тимур
nicholas gary alexander tyler zachary noah ethan harold lawrence billy elijah willie bobby caleb bradley russell
lyle walt earl hal piet ivar edmund dev ernie gus harvey hubert ike irving jed jeb lester lowell luther lyndon marv
mick mitt mort murray ned newt orrin quentin rex rick rudy rufus sherrod sid stan steny strom trent trey vern virgil
wendell wes woody zach keir kier kwasi fergus iain kieran lachlan malcolm seamus kjell tor trond jussi fritz horst
lutz ralf uwe volker bram geert joost maarten ruud sjoerd wim wopke luc yves ivo odo matej jakub zdenek
dwight clarence clyde floyd glen herman leroy melvin milt cory corey darrell darryl dustin dwayne eddie elmer gilbert
jacky jackie jeffery johnnie johnny julius kirk leland lewis lonnie lou marty marvin micah mickey nathaniel norm otis
reggie reginald rhett ricky rodney ronnie rusty seth stewart sylvester tad terrance terrence thad theodore toby tommy
travis tyrone vaughn vernon wilbur winston zack zane robby robbie beto reince hakeem jamaal deval denny elbridge brett
dick emmett ezra gene grover jonah jonas judd kellen leonard louie mac nate ritchie roscoe terence vivek wesley zeke
davey eliot elliott ellis erskine everett gil gilberto glyn heath irvin isaac jarrod jeremiah jermaine jody joey khizr
kris lamont linus manny maury mikey noam orlando orville pramod ramsey randall rico robin roderick rolando russ
salvatore scotty shawn shaun spiro vince wally wilbert wyatt jess chad ewing chet ed
"""
_FEMALE = """
abigail ada adela adriana agata agnes agnieszka aicha aisha alena alexandra alice alicia alina alison amal amanda
amelia amina amy ana anastasia andreea angela angelina angelique anita anja anna annalena anne annegret annette
annie ann antonia anya asha asli asuman audrey ayla ayse aysel barbara beata beatrice beatriz belinda bella berit
bernadette beth betty birgit brenda bridget brigitte camila camilla carla carmen carol carole carolina caroline
catherine cecilia celia celine charlotte chiara chloe christa christiane christina christine claire clara claudia
connie cristina cynthia daniela darya debbie deborah defne delia denise diana diane dilek dilma dina dominique
donna dora doris dorothy ebru ece elaine eleanor elena eleni elif elin elisa elisabeth elise eliza elizabeth ella
ellen elsa emel emilia emily emine emma erica esra esther eva evelyn ewa fatima fatma federica fiona florence
frances francesca gabriela gail gamze georgia gerda gertrud gina giorgia gisele giulia gloria grace greta gro gul
guler gulsen gunilla hanan hanna hannah harriet heather hedvig heidi helen helena helene helga hilary hillary hulya
ida ilana iman inga ingrid ines irena irina iris isabel isabella isabelle ivana ivanka iryna jacinda jacqueline
jana jane janet janine jean jeanne jen jennifer jenny jessica jill jo joan joana joanna joanne jodie johanna
josephine joyce juana judith judy julia julie juliana juliette june justyna kadri kaja kamala karen karin karina
karoline kate katarina katarzyna kateryna katharina katherine kathleen kathryn kathy katie katja katrin kelly
kersti khadija kim kira kirsten kirsty kristalina kristen kristi kristin kristina larysa laura lauren layla lea
leila lena lesia leticia leyla lidia liliana lilian lillian linda lisa lise liz liza lorena louise lucia lucie lucy
luisa luise lydia lyudmila maddalena madeleine magda magdalena malala margaret margarita maria marianne marie
marielle marija marina marine marion marta martha martina mary maryna maya meg megan melanie melek melissa merve
mia michelle mihaela milena mina miriam mona monica monika nabila nadia nadine nancy naomi natalia natalie natasha
nazli nicola nicole nikki nilufer nina noor nora nur odile oksana olena olga olha oleksandra olivia ozlem pamela
patricia paula pauline penny petra pia polina priscilla priti rachel rania rebecca regina renata rita roberta rosa
rosalyn rose roxana ruth sabine sabrina sahar salome samantha samira sandra sanna sara sarah selin selma serap
sevgi sevil sharon sheila shirin sibel silvia simone simonetta sina sofia solveig sonia sophia sophie stella
stephanie sue susan susana susanne suzanne svetlana sviatlana svitlana sylvia sylvie tamara tania tanya tansu
tatiana teresa theresa therese tina tracy tulay tulsi ulla ulrike ursula valentina valerie vanessa vera veronica
veronika victoria viktoria viola violeta virginia vivian wanda wendy wiktoria yael yasmin yelena yevgenia yulia
yuliia yvette yvonne zainab zeynep zoe zofia zsuzsa katalin erzsebet ilona judit zsofia eszter krisztina ildiko
piroska amara ngozi chiamaka adaeze folake yewande aminata fatou mariama oumou aissatou zainabu wanjiru wangari
nomsa thandi lindiwe nkosazana priya anjali deepa kavita meena nirmala sushma smriti mamata mayawati indira pooja
shreya sunita rekha divya neha hoa huong mai thuy ngoc phuong linh ji-woo min-ji seo-yeon hye-jin geun-hye yuriko
sanae seiko tomomi yoko naoko keiko akiko haruka mei xiu lijuan yan tsai farida benazir hina sherry bushra shaista
ayesha rabia maryam sadia nasreen shohreh nargis masih zahra mahsa parisa hala nawal hoda maha rasha dalia abeer
laila lubna wafa suad haneen ayelet merav limor orly miri golda delphine imogen odette amelie aurelie segolene
clementine solange rosangela livia tabata erundina benedita janja tereza carmem damares gleisi halina wronska
ewelina malgorzata krystyna jadwiga bozena grazyna aleksandra milica ljiljana biljana slavica jadranka kolinda
vjosa atifete majlinda urszula maia viorica ioana tsvetelina iliana meglena dagny unni tuva siv erna ine mette
helle margrethe lene inger pernilla ebba ylva annika ulrika birgitta gunvor li anni tytti riikka paivi tarja marin
evika ingrida ausrine aino jonna bertha edna enid gwen gwendolyn nia sian carys mairead aoife siobhan niamh orla
sinead grainne jessie caitlyn caitlin kaitlyn thomasina augusta philippa phillipa jemima tamsin verity prudence
constance winifred ilhan rashida ayanna alexandria nydia debra lois dianne tammy mazie kyrsten kellyanne ronna
letitia zuzana iva jasmina dragana mirjana snezana gordana vesna nevena kalina tsvetana daryna ruslana solomiya
zoryana halyna nadiya vira lyubov ayşe ayfer aylin azra begum beyza burcu canan cansu derya ebrar filiz fulya gonca
hande hatice ipek nalan nermin nesrin nihal pelin pinar sema songul tugba yesim zehra олена оксана ірина наталія
тетяна світлана людмила марія анна ольга юлія катерина вікторія галина надія дарина соломія леся лариса марта ганна
елена наталья татьяна светлана юлия екатерина виктория надежда дарья мария ирина анастасия ксения вера любовь
евгения алина
ashley kimberly shirley cheryl janice danielle marilyn beverly brittany kayla lori peggy leah lily lorraine lynn
mabel maggie marjorie marsha maureen mildred molly norma penelope phyllis rosemary roxanne stacy tara toni vicky
isla freya keira saoirse tess becky bonnie carly dana daphne della dolores edith eileen erin ethel felicity freda
gertrude gillian glenda gretchen irene jodi joni kara kayleigh kendra leslie lindsey loretta miranda mitzi pam patty
rosalind ruta stine oda sigrid astrid tove maren hanne anke heike gudrun tilda signe ilsa hana eliska mirela meral
chioma akinyi sally antje ludmila radka alenka dorottya noemi galina
adriane aimee alana alberta aleah alexa alisa althea alyssa andie angelica annabel annabelle antoinette arlene ashleigh
ava becca bernice bertie bessie breanna brianna carlotta carmela carrie cassandra cassie cathy celeste charlene chelsea
cheri chrissy christie christy cindy clarissa claudette colette colleen condoleezza consuelo corinne courtney darlene
deanna deb debora deirdre denice desiree diahann dolly doreen dorothea earlene eloise elsie elvira emilie esmeralda
estelle eunice evangeline faye frankie gabby gabrielle gayle genevieve georgette georgina geraldine gertie ginny gladys
glenna goldie guadalupe gwyneth hattie henrietta hermione huma jackie jacky janelle janette jaqueline jeanette
jeannette jeanine jeannine jenna jennie jocelyn jody jolene josie juanita judi julianne karla kassandra katelyn katrina
kaye keisha kellie kerri kirstie krista krystal lana latasha latoya latrice laurie leanne leigh lenora lenore leona
leonora libby lindy lorna lorrie lottie louella luann lucille lucinda lucretia lupe lynette mabelle madeline madelyn
mallory mandy marcella marci marcia marcy margery margie margot marguerite maribel marietta marisa marissa marjory
marlene maryellen maude maura mavis maxine meagan melania melinda meredith mindy minnie mollie monique muriel myra
myrtle nanette nell nellie nettie nona noreen octavia omarosa ophelia paige patsy paulette peggie polly ramona reba
reina rhoda rhonda robin rochelle ronda rosalie rosalinda rosanna roseanne rowena ruthie sadie sarai sasha saundra
scarlett selena serena shannon shari sharlene shauna shawna shelley shelly sherrie sheryl sondra stacey stacie susie
suzan suzette suzie sybil tabitha tamera tami tanisha tasha taryn teri tessa thelma theodora tia tiffany tonya tori
tracey tracie tricia trina trisha trish trudy twila valarie velma vickie vilma wilma winnie winona yolanda zelda zoey
jahana sharice kris jess karine
"""
# Words that are given names, and surnames, places or things as well: they tell something of a person only where it is
# known that this is one.
_MALE_HINTS = """
anderson wolf jackson lance marshall miles preston rand franklin wade ward wallace wilson lincoln newton pierce reed
rich rush grant hamilton harrison jefferson kent monte sonny woodrow tate drew clark guy sherman sandy thad vance
forrest galen lamar len merrick perry tucker ty norman ro trip chip skip buddy butch bubba
"""
_FEMALE_HINTS = """
april autumn brooke candy candace daisy dawn faith fern flora ginger hazel hope ivy joy laurel madison mae may melody
mercedes misty olive opal pearl ruby savannah sierra skye stormy summer violet dee nan rae shelby queenie haley destiny
trinity"""


@lru_cache(maxsize=2)
def _genders(*, folded: bool) -> dict[str, str]:
    """Give `m` or `f` for each given name (as listed, or folded); an empty string where men and women bear it."""
    male = {fold(name) if folded else name for name in _MALE.split()}
    female = {fold(name) if folded else name for name in _FEMALE.split()}
    return {name: ("m" if name not in female else "f" if name not in male else "") for name in male | female}


def given_name_gender(name: str) -> str | None:
    """Give `m`, `f`, or an empty string (either) for a known given name, None for an unknown word.

    Only tells; a person is whatever the text says.
    """
    if not name:
        return None
    gender = _genders(folded=False).get(name.lower())
    if gender is None and "\u0400" <= name[0] <= "\u052f":
        gender = _stem_genders().get(cyrillic_stem(name))
    if gender is None and (len(name) > 4 or not name.isascii()):
        gender = _genders(folded=True).get(fold(name))
    return gender


def hinted_gender(name: str) -> str | None:
    """Give `m` or `f` for the first name of somebody who is known to be a person; None where it says nothing."""
    return given_name_gender(name) or _hints().get(name.lower())


@lru_cache(maxsize=1)
def _hints() -> dict[str, str]:
    """Give the genders of words that are not only given names."""
    return dict.fromkeys(_MALE_HINTS.split(), "m") | dict.fromkeys(_FEMALE_HINTS.split(), "f")


@lru_cache(maxsize=1)
def _stem_genders() -> dict[str, str]:
    """Give the genders of the Cyrillic given names by their stems."""
    genders: dict[str, str] = {}
    for names, gender in ((_MALE, "m"), (_FEMALE, "f")):
        for name in names.split():
            if name[0] > "\u0400":
                stem = cyrillic_stem(name)
                genders[stem] = gender if genders.get(stem, gender) == gender else ""
    return genders
