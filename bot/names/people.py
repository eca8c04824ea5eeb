"""Given and family names of many cultures, and which of them are everyday words too.

All are small letters without accents. No list is complete: the rules of `bot.names` decide where the lists are silent.
"""

from bot.names.words import words

GIVEN = words("""
aarav aaron abbie abdi abdul abdullah abdullahi abebe abena abigail abiodun abu achieng ada adam adamu adaobi ade
adebayo adeel adel adele adeola aditi adrian adriana adrienn adwoa afua agnes agnese agnieszka ahmad ahmed aidan aileen
aimee aine aisha aishwarya aisling aissatou aiste aivars ajay akash akiko akosua akua alan alana alastair alba albert
alberto aleksandar aleksander aleksandra aleksey alem alessandro alessia alex alexa alexander alexandra alexandru
alexis alfie alfred ali alice alicia alina alisha alison alistair aliyah allan alma aloysius alvaro alyssa amal amanda
amara amarachi amarjit amber ambrose amelia amelie amelija amin amina aminata amir amira amit amrit amy ana ananya
anastasia anders andre andrea andreas andreea andrei andrew andriy andrzej andy aneta angel angela angelica angelika
angus anh anika anil anisha anita anjali ankita ann anna annabel anne annette annie anthony antoine anton antonio
anusha anya aoife apinya april ar arash archana archie ariadne ariana arjun armando arnav aroha arthur arturo arun arwa
asante ash asha ashley ashok asif asma asmita astrid asuka atieno atsuko attila aubrey audrey aurelie aurora austin
autumn ava avi ayaan ayanda ayesha ayo ayodele ayomide ayse azad aziz azra babak babatunde bahram baljit balkis
balwinder baraka baran barbara barry bartosz basil beata beatrice beatriz becca becky behnam belinda ben bence benedict
benita benjamin berat bernadette bernard bernice beth bethan bethany betty bev beverley bhavna bianca bilal biljana
bill binod binta birgit bishnu blanca bob bobby bogdan bohdan bohumil bola bongani boris brad bradley brandon breda
brenda brendan brian bridget britta bronagh bronwen bruno bryan bukar bukola bushra caio caitlin callum calum cameron
camila camille caoimhe carl carla carlos carly carmel carmen carol carole carolina caroline carys cath catherine cathy
catia catrin cecilia cedric celeste celia celine cerys chantal charles charlie charlotte chase cheikh chelsea cheng
cherry cheryl chiamaka chiara chidi chika chinedu chinelo chioma chipo chitra chloe chris christa christian christina
christine christopher christos chukwuemeka chunhua cian ciara cillian citlali claire clara clare clarissa claude
claudia clay clement cliff clive clodagh colette colin connor conor constantin coral corinne cormac costel courtney
craig cristian cristina crystal curtis cynthia dafydd daisuke daisy daithi daiva dakota dale dalia damian damien
damilola dan dana daniel daniela daniele danielle danny daphne darius darlene darren daryush dave david davina dawn
dean deb debbie deborah deepa deepak deirdre delia delroy demetrius denis denise dennis derek dermot desislava desmond
despina devi devika devon dexter diana diane diego dieter dilan dilip dimitri dimitrios dina dinesh dionysia dipak
divya dmitri dmytro dolores dominic dominik dominika donal donald donna donnacha doreen doris dorota dorothy doug
douglas dragan dragana drew dubravka duc duncan dwayne dylan eamon earl ebele ebo ebony eddie eden edgar edith edmund
eduardo edward edwin efua egle eileen eilidh eirini ekaterina elaine eleanor eleftheria elena eleni eleri elias elif
elijah elin elina elizabeth ella elle ellen ellie elliot elodie eloise elsa elsie elspeth elvira emeka emil emilia
emilio emily emine emma emmanuel emre emyr enrique enzo eoghan eric erica erik erika erin ernest erzsebet eshe esi esme
esperanza esra esther etienne eugene eun eunice eunji eva evan evaristo eve evelyn ewa ewan eymen ezekiel ezra fabian
fabio fadi fadumo faisal faith faizan farah farai farhad farhan farhana farzana fatema fatemeh fatima fatimah fatma
fatou fatoumata federica felicity felipe felix femi ferdinand ferenc fergus fern fernanda fernando fiadh fidel fiona
fionn firoz flora florence florian florin folake frances francesca francesco francis francisco francois frank frankie
franz fred freddie freya frida fumiko funke funmi gabriel gabriela gabriella gail gale galina gareth gary gavin gayatri
geeta gemma gene geoff geoffrey george georgia georgina gerald geraldine gerard gertrude gethin ghazal ghazala gheorghe
gianni gideon gill gillian gintaras giorgio giorgos giovanni gita giulia giuseppe gladys glen glenda glenn gloria
golnaz goncalo goran gordon grace graham grainne grant greg gregor gregory greta grzegorz guadalupe guillaume gulsen
gunther guowei gupreet gurdeep gurpreet gustavo guy gwen gwyneth gyorgy habib hadiza hakan hakim haley halima halyna
hamish hamza hana hanna hannah hans haoran harald harbhajan hari harjit harold haroon harpreet harriet harris harrison
harry harsh haruki haruto harvey hasan hashim hassan hassana hatice hayley hazel heath heather hector hee heidi helen
helena helga hemi henri henrietta henrik henry herbert hermione hideki hien hilary hilda hina hiroko hiroshi hodan
holger holly honey hope horace hossein howard hristo hrvoje huda hugh hugo humphrey huong huseyin hussain hussein
hyejin hyun iain ian ibrahim ida idris ieuan ife ifeoma ignacio igor ihor ikenna ikram ilaria ildiko ileana ilse ilze
imani imogen imran inaya indira ines inga ingrid ioana ioannis iolo iona ionut ira irena irene irina iris irma iryna
isaac isabel isabella isabelle isha ishaan isla ismael ismail isobel istvan itzel ivan ivana ivor ivy iwan izabela izzy
jacek jack jackie jaclyn jacob jacqueline jacques jade jaewon jagdeep jahanara jai jakub jamal james jamie jamila jan
jana jane janet janice janina janine janis jared jarek jaroslav jasbir jasmin jasmine jason jaspal jaspreet javier jay
jaya jayant jayden jayne jean jeanette jeff jeffrey jelena jelica jemima jen jenna jennie jennifer jenny jeremiah
jeremy jerome jerry jess jessica jesus jewel jianhua jiayi jihoon jill jim jimena jimmy jin jing jirina jisoo jiwoo
jiyeon jo joan joana joanna joanne joao joaquim joaquin jodie joe joel johan johanna johannes john johnny johnson jon
jonah jonas jonathan jonny jordan jorge jose josef josefina joseph josephine josh joshua josie josip jovan jovana joy
joyce juan juanita jude judith judy juergen julia julian juliana julie juliet juliette julio juma june jung junjie
junko jurgen jurgita justin justyna jyoti kabita kahurangi kai kaito kaja kalani kalpana kamal kamala kamau kamil
kamila kamrul kareem karen karim karin karina karl karla karolina karthik kashif kasia kat katalin katarina katarzyna
kate katerina kath katharina katherine kathleen kathryn kathy katie katja katrin katrina katy kaveh kavita kavya kay
kayla kayleigh kazimierz kazuo kehinde keiko keira keith kelechi kelly kelvin ken kendra kenji kenneth kenny kerry kev
kevin khadija khadijah khalid khanh kieran kim kimberly kinga kingsley kiran kirill kirsten kirsty kirti kit kofi kojo
kostas krishna kristian kristina kristof krunoslav krystyna krzysztof kudzai kuldeep kulwinder kumar kushal kwabena
kwaku kwame kwasi kwesi kyle kylie kyoko kyra ladislav laila lakshmi lalita lamar lamin lamine lance lars laszlo lata
latisha latoya laura laurel lauren laurence laurent lavinia lawrence laxmi layla leah leanne lee leela leigh leila
leilani lena lenka leo leon leonard leonardo leonor lerato leroy lesley leslie leticia levi lewis lexi leyla liam liang
libby lidia lien liesl liga lihua lila lilian liliana lilly lily lina linda lindsay lindsey linh lisa liz lizzie
ljiljana ljubica llewellyn logan lola lolita lorena lorenzo loretta lorna lorraine losa lottie lou louis louisa louise
lourdes lowri luan lubos luca lucas lucia lucian lucinda lucky lucy luis luisa lukas lukasz luke luz lwazi lydia lynda
lyndsey lynn lynne lyudmila lyudmyla mabel maciej maddie madeleine madhuri madison mads mafalda magda magdalena maggie
magnus mahdi mahesh mahmoud mahmud mai maira mairead maisie makena makoto maksym malachi malcolm malee malgorzata malik
mamta manal mandeep mandy manisha manjit manju manoj manpreet mansoor manuel mara marc marcel marcelo marcia marcin
marco marcos marcus mared marek margaret margarita margot maria mariam mariama marian mariana marianne mariatou marie
mariela marija marina mario maris marisa marisol marius marjorie mark marlene marlon marta martha martin martina martyn
marwa mary maryam masako mason masood mat mateo mateusz mathew mathilde matilda matilde matt matteo matthew matthias
maud maura maureen maurice mauro mavis max maxim maximilian maxine maya mbali meera megan megha megumi mehdi mehmet
mehrdad mei meiling mel melanie mele melissa mercy meredith merve mia micah michael michal michelle michiko miguel
mihaela mihai mika mike mikhail mila milan milena miles milica millie milos min mina mindaugas ming mingze minh minji
minjun minoru miranda mircea mireille miriam mirza misaki mitchell mo moana modou moesha mohamed mohammad mohammed
mohamud mohan mohit mohsin moin moira molly mona monica monika moses mostafa moussa muhammad muireann mukesh muna
murray musa mustafa mutua mwangi myfanwy mykhaylo mykola myra nadeem nadezhda nadia nadine nadira nadja naledi naoki
naoko naomi nasir nasra nasreen nasrin natalia natalie nataliya natasha nathan nathaniel navdeep naveed naveen navjot
nazia nazma ndeye neal ned neelam neema neeta neha neil nelly nelson nenad nerys nessa ngoc ngozi nguyen nia niall
niamh nicholas nick nicki nicky nico nicola nicolae nicolas nicole nicoleta nigel nikhil nikita niklas nikolai nikolaos
nikolina nikos niloufar nils nimo nina niran nisha nitin njeri njoki nkechi nnamdi nneka noah noel noelle nokuthula
nomsa noor nora noreen norma norman nova nuala nuno nura nuria nyasha obi obinna obioma octavia odette ofelia oisin
oksana olaf olamide oleg oleksandr oleksandra olena olga olha olive oliver olivia olivier olu oluwaseun oluwatobi omar
omari ondrej orla oscar oskar osman othman otieno otto ousmane owen oyinkan pablo padraig pallavi pamela panagiota
pankaj paola paolo paramjit parisa parminder parth parveen pascal pat patience patrice patricia patrick patrycja patryk
paul paula paulina pauline paulo pavel pawel pearl pedro peg peggy penelope penny percy perla peter petra petros phil
philip philippa philippe phillip phoebe phuong pierre pilar piotr piper polly pooja poppy pradeep prakash prakriti
pranav prasad prasert pratik praveen precious preeti prem priscilla priti priya priyanka prudence przemek przemyslaw
purnima quentin quynh rabia rabin rachael rachel rachna radek radha radim radka radu rafael rafaela rafal rafiq raghav
rahel rahim rahul raj raja rajan rajesh rajinder rajiv rakesh ralph ram rama ramandeep ramesh ramon ramona rana randa
rania ranjit rashid rashida rashmi raul ravi ray rayan raymond rebeca rebecca rebekah reed reem reena reg reggie regina
rehana rehema reinhard rekha remi renata rene renee reuben reza rezaul rhea rhian rhiannon rhoda rhodri rhona rhys
ricardo richard rick ricky rina rita ritika ritu riya rob robbie robert roberta roberto robin robyn rocio rod rodney
rodrigo rogelio roger rohan rohini rohit roisin rojin roland roma roman romeo ron ronald ronan ronnie rory rosa
rosalind rose rosemary roshni rosie ross rowan roxana roxanne roy ruairi ruben rubina ruby rudo rudolf rukayya rukhsana
rukhsar ruksana rumana ruoxi rupa rupert rupinder russell ruth ryan ryo saad sabina sabita sabrina sachin sade sadia
sadio sadiq safiya sagal sage sahar saira sajid sakina sakura saleh salim sally salma salman salome salvador sam
samantha sameer samia samina samira samson samuel samukelo sana sandeep sandor sandra sandy sangeetha sangita sanjay
sanjeev santiago saoirse sara sarah sarita saroj sasha saskia satnam satomi satoshi saul savita scott scout sean
sebastian selam selena selim selina selma seojun seoyeon serena sergei sergey sergio setareh seth seung shabana shabnam
shafiq shaheen shahid shahida shaista shakira shamima shane shanelle shanice shannon shanta shanti sharmin sharon shaun
shauna shazia sheila shelley sheree shilpa shirin shirina shirinbano shirley shivani shobha shona shreya shruti shu
shyam sian siavash sibusiso sid siddharth sidney sigrid silvia simeon simon simona simone simran simranjit sinead
siobhan sione sipho sita siti siyabonga siyu sky slawomir slobodan smita sneha snezana snezhana sobia socorro sofia
sofie sol solomon somchai sonal sonia sonja sooyoung sophia sophie soraya sorcha soren sota spyros srinivas stacey stan
stanislaw stanley stavros stefan stefania stefanija stefano steffi stella steph stephanie stephen steve steven stoyan
stu stuart su-jin subhash subramaniam suda sudha sue sujata sukhdeep sukhwinder suki sultan sumaira suman summer sunhee
sunil sunita sunny supaporn suresh susan susana susanna susanne sushila sushma suzanne svetlana svitlana swapna swati
sydney syed sylvia sylvie szymon tabitha tadeusz tadhg tahir taiwo takashi takumi tamara tamika tamsin tane tania
tanisha tanveer tanvi tanya tara taras tarek tariq tasha taslima tatenda tatiana tatyana taylor tebogo ted tehmina
temilade temitope tendai teodor teodora terence teresa teri terry tessa tetiana tevita thabo thandeka thandiwe thanh
thea thelma themba theo theodora theodore theresa therese thiago thierry thomas thuy tiago tiffany tim timothy tina
tinashe titilayo tobenna tobi tobias toby tolu tom tomas tomasz tommy tomoko toni tony toyin tracey tracy trang trent
trevor tricia trinh trinity trish tristan trudy tuan tunde tuyet tyler tyrone uche uchenna uday ufuk ugochi ujwal uldis
ulrich uma umar umaru una ursula usha usman uzma uzoma vaclav vaishnavi valentin valentina valeria valerie vandana
vanessa varun vasanth vasile vasilije vasilis vassiliki vasyl venkat vera verity vernon veronica veronika vesna vicki
vicky victor victoria vidya vijay vikas vikram viktor viktoria vincent vineet vinod viola violet violeta virginia
vishal vivek vivian vivienne vlad vladimir vlasta volodymyr vusi vytautas wacek wade waleed walid walter wambui wanda
wanjiku wanjiru warren waseem wayne wei weiwei wendy werner wesley wiktoria wilfred wilhelm will willem william wilma
win winifred winston wiremu wojciech wolfgang woody xander xanthe xavier xiang xiao xiaoli xiaoming xin xiuying xochitl
yaa yael yahya yan yana yannick yara yaroslav yasin yasmin yasmine yating yaw yelena yesenia yetunde yevgeny yewande
yiannis yifan yilmaz ying yogesh yohannes yoko yolanda yosef yoshiko youngsoo younis yousef youssef yuki yukiko yulia
yuliya yumi yun yuri yusra yusuf yuto yuxuan yvette yvonne zac zach zachary zahra zaid zain zainab zainabu zaira
zakariya zanele zara zbigniew zdenek zdenka zeeshan zehra zeinab zeynep zhen zhi zihan zilan zoe zofia zoltan zoran
zsofia zuhra zuleikha zuri zuzana zvonimir zygmunt
""")

FAMILY = words("""
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
""")

ALSO_WORDS = words("""
ace angel apple april art ash autumn ave baker banks basil bay bell bill bliss brook brown burns butler carol carter
cat chase cherry chi chip christian clay cliff cooper coral crystal dakota dale dawn dean do don dot earl eddy eden
ember eve faith fern fisher flora forest foster fox frank gale gay gene gill glory grace grant gray green hall harsh
hart heath hill honey hope hunt hunter ito jan jesus jet jewel joy judge june justice king kiss kit knight lam lane
lang laurel liberty lucky ma major marina mark marsh mason mat max may mercy miles mills min mo nel nick noble nova
olive page palmer paris park parker pat patience pearl peg penny piper poppy precious price prince princess prudence
queen rain rana ray reed reg rich river rob robin rocky rod roma roman rose sage said sandy scout sharp sky sol stone
su sue summer sun sunny tan trinity trip turner van wade walker ward warren webb wells west white will win wolf wood
woods woody wright x young yun
""")
"""Names, and what looks like one, that are everyday words: Will, Mark, Grace, Page."""

SURE = (GIVEN | FAMILY) - ALSO_WORDS
"""Names that are nothing else, in small letters too."""
