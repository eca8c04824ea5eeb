"""Given and family names of many cultures, and which of them are everyday words too.

All are small letters without accents. No list is complete: the rules of `bot.names` decide where the lists are silent.
"""

_GIVEN = """
aarav aaron abbie abdi abdul abdullah abdullahi abebe abigail abu ada adam adamu ade adebayo adel adele adeola adrian
adriana afua agnes agnieszka ahmad ahmed aidan aileen aimee aisha aisling aissatou ajay akash akiko akua alan alana
alastair alba albert alberto aleksander aleksandra alem alessandro alessia alex alexa alexander alexandra alexandru
alexis alfie alfred ali alice alicia alina alisha alison alistair aliyah allan alma aloysius alvaro alyssa amal amanda
amara amber ambrose amelia amelie amin amina amir amira amit amrit amy ana anastasia anders andre andrea andreas andrei
andrew andrzej andy aneta angel angela angelica angelika angus anh anika anil anisha anita anjali ankita ann anna
annabel anne annette annie anthony antoine anton antonio anya aoife apinya april ar arash archie ariadne ariana arjun
armando arnav aroha arthur arturo arun arwa ash asha ashley ashok asif asma astrid asuka atsuko aubrey audrey aurelie
aurora austin autumn ava avi ayaan ayesha ayo ayodele aziz azra babak babatunde baljit barbara barry bartosz basil
beata beatrice beatriz becca becky belinda ben benedict benita benjamin bernadette bernard bernice beth bethan bethany
betty bev beverley bianca bilal bill binta birgit blanca bob bobby bogdan bola boris brad bradley brandon breda brenda
brendan brian bridget britta bronwen bruno bryan bukola caitlin callum calum cameron camila camille carl carla carlos
carly carmel carmen carol carole carolina caroline cath catherine cathy catrin cecilia cedric celeste celia celine
cerys chantal charles charlie charlotte chase chelsea cheng cherry cheryl chiamaka chiara chidi chika chinedu chinelo
chioma chloe chris christa christian christina christine christopher christos chukwuemeka cian ciara cillian claire
clara clare clarissa claude claudia clay clement cliff clive clodagh colette colin connor conor constantin coral
corinne cormac courtney craig cristian cristina crystal curtis cynthia daisuke daisy dakota dale dalia damian damien
dan dana daniel daniela daniele danielle danny daphne darius darlene darren dave david davina dawn dean deb debbie
deborah deepa deepak deirdre delia delroy demetrius denis denise dennis derek dermot desmond devi devon dexter diana
diane diego dieter dilip dimitri dimitrios dina dinesh divya dmitri dolores dominic dominik dominika donal donald donna
doreen doris dorota dorothy doug douglas drew duc duncan dwayne dylan eamon earl ebony eddie eden edgar edith edmund
eduardo edward edwin efua eileen eilidh eirini ekaterina elaine eleanor elena eleni elias elif elijah elin elina
elizabeth ella elle ellen ellie elliot elodie eloise elsa elsie elspeth elvira emeka emil emilia emilio emily emma
emmanuel emre enrique enzo eric erica erik erika erin ernest esi esme esperanza esra esther etienne eugene eun eunice
eva evan eve evelyn ewa ewan ezekiel ezra fabian fabio fadi fadumo faisal faith faizan farah farhan fatema fatima
fatimah fatma fatou fatoumata federica felicity felipe felix femi ferdinand fergus fern fernanda fernando fiona fionn
firoz flora florence florian folake frances francesca francesco francis francisco francois frank frankie franz fred
freddie freya frida fumiko funmi gabriel gabriela gabriella gail gale gareth gary gavin gemma gene geoff geoffrey
george georgia georgina gerald geraldine gerard gertrude ghazala gianni gideon gill gillian giorgio giovanni giulia
giuseppe gladys glen glenda glenn gloria goran gordon grace graham grainne grant greg gregor gregory greta grzegorz
guillaume gulsen gunther gupreet gurpreet gustavo guy gwen gwyneth habib hadiza hakan hakim haley hamish hamza hana
hanna hannah hans harald harjit harold haroon harpreet harriet harris harrison harry harsh haruki harvey hasan hashim
hassan hayley hazel heath heather hector hee heidi helen helena helga henri henrietta henrik henry herbert hermione
hilary hilda hina hiroko hiroshi hodan holger holly honey hope horace howard hristo huda hugh hugo humphrey hussain
hussein hyun iain ian ibrahim ida idris ife ifeoma ignacio igor ikram ilaria ileana ilse imani imogen imran inaya
indira ines ingrid ioana ioannis iona ionut ira irena irene irina iris irma isaac isabel isabella isabelle isha ishaan
isla ismael ismail isobel istvan ivan ivana ivor ivy izabela izzy jacek jack jackie jaclyn jacob jacqueline jacques
jade jagdeep jai jakub jamal james jamie jamila jan jana jane janet janice janina janine jared jarek jasmin jasmine
jason jaspreet javier jay jaya jayden jayne jean jeanette jeff jeffrey jelena jemima jen jenna jennie jennifer jenny
jeremiah jeremy jerome jerry jess jessica jesus jewel jill jim jimena jimmy jin jing jiyeon jo joan joana joanna joanne
joao joaquin jodie joe joel johan johanna johannes john johnny johnson jon jonah jonas jonathan jonny jordan jorge jose
josef josefina joseph josephine josh joshua josie joy joyce juan juanita jude judith judy juergen julia julian juliana
julie juliet juliette julio june jung junko jurgen justin justyna jyoti kai kaja kamal kamala kamil kamila kareem karen
karim karin karina karl karla karolina kasia kat katarina katarzyna kate katerina kath katharina katherine kathleen
kathryn kathy katie katja katrin katrina katy kavita kavya kay kayla kayleigh kazimierz keiko keira keith kelechi kelly
kelvin ken kendra kenji kenneth kenny kerry kev kevin khadija khadijah khalid khanh kieran kim kimberly kinga kingsley
kiran kirill kirsten kirsty kit kofi kojo krishna kristian kristina kristof krystyna krzysztof kuldeep kumar kushal
kwabena kwaku kwame kwasi kyle kylie kyoko laila lakshmi lamar lamin lance lars lata latisha latoya laura laurel lauren
laurence laurent lavinia lawrence layla leah leanne lee leela leigh leila lena lenka leo leon leonard leonardo leroy
lesley leslie leticia levi lewis lexi leyla liam liang libby lidia lien liesl lila lilian liliana lilly lily lina linda
lindsay lindsey linh lisa liz lizzie ljubica llewellyn logan lola lolita lorena lorenzo loretta lorna lorraine lottie
lou louis louisa louise lourdes luca lucas lucia lucian lucinda lucky lucy luis luisa lukas lukasz luke luz lydia lynda
lyndsey lynn lynne mabel maciej maddie madeleine madhuri madison mads magda magdalena maggie magnus mahmoud mahmud mai
maira mairead maisie makoto malachi malcolm malgorzata malik manal mandeep mandy manisha manjit manoj mansoor manuel
mara marc marcel marcelo marcia marcin marco marcos marcus marek margaret margarita margot maria mariam mariama marian
mariana marianne marie mariela marija marina mario marisa marisol marius marjorie mark marlene marlon marta martha
martin martina martyn marwa mary maryam mason masood mat mateo mateusz mathew mathilde matilda matt matteo matthew
matthias maud maura maureen maurice mauro mavis max maxim maximilian maxine maya mbali meera megan mehdi mehmet mei mel
melanie melissa mercy meredith merve mia micah michael michal michelle miguel mihaela mihai mika mike mikhail mila
milan milena miles milica millie milos min mina ming minh miranda mireille miriam mirza misaki mitchell mo moesha
mohamed mohammad mohammed mohamud mohsin moira molly mona monica monika moses mostafa muhammad mukesh muna murray musa
mustafa mwangi myfanwy myra nadia nadine nadira nadja naoko naomi nasir nasra nasrin natalia natalie natasha nathan
nathaniel naveed naveen navjot neal ned neema neha neil nelly nelson nerys nessa ngoc ngozi nguyen nia niall niamh
nicholas nick nicki nicky nico nicola nicolae nicolas nicole nicoleta nigel nikhil nikita niklas nikolai nikolaos nikos
nils nimo nina nisha njeri nkechi noah noel noelle noor nora noreen norma norman nova nuala nuno nura nuria obi obinna
octavia odette ofelia olaf olga olive oliver olivia olivier olu oluwaseun oluwatobi omar omari ondrej orla oscar oskar
osman othman otto owen oyinkan pablo padraig pamela pankaj paola paolo parisa parminder parveen pascal pat patience
patrice patricia patrick patrycja patryk paul paula paulina pauline paulo pavel pawel pearl pedro peg peggy penelope
penny percy perla peter petra petros phil philip philippa philippe phillip phoebe phuong pierre pilar piotr piper polly
pooja poppy prakash pranav prasad pratik praveen precious preeti priscilla priti priya priyanka prudence przemek
przemyslaw purnima quentin rabia rachael rachel radek radka rafael rafal rafiq raghav rahel rahim rahul raj raja rajan
rajesh rajiv rakesh ralph ram rama ramesh ramon ramona rana randa rania ranjit rashid rashida raul ravi ray rayan
raymond rebeca rebecca rebekah reed reem reena reg reggie regina reinhard rekha remi renata rene renee reuben rhea
rhian rhiannon rhoda rhona rhys ricardo richard rick ricky rina rita ritu riya rob robbie robert roberta roberto robin
robyn rocio rod rodney rodrigo roger rohan rohit roisin roland roma roman romeo ron ronald ronan ronnie rory rosa
rosalind rose rosemary rosie ross rowan roxana roxanne roy ruben ruby rudolf rukhsana rupert rupinder russell ruth ryan
saad sabina sabrina sachin sadia sadio safiya sagal sage sahar saira sajid sakina sakura saleh salim sally salma salman
salome salvador sam samantha sameer samia samira samson samuel samukelo sana sandeep sandra sandy sangita sanjay
sanjeev santiago sara sarah sarita sasha saskia satoshi saul scott scout sean sebastian selam selena selim selina selma
serena sergei sergio setareh seth seung shabnam shahid shahida shakira shamima shane shanelle shanice shannon shanti
sharon shaun shauna shazia sheila shelley sheree shirin shirley shivani shona shreya shu shyam sian sibusiso sid
siddharth sidney sigrid silvia simeon simon simona simone simran sinead siobhan siti sky slawomir snezana sofia sofie
sol solomon sonal sonia sonja sophia sophie soraya soren stacey stan stanislaw stanley stavros stefan stefania stefano
steffi stella steph stephanie stephen steve steven stu stuart su-jin subhash suda sue sukhdeep suki sultan sumaira
suman summer sunil sunita sunny suresh susan susana susanna susanne sushila suzanne svetlana swati sydney syed sylvia
sylvie szymon tabitha tadeusz tahir taiwo takashi tamara tamika tamsin tanisha tanvi tanya tara tarek tariq tasha
tatiana tatyana taylor ted temitope tendai teodor terence teresa teri terry tessa thabo thandiwe thanh thea thelma theo
theodora theodore theresa therese thierry thomas tiago tiffany tim timothy tina titilayo tobi tobias toby tom tomas
tomasz tommy toni tony toyin tracey tracy trang trent trevor tricia trinh trinity trish tristan trudy tuan tunde tyler
tyrone uche uchenna ufuk ulrich uma umar una ursula usha usman uzma vaishnavi valentin valentina valeria valerie
vanessa vasile vasilis vera verity vernon veronica veronika vicki vicky victor victoria vijay vikas vikram viktor
viktoria vincent vinod viola violet violeta virginia vishal vivek vivian vivienne vlad vladimir vusi wacek wade waleed
walid walter wambui wanda wanjiru warren waseem wayne wei wendy werner wesley wiktoria wilfred wilhelm will willem
william wilma win winifred winston wojciech wolfgang woody xander xanthe xavier xiang xiao xin xochitl yaa yael yahya
yan yana yannick yara yasin yasmin yasmine yaw yetunde yiannis yilmaz ying yohannes yoko yolanda yosef younis yousef
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
ace adam alma angel angus apple april art ash aurora austin autumn ava ave baker basil bay bell bill bliss bob brook
brooks brown butler carol carter cat chan chase cherry chi chip christian clay cliff cooper coral cox cruz crystal
daisy dakota dale dawn dean devi do don dot drew earl eddy eden ember eve faith fern fisher flora forest foster fox
frank gale gay gene gill glen glory grace grant gray green hall hart hazel heath heather hill holly honey hope hunt
hunter iris ito ivy jack jade jan jasmine jay jean jesus jet jewel jo josh joy judge june justice kay king kit knight
lam lance lane lang laurel lee levi liberty lily lin liz lucky ma mai major marina mark marsh mason mat max may mercy
miles mills min mo nel nelly nick noble noel nova olive page palmer paris park parker pat patience pearl peg penny
piper poppy precious prince princess prudence queen rain rana ray reed reg rich river rob robin rocky rod roma roman
rose rowan ruby sage said sandy scout sky sol stone su sue summer sun sunny tan taylor terry trinity trip turner una
van vera verity victor viola violet wade walker warren webb west white will win wolf wood woods woody wright x young
yun
"""

ALSO_WORDS = frozenset(_ALSO_WORDS.split())
"""Names that are everyday words: Will, Mark, Grace, Page."""
GIVEN = frozenset(_GIVEN.split())
FAMILY = frozenset(_FAMILY.split())
SURE = (GIVEN | FAMILY) - ALSO_WORDS
"""Names that are nothing else, in small letters too."""
