"""Words that tell a name from other words: given and family names of many cultures, and what only looks like a name.

All are small letters without accents. No list is complete: rules in `bot.names` decide where the lists are silent.
"""

_GIVEN = """
aarav aaron abbie abdi abdul abdullah abdullahi abebe abigail abu ada adam adamu ade adebayo adel adele adeola adrian
adriana afua agnes agnieszka ahmad ahmed aidan aileen aimee aisha aisling aissatou ajay akash akiko akua alan alana
alastair alba albert alberto aleksander aleksandra alem alessandro alessia alex alexa alexander alexandra alexandru
alexis alfie alfred ali alice alicia alina alisha alison alistair aliyah allan alma aloysius alvaro alyssa amal amanda
amara ambrose amelia amelie amin amina amir amira amit amrit amy ana anastasia anders andre andrea andreas andrei
andrew andrzej andy aneta angela angelica angelika angus anh anika anil anisha anita anjali ankita ann anna annabel
anne annette annie anthony antoine anton antonio anya aoife apinya ar arash archie ariadne ariana arjun armando arnav
aroha arthur arturo arun arwa asha ashley ashok asif asma astrid asuka atsuko aubrey audrey aurelie aurora ava avi
ayaan ayesha ayo ayodele aziz azra babak babatunde baljit barbara barry bartosz basil beata beatrice beatriz becca
becky belinda ben benedict benita benjamin bernadette bernard bernice beth bethan bethany betty bev beverley bianca
bilal binta birgit blanca bob bobby bogdan bola boris brad bradley brandon breda brenda brendan brian bridget britta
bronwen bruno bryan bukola caitlin callum calum cameron camila camille carl carla carlos carly carmel carmen carol
carole carolina caroline cath catherine cathy catrin cecilia cedric celeste celia celine cerys chantal charles charlie
charlotte chelsea cheng cheryl chiamaka chiara chidi chika chinedu chinelo chioma chloe chris christa christian
christina christine christopher christos chukwuemeka cian ciara cillian claire clara clare clarissa claude claudia
clement clive clodagh colette colin connor conor constantin corinne cormac courtney craig cristian cristina curtis
cynthia daisuke daisy dakota dalia damian damien dan dana daniel daniela daniele danielle danny daphne darius darlene
darren dave david davina dean deb debbie deborah deepa deepak deirdre delia delroy demetrius denis denise dennis derek
dermot desmond devi devon dexter diana diane diego dieter dilip dimitri dimitrios dina dinesh divya dmitri dolores
dominic dominik dominika donal donald donna doreen doris dorota dorothy doug douglas duc duncan dwayne dylan eamon
ebony eddie edgar edith edmund eduardo edward edwin efua eileen eilidh eirini ekaterina elaine eleanor elena eleni
elias elif elijah elin elina elizabeth ella elle ellen ellie elliot elodie eloise elsa elsie elspeth elvira emeka emil
emilia emilio emily emma emmanuel emre enrique enzo eric erica erik erika erin ernest esi esme esperanza esra esther
etienne eugene eun eunice eva evan evelyn ewa ewan ezekiel ezra fabian fabio fadi fadumo faisal faizan farah farhan
fatema fatima fatimah fatma fatou fatoumata federica felicity felipe felix femi ferdinand fergus fernanda fernando
fiona fionn firoz flora florence florian folake frances francesca francesco francis francisco francois frankie franz
fred freddie freya frida fumiko funmi gabriel gabriela gabriella gail gareth gary gavin gemma geoff geoffrey george
georgia georgina gerald geraldine gerard gertrude ghazala gianni gideon gillian giorgio giovanni giulia giuseppe gladys
glen glenda glenn gloria goran gordon graham grainne greg gregor gregory greta grzegorz guillaume gulsen gunther
gupreet gurpreet gustavo guy gwen gwyneth habib hadiza hakan hakim haley hamish hamza hana hanna hannah hans harald
harjit harold haroon harpreet harriet harris harrison harry harsh haruki harvey hasan hashim hassan hayley hazel
heather hector hee heidi helen helena helga henri henrietta henrik henry herbert hermione hilary hilda hina hiroko
hiroshi hodan holger holly horace howard hristo huda hugh hugo humphrey hussain hussein hyun iain ian ibrahim ida idris
ife ifeoma ignacio igor ikram ilaria ileana ilse imani imogen imran inaya indira ines ingrid ioana ioannis iona ionut
ira irena irene irina iris irma isaac isabel isabella isabelle isha ishaan isla ismael ismail isobel istvan ivan ivana
ivor izabela izzy jacek jackie jaclyn jacob jacqueline jacques jade jagdeep jai jakub jamal james jamie jamila jan jana
jane janet janice janina janine jared jarek jasmin jasmine jason jaspreet javier jay jaya jayden jayne jean jeanette
jeff jeffrey jelena jemima jen jenna jennie jennifer jenny jeremiah jeremy jerome jerry jess jessica jesus jill jim
jimena jimmy jin jing jiyeon jo joan joana joanna joanne joao joaquin jodie joe joel johan johanna johannes john johnny
johnson jon jonah jonas jonathan jonny jordan jorge jose josef josefina joseph josephine josh joshua josie joyce juan
juanita jude judith judy juergen julia julian juliana julie juliet juliette julio jung junko jurgen justin justyna
jyoti kai kaja kamal kamala kamil kamila kareem karen karim karin karina karl karla karolina kasia kat katarina
katarzyna kate katerina kath katharina katherine kathleen kathryn kathy katie katja katrin katrina katy kavita kavya
kay kayla kayleigh kazimierz keiko keira keith kelechi kelly kelvin ken kendra kenji kenneth kenny kerry kev kevin
khadija khadijah khalid khanh kieran kim kimberly kinga kingsley kiran kirill kirsten kirsty kofi kojo krishna kristian
kristina kristof krystyna krzysztof kuldeep kumar kushal kwabena kwaku kwame kwasi kyle kylie kyoko laila lakshmi lamar
lamin lars lata latisha latoya laura lauren laurence laurent lavinia lawrence layla leah leanne leela leigh leila lena
lenka leo leon leonard leonardo leroy lesley leslie leticia lewis lexi leyla liam liang libby lidia lien liesl lila
lilian liliana lilly lily lina linda lindsay lindsey linh lisa liz lizzie ljubica llewellyn logan lola lolita lorena
lorenzo loretta lorna lorraine lottie lou louis louisa louise lourdes luca lucas lucia lucian lucinda lucy luis luisa
lukas lukasz luke luz lydia lynda lyndsey lynn lynne mabel maciej maddie madeleine madhuri madison mads magda magdalena
maggie magnus mahmoud mahmud mai maira mairead maisie makoto malachi malcolm malgorzata malik manal mandeep mandy
manisha manjit manoj mansoor manuel mara marc marcel marcelo marcia marcin marco marcos marcus marek margaret margarita
margot maria mariam mariama marian mariana marianne marie mariela marija marina mario marisa marisol marius marjorie
marlene marlon marta martha martin martina martyn marwa mary maryam masood mateo mateusz mathew mathilde matilda matt
matteo matthew matthias maud maura maureen maurice mauro mavis maxim maximilian maxine maya mbali meera megan mehdi
mehmet mei mel melanie melissa mercy meredith merve mia micah michael michal michelle miguel mihaela mihai mika mike
mikhail mila milan milena miles milica millie milos mina ming minh miranda mireille miriam mirza misaki mitchell moesha
mohamed mohammad mohammed mohamud mohsin moira molly mona monica monika moses mostafa muhammad mukesh muna murray musa
mustafa mwangi myfanwy myra nadia nadine nadira nadja naoko naomi nasir nasra nasrin natalia natalie natasha nathan
nathaniel naveed naveen navjot neal ned neema neha neil nelson nerys nessa ngoc ngozi nguyen nia niall niamh nicholas
nick nicki nicky nico nicola nicolae nicolas nicole nicoleta nigel nikhil nikita niklas nikolai nikolaos nikos nils
nimo nina nisha njeri nkechi noah noel noelle noor nora noreen norma norman nuala nuno nura nuria obi obinna octavia
odette ofelia olaf olga oliver olivia olivier olu oluwaseun oluwatobi omar omari ondrej orla oscar oskar osman othman
otto owen oyinkan pablo padraig pamela pankaj paola paolo parisa parminder parveen pascal patience patrice patricia
patrick patrycja patryk paul paula paulina pauline paulo pavel pawel pedro peggy penelope penny percy perla peter petra
petros phil philip philippa philippe phillip phoebe phuong pierre pilar piotr piper polly pooja prakash pranav prasad
pratik praveen precious preeti priscilla priti priya priyanka przemek przemyslaw purnima quentin rabia rachael rachel
radek radka rafael rafal rafiq raghav rahel rahim rahul raj raja rajan rajesh rajiv rakesh ralph ram rama ramesh ramon
ramona rana randa rania ranjit rashid rashida raul ravi rayan raymond rebeca rebecca rebekah reem reena reg reggie
regina reinhard rekha remi renata rene renee reuben rhea rhian rhiannon rhoda rhona rhys ricardo richard rick ricky
rina rita ritu riya robbie robert roberta roberto robyn rocio rodney rodrigo roger rohan rohit roisin roland roma roman
romeo ron ronald ronan ronnie rory rosa rosalind rosemary rosie ross rowan roxana roxanne roy ruben ruby rudolf
rukhsana rupert rupinder russell ruth ryan saad sabina sabrina sachin sadia sadio safiya sagal sahar said saira sajid
sakina sakura saleh salim sally salma salman salome salvador sam samantha sameer samia samira samson samuel samukelo
sana sandeep sandra sandy sangita sanjay sanjeev santiago sara sarah sarita sasha saskia satoshi saul scott sean
sebastian selam selena selim selina selma serena sergei sergio setareh seth seung shabnam shahid shahida shakira
shamima shane shanelle shanice shannon shanti sharon shaun shauna shazia sheila shelley sheree shirin shirley shivani
shona shreya shu shyam sian sibusiso sid siddharth sidney sigrid silvia simeon simon simona simone simran sinead
siobhan siti slawomir snezana sofia sofie solomon sonal sonia sonja sophia sophie soraya soren stacey stan stanislaw
stanley stavros stefan stefania stefano steffi stella steph stephanie stephen steve steven stuart su-jin subhash suda
sukhdeep suki sultan sumaira suman sunil sunita suresh susan susana susanna susanne sushila suzanne svetlana swati
sydney syed sylvia sylvie szymon tabitha tadeusz tahir taiwo takashi tamara tamika tamsin tanisha tanvi tanya tara
tarek tariq tasha tatiana tatyana taylor ted temitope tendai teodor terence teresa teri terry tessa thabo thandiwe
thanh thea thelma theo theodora theodore theresa therese thierry thomas tiago tiffany tim timothy tina titilayo tobi
tobias toby tom tomas tomasz tommy toni tony toyin tracey tracy trang trent trevor tricia trinh trish tristan trudy
tuan tunde tyler tyrone uche uchenna ufuk ulrich uma umar una ursula usha usman uzma vaishnavi valentin valentina
valeria valerie vanessa vasile vasilis vera verity vernon veronica veronika vicki vicky victor victoria vijay vikas
vikram viktor viktoria vincent vinod viola violet violeta virginia vishal vivek vivian vivienne vlad vladimir vusi
wacek waleed walid walter wambui wanda wanjiru warren waseem wayne wei wendy werner wesley wiktoria wilfred wilhelm
willem william wilma winifred winston wojciech wolfgang xander xanthe xavier xiang xiao xin xochitl yaa yael yahya yan
yana yannick yara yasin yasmin yasmine yaw yetunde yiannis yilmaz ying yohannes yoko yolanda yosef younis yousef
youssef yuki yukiko yuliya yumi yun yuri yusra yusuf yvette yvonne zac zach zachary zahra zaid zain zainab zaira
zakariya zara zbigniew zeinab zeynep zhen zhi zoe zofia zoltan zsofia zuhra zuleikha zuri zuzana zygmunt
"""

_FAMILY = """
abdi abdullahi abebe abraham adams adebayo adeleke adeyemi afolabi agarwal aguilar ahmad ahmadi ahmed akhtar akintola
albu ali alvarez amin anand andersen anderson andersson andrews antonio arora arslan ashraf atkinson awad aziz bailey
baker balogun banerjee bangura barker barnes barrett bauer begum bello bennett bernard bhatt bhattacharya bianchi
boateng booth bose botha bradley brennan brooks brown bui burns butler byrne campbell carr carter castillo castro celik
chan chandra chang chapman chatterjee chaudhry chavez chen cheng cheung chi chikwanha chopra choudhury chowdhury
christensen chukwu chung clark clarke cohen coleman collins connolly cooper costa cox cruz dang danjuma das davies
davis dawson demir desai desta devlin dhillon diallo dias diaz dimitrov diop dlamini dobson doherty donnelly doyle dube
dubois duffy duong edwards egbe ellis eriksson espinoza estrada evans eze farah farooq farrell fernandes fernandez
ferrari ferreira fischer fisher fitzgerald flores flynn forde foster fox fraser gallagher garcia gebre georgiou ghosh
gibson gill githinji goldberg gomes gomez gonzalez gordon graham grant gray green greene griffin griffiths grigoryan
guerrero guevara gunawardena gupta gutierrez guzman hall hamilton hansen haque harris harrison hart harvey hassan
haughey hayes henderson hernandez herrera hill ho hoang hoffman holmes horvat horvath hossain hosseini howard huang
hughes hunt hunter hussain hussein huynh ibrahim idowu iqbal islam ismail ito ivanov ivanova iyer jackson jain jallow
james jansen javed jenkins jensen jimenez johansson johnson johnston jones joseph joshi kaczmarek kamara kaminski
kaplan kapoor kato kaur kavanagh kaya kelly kennedy kenny khalil khan khatun khumalo kim kimani king kiss knight
kobayashi koch kone kovac kovacs kowalczyk kowalska kowalski kozlov kumar kuznetsov lam lambert lang larsen larsson lau
lawal le lee lewandowski lewis li lim lin liu lloyd lopes lopez lozano ma macdonald mackenzie maclean mahlangu mahmood
malik marin marino marsh marshall martin martinez martins mason matthews mbeki mccarthy mcdonald mckenna medina mehta
mendes mendoza mensah meyer miah mills mishra mitchell mkhize mohamed moore morales moreau moreno morgan morris
morrison moyo mukherjee muller murphy murray mutasa nagy naidoo nair nakamura nasser ncube ndiaye ndlovu nel nelson ngo
nguyen nielsen nikolaidis njoroge nkosi novak nowak nunez nwachukwu nwosu o'brien o'connor o'neill obi ochieng odhiambo
ogunleye ojo okafor okeke okonkwo oliveira olsen omar omondi onyango oppong ortega ortiz osei otieno owusu ozturk
pacheco page palmer pandey papadopoulos parekh park parker patel paterson pearce pena pereira perera perez perry
petersen peterson petrov pham phan phillips phiri pillai popa popescu powell price quinn qureshi rahman raja ramirez
ramos rana rao rashid ravi reddy reid reilly reyes reynolds ricci richards richardson rivera roberts robertson robinson
rodrigues rodriguez rogers romano romero rose rosenberg rossi roux roy ruiz russell russo ryan saeed sahin said saito
salazar saleh sanchez sanders sandhu santos sarkar sato schmidt schneider schulz shah shaikh sharma sharp shaw sheikh
sidhu silva simmons simpson singh sithole smit smith smyth soares sokolov stewart stone suleiman sullivan suzuki
svensson swart szabo tadesse takahashi tan tanaka taylor tesfaye thapa thomas thompson thomson torres toth tran traore
tshabalala turner vargas vasquez vazquez venter vieira vu wagner walker wallace walsh wang ward warsame watanabe
watkins watson webb weber west white whitehead wilkinson williams williamson wilson wong wood woods wright wu xu yadav
yamamoto yang yeung yildirim yilmaz young yusuf zaman zhang zhao zhou zielinski zulu
"""

_ALSO_WORDS = """
ace adam alma angel angus apple april art ash aurora austin autumn ava ave baker basil bay bell bill bishop bliss bob
brook brooks brown butler carol carter cat chan chance chase cherry chi chip christian clay cliff cooper coral cox cruz
crystal daisy dakota dale dawn dean devi do don dot drew earl eddy eden ember eve fern fisher flora forest foster fox
frank gale gay gene gill glen glory grace grant gray green hall hart hazel heath heather hill ho holly honey hope hunt
hunter iris islam ito ivy jack jade jan jasmine jay jean jesus jet jewel jo josh joy judge june justice kay king kit
knight lam lance lane laurel lee levi liberty lily lin liz long lucky ma mai major marina mark marsh mason mat max may
mercy miles mills min mo muse nel nelly nick noble noel nova olive pa page palmer paris park parker pat patience peace
pearl peg penny piper poppy precious price prince princess prudence queen rain rana ray reed rich river rob robin rock
rocky rod roma roman rose rowan ruby sage said sandy scout sharp sky sol star stone su sue summer sun sunny tan taylor
temple terry trinity trip turner una van venter vera verity victor viola violet wade walker ward warren webb west white
will win wolf wood woods woody wright x young yun
"""

_PUBLIC = """
afghan africa african albanian allah amazon america american android anglican apple april arab arabic asexual asia
asian august australia australian autumn avon bame bangladesh bangladeshi barclays barring bbc bedworth belfast bengali
bible birmingham bisexual black blackpool bluesky bluetooth brexit brighton bristol britain british brits buddhist
bulgarian bumble cambridge canada canadian canva caribbean caste catholic chatgpt china chinese christian christianity
christmas church claude coventry covid czech dbs december deliveroo derby diana disclosure discord disney diwali
dropbox duolingo dutch earlsdon easter ebay edinburgh eid email england english etsy eu europe european eurovision
eventbrite excel facebook facetime fb february finsta fitbit flickr france french friday gdpr german germany glasgow
gmail god google greek grindr guardian gumtree halloween hanukkah hebrew hindi hindu hinduism hinge hogmanay holocaust
hungarian ico imessage india indian insta instagram internet ipad iphone iran iraq iraqi ireland irish islam islamic
israel israeli italian italy jamaica jamaican january japan japanese jew jewish july june justgiving kenilworth kent
kurdish latin leamington leeds leicester lgbt lgbtq lgbtq+ lgbtqia lidl lincoln linkedin linux liverpool london lord
lottery luton mac macbook mailchimp malayalam manchester march mastodon medium messenger meta microsoft midlands monday
morrisons mum muslim myspace nepali netflix newcastle nhs nigeria nigerian nintendo northampton norwegian nottingham
november nuneaton october ofcom ofsted olympics onlyfans oxford pakistan pakistani palestine palestinian parliament
patreon paypal pentecostal persian peru photoshop pinterest podcast poland polish portugal portuguese pride protestant
punjabi quaker quora ramadan reddit remembrance roma romania romanian royal rugby russia russian sabbath saltisford
saturday scotland scots scottish september shakespeare sheffield signal signpost sikh skype slack slovak snap snapchat
solihull somali somalia southam spain spanish spotify stonewall stratford substack summer sunday surveymonkey sussex
swahili sweden swedish syria syrian tamil teams telegram tesco thames threads thursday tiktok tinder tory traveller
truro tuesday tumblr turkey turkish twitch twitter uber uk ukraine ukrainian un unison unite urdu us usa valentine
valentines vimeo vine wales warwick warwickshire wednesday wellesbourne welsh westminster whatsapp whitnash wifi
wikipedia windows wolverhampton word wordpress xbox xmas yahoo yelp yiddish yoga york yorkshire youtube zoom
"""

_INSTITUTION = """
academy act association award awards bank bill board borough campaign castle cathedral center centre charity choir
church city clinic club code college commission committee comms company conference council county court day department
desk district drive event executive festival force forum foundation fund gallery game garden government group
guidelines hall hospice hospital hotel hour house inquiry institute kitchen library line ltd magazine manager march
market media ministry month museum network news newsletter office officer organisation parade parish park partnership
party policy premier press pride prize procedure procedures programme project pub regulation regulations review road
school schools section service services shop social society square stadium standards station street studio survey team
theatre times tower town training tribunal trust union university village visibility voice week weekend works workshop
world year
"""

_ORDINARY = """
a able about above abuse accept acceptable access accident account accounts action actually add added adding admin
admins adult advert advice after afternoon again against age agency agree agreed ah ahead aim aims all allow allowed
almost alone along already alright also although always am among amount an and angry another answer answers any anybody
anyone anything anyway apart app apparently appeal appeals applicant applicants application approval approve apps are
area argue argument around article as ask asked asking asleep at attack attempt audience aunt aunty away aye baby back
bad badge badly banned banner banners barely based basically bc be because become been before begin behind being belief
believe below beside best better between beyond big bio birthday bit blame blog blogging blogs board body book boss
bosses both boundaries box boy boyfriend boys breach breaches break bring bro brother brought building bullied bully
bullying business but buy by bye call called calling calls came camera can candidate cannot cant caption car card care
carer carers case cases caught cause caution celebrate ceo certain chair change changed channel charity chat chats
check checked cheers child children choose class clause clauses clean clear clearly client clients clip close club
coach code coffee coming comment comments committee common comms company complain complained complaint complaints
completely compliance computer concern concerned concerns confidential confidentiality confused confusing confusion
consent constantly contact content contract conversation cool copy copyright correct cos could couldnt council couple
course court cover covered covers coworker coworkers crime criminal criticise current customer customers cute dad daily
dance data date daughter day days deal dear decent decide deep definitely delete deleted deletes department derogatory
describe detail details device devices diary did didnt different digital dinner direct director disability disciplinary
discipline disclaimer disclosure discrimination discuss dismissal disrepute dm dms do doctor documents does doesnt dog
doing done donor donors dont door down draft drag drink drive drop drunk due dumb during duty each ear early easy edit
either else email emails emergency emoji employee employees employer employers employment end enough equality equally
er essentially etc even evening event events ever every everybody everyone everything everywhere evidence ex exactly
example except excuse explain extra eye face fact fair false families family fancy far father favourite feel feeling
feels felt few figure file files film filmed filming final finally find fine fire fired first fit five flag flat flyer
folk folks follow followed follower followers following food for force forget forgot form former forum forward found
four free freedom friend friends from front fuck full fully fun funding fundraiser funny further future game general
generally genuinely get gets getting gif girl girlfriend girls give given gives giving go goes going gone good got
governance governor grant great gross ground group groups guess guidance guide guideline guidelines guy guys had hair
half happen happened happens happy harassment hard hardly harm has hashtag hasnt hate have havent having he head health
hello help helped helpful her here hers herself hey hi hidden high higher him himself hint his hiya holiday home
honestly hope horrible hour hours house how however hr huge human hundred hurt husband i id idea if ill im image images
immediately important impossible in inappropriate incident include included including individual induction info
information initially inside insta instead insurance intellectual intern internet interview into invite irrelevant is
isnt issue it its itself ive job joke jokes journalist just keep keeps kept key kid kids kind kindly know known knows
lad lads lady language laptop last late lately later laugh law lawful laws lead leader leaders leadership leaflet learn
least leave leaver leavers leaving left legal legally less lesson let lets letter letters level liability lie life like
liked likes limit line link links list listen little live lives local lock log logged logo lol long look looked looking
looks lose lot lots loud love lovely luckily lunch mad made mail main major make makes making male man managed
management manager managers managing many march mark mate material matter matters may maybe me mean means media meet
meeting meetings member members meme memes men mention mentioned mentions message messages met middle might million
mind mine minister minor minute misconduct miss missing mistake mobile mode moment money monitor monitored monitoring
month months more morning most mostly mother move mr mrs ms much mum music must my myself name named names nan nasty
national nearly need needed needs neighbour neither network never new news newsletter next nice niece night no nobody
non none nope nor normal normally not note notes nothing notice now nowhere number nurse nurses obviously of off
offence offensive office officer often oh ok okay old older on once one online only oops open opinion opinions or order
org organisation organisations organiser organisers other others otherwise our ours ourselves out outfit outing outside
over own owner owners page pages paid paper parade parent parents part participant participants partner partners party
password past patient patients pay payday people per perhaps permission person personal personally pet phone phones
photo photograph photographer photographs photos pic pick pics picture pictured pictures place plain plan planned
platform platforms play please plenty pls plus podcast point police policies policy political politics poll poor portal
possible possibly post posted poster posters posting posts potentially pregnant presenter press pretend pretty
previously principle print printer privacy private probably problem procedure procedures professional profile profiles
programme prohibited project promise proof properly property protect protected proud prove provided public publicly
publish put puts putting question questions quick quickly quiet quite quote race racism racist radio rainbow rather
read reader reading ready real really reason receive received recent recently record recorded recording redundancy reel
reels refer referee reference regarding regards regularly relationship religion remember remind remove removed reply
report reported reporter reporting reports repost reposted request required research resident residents resource
respect respectfully respond response responsibility responsible rest retired retweet retweeting review right rights
risk role room rough round rubbish rude rule rules rumour sad safe safeguarding safely safety said same sanctions
saturday save saw say saying says scared school scope screenshot screenshots second secret section see seem seems seen
selfie selfies send sends senior sensitive sent separate serious seriously service services session set several sex
sexual share shared shares sharing she shit short should shouldnt show showed showing shows shut sick side sign signed
similar simply since single sister sit site situation six skip sleep slow small smartphone so social society some
somebody somehow someone something sometimes somewhere son soon sorry sort sound speak special speech staff stall stand
standard standards start started state statement status stay still stop stopped store stories story straight stream
street strictly strike student students stuff stupid subject such suddenly suitable super supervisor support supporter
sure surely suspended sweet system tablet tag tagged tagging take taken takes taking talk talked talking tattoo tea
teacher team teams technically teen teenager tell telling tells ten terms text texts than thank thanks that thats the
their theirs them themselves then there therefore these they thing things think thinking third this those though
thought thoughts thousand three through thus thx time times tired title to today together told tomorrow tonight too
took top total totally touch towards town train training trans transphobic tried true trust trustee trustees truth try
trying tweet tweeted tweets twice two type ugh uk unable unacceptable uncle under underage understand unfair
unfortunately union unless unpaid unsure until up update updated upload uploaded uploading upset urgent us use used
useful user username users uses using usually value values very via video videos view viewer views violate visible
visit visitor visitors voice volunteer volunteering volunteers vote wait waiting wanna want wanted wants war warning
was wasnt watch watched way we website week weekend weekly weeks weird welcome well went were werent what whatever
whats when whenever where whereas wherever whether which whichever while whilst whistleblower whistleblowing who
whoever whole whom whos whose why wife wifi wiki will wine wish with within without woman women wonder wondering wont
word wording words work worked worker workers working workplace works world worried worry worse worst worth would
wouldnt wow write writes writing written wrong wrote wtf yay yeah year years yep yes yesterday yet yo you young younger
your youre yours yourself youth
"""
