"""Words that are no names: everyday English, what this work talks about, and what carries a capital without being one.

All are small letters without accents or apostrophes.
"""


def words(text: str) -> frozenset[str]:
    """Return the words of *text*."""
    return frozenset(text.split())


PUBLIC = words("""
afghan africa african albanian allah amazon america american android anglican apple apr april arab arabic asexual asia
asian aug august australia australian autumn avon bame bangladesh bangladeshi barclays barring bbc bedworth belfast
bengali bereal bible birmingham bisexual black blackpool bluesky bluetooth brexit brighton bristol britain british
brits buddhist bulgarian bumble cambridge canada canadian canva caribbean caste catholic chatgpt china chinese
christian christianity christmas church coventry covid czech dbs dec december deliveroo derby disclosure discord disney
diwali dropbox duolingo dutch earlsdon easter ebay edinburgh eid email england english etsy eu europe european
eurovision eventbrite excel facebook facetime fb feb february finsta fitbit flickr france french fri friday gdpr german
germany glasgow gmail god google greek grindr guardian gumtree halloween hanukkah hebrew hindi hindu hinduism hinge
hogmanay holocaust hungarian ico imessage india indian insta instagram internet ipad iphone iran iraq iraqi ireland
irish islam islamic israel israeli italian italy jamaica jamaican january japan japanese jesus jew jewish jul july jun
june justgiving kenilworth kent kurdish latin leamington leeds leicester lgbt lgbtq lgbtq+ lgbtqia lidl lincoln
linkedin linux liverpool london lord lottery luton mac macbook mailchimp malayalam manchester march mastodon medium
messenger meta microsoft midlands mon monday morrisons mum muslim myspace nepali netflix newcastle nhs nigeria nigerian
nintendo northampton norwegian nottingham nov november nuneaton oct october ofcom ofsted olympics onlyfans oxford
pakistan pakistani palestine palestinian parliament patreon paypal pentecostal persian peru photoshop pinterest podcast
poland pole polish portugal portuguese pride protestant punjabi quaker quora ramadan reddit remembrance roma romania
romanian royal rugby russia russian sabbath saltisford samaritans saturday scotland scots scottish sep sept september
shakespeare sheffield signal signpost sikh skype slack slovak snap snapchat solihull somali somalia southam spa spain
spanish spotify stonewall stratford substack summer sunday surveymonkey sussex swahili sweden swedish syria syrian
tamil teams telegram tesco thames threads thu thur thurs thursday tiktok tinder tory traveller truro tue tues tuesday
tumblr turkey turkish twitch twitter uber uk ukraine ukrainian un unison unite urdu usa valentine valentines vimeo vine
vinted wales warwick warwickshire wed wednesday weds wellesbourne welsh westminster whatsapp whitnash wifi wikipedia
windows wolverhampton wordpress xbox xmas yahoo yelp yiddish yoga york yorkshire youtube zoom
""")
"""Days, months, feasts, places, peoples, faiths, platforms, bodies: a capital, and nobody's name."""

INSTITUTION = words("""
academy act association award awards bank bill board borough campaign castle cathedral center centre charity choir
church city clinic club code college commission committee comms company conference council county court day department
desk district drive event executive festival force forum foundation fund gallery game garden government group
guidelines hall hospice hospital hotel hour house inquiry institute kitchen library line ltd magazine manager march
market media ministry month museum network news newsletter office officer organisation parade parish park partnership
party policy premier press pride prize procedure procedures programme project pub regulation regulations review road
school schools section service services shop social society square stadium standards station street studio survey team
theatre times tower town training tribunal trust union university village visibility voice week weekend works workshop
world year
""")
"""What makes a name of the words before it that of a body: Warwick University."""

SAYS = words("""
added agreed agrees appears asked asks became blocked called came can cannot claims commented complained could deleted
did didnt does doesnt emailed filmed found gave gets goes got had has hasnt heard is isnt joined keeps kept knows left
liked likes lives looks made makes mentioned messaged might must needs never nicked ought phoned photographed posted
posts put puts ran rang refused replied reported said saw says seems sent shared shares should shouted showed shows
started stole tagged takes texted thinks thought told took tweeted uploaded used uses wanted wants was wasnt went wont
works would writes wrote
""") | {"from", "who"}
"""What a person does, right after the name."""

TITLES = words("mr mrs ms miss mx dr prof professor rev reverend sir dame imam rabbi auntie aunty uncle")

PARTICLES = words("af al ap av bin bint da de del den der di dos du e el ibn la le los ten ter ul van von y")
"""Small words inside a name: Pieter van der Berg."""

ROLES = words("""
boss boy carer client colleague coworker daughter friend girl guy husband intern kid lad lass man manager mate nurse
partner patient resident sister brother son student supervisor teacher trustee user volunteer wife woman
""")
"""Who stands before a name: my colleague Aoife."""

KIN = words("""
baby birthday boyfriend brother dad daughter family father girlfriend gran husband kids mom mother mum nan parents
partner sister son wife
""")
"""What belongs to a person alone: Aoife's mum."""

NAMING = words("called named nicknamed aka")

THINGS = words("""
account app band blog book campaign channel charity event film game group hashtag it page platform podcast policy
programme project section service show site song thing this website what whats
""")
"""What is called something without being a person."""

ADDRESSED = words("ask asked did does thank told tell with")
"""Before a person, also one whose name is on no list: told Prasert, did Asja get."""

DETERMINERS = words("a an another any each every in my no our some that the their these this those your")
"""Before a capital that is no name: the Trustees, our Manager, in Kenilworth."""

ORDINARY = (
    SAYS
    | TITLES
    | ROLES
    | KIN
    | NAMING
    | THINGS
    | DETERMINERS
    | words("""
a able about above abt abuse accept access accident account across actor actress add additional address addresses admin
admire adore adult advance advantage advert advertise advice affect afraid after afternoon again against age agency ago
agree ah ahead aim aint air alive all allergic allow almost alone along alot already alright also alternate alternative
although always am ambulance among amount an ancient and anger angry annual anon another answer any anybody anymore
anyone anyway anywhere apart apology app apparent appeal applicant appropriate approval approve are area arent argue
arm army around arrest arrive arsey article as ask asleep aspect assistant asylum at ate attack attempt attend attitude
audience aunt aunty author authorise autistic automatic award aware away awkward aye baby back background backwards
bacon bad badge bag bage bake ball ballot banner banter bar bare basic basis bat bath bc bday be beach beans bear beard
beat beauty because become bed been beer before beforehand beg began begin behalf behave behind belief believe belong
below benefit bent berk beside best better between beyond bf bid big bigot bike bin bingo bio bird birth birthday bit
blame bless blew blind blog bloke blood bloody blue blur board boat body boiler bomb bonus book boomerang boost bord
border born boss bosses both bottom bound bowl box boy boyfriend bra brain branch brand brave breach breaches bread
break breakfast breathe brick bridge brief bright brilliant bro broad broke broken brother brought brown bucket budget
build builder built bunch burn bus bush bust busy but butch button buy by bye cabin cafe cake call calm came camera can
canal cancel cancer candidate candle cannot cant captions car card care carer carousel carpet carry case cash casual
cats caught cause celebrate cell central ceo certain certificate chair challenge chance change channel chaps charge
charm chart chase chat chatbot chatterbox cheap cheat check cheek chief child children chill chin chip chocolate choice
choose churches cigarette cinema circle circus claim class classes clause claws clean cleaner clear clever client climb
clinic clip clock close cloth clothes cloud clown club clue coach coast coat code coffee coin cold collar colleague
collect collegue colour column coma come comedy comic comments commercial commit committee common comms company
complain complaint complete complex compliance computer concern concert conditions conduct confidence confidential
confirm connect consent consequence constant construct contact content contract contractor control cook cookie cool
copy copyright core corner corporate correct corridor cos cost costume cough could couldnt couldve council counsellor
count country couple course court cousin cover coworker crap crash crazy create creative creator credit creep creepy
crept crew crime criminal cringe crisis criteria criticise cross crowd crown cruel crush cry culture cup cupboard cuppa
current curse curtain custom customer cut cute cv cyber dad daft damage damn dance danger dark data database date
daughter day dead deadline deadname deaf deal dear death debate debt decent decide decisions deck decorate deep defence
degree delay delete demand dementia dental depends derogatory describe deserve design designer desk desperate despite
detail dev device diagnosis diary dice did didnt diet difference different difficult dig digital dinner dint direct
director dirty disaster disciplinary discipline disclaimer discuss disgrace dismissal disrepute divorce dm dms do
doctor documents dodgy does doesnt dog doll donate donations done donor dont door double doubt down download dozen
draft drag dream dress drew drink drive driver drop drove drug drunk duck dude due dumb dump dunno dust duty each ear
earth ease easier east easy eat edit editor effect effort egg eight eighteen eighty either elect eleven else emails
emergency emial emoji employee employer empty end engine enjoy enough entire entry epic equal er error escape essential
etc ethics even event ever every everybody everyone everywhere evidence evrybody evryone ex exact exam example except
excuse exec exit expect expensive experience expert explain explicit express external extra extract extreme eye face
facebok fact fade fag fail fair fairy faith fake fall false fame fan fancy far fare farm fast fat father fault
favourite fear feast fed feedback feel feet fella fellow felt female fems fence festival fever few field fifteen fifty
fight figure file film filter final finance find findings fine fire firm first fish fit five fix flag flash flat flight
flirty float flood floor flu fly flyer foggy folder folk follow follower fond fone food foot football for forbid force
foreign forget forgot form former forty forum forward foto foul found fountain four fourteen fourth fragile frame freak
free freedom freelancer fresh fridge friend from front frown fruit fuck fuel full fun fundraise fundraiser funny fur
further fuss future gaga gain game gang gap garage garden gas gate gave gear gender general generic gentleman get gf
ghost giant gif gift gin girl girlfriend give given glad glass glitter global gloves glue go goal goes gold golden gone
gonna good gossip got gotta governance governor gp grab grad graffiti gran grandad grandma granny grant grapes grass
grave great greatest grey grim grip gross ground group grow grumble guard guess guest guidance guide guideline guilt
guilty guitar gun guts guy gym habit had hadnt haha hair half hall hand handbook handle handouts handy hang happen
happy harass hard harm has hashtag hasnt hate hats haul have havent he head headphones health healthy hear heard heart
heartbroken heat heavy hed hell hello helmet help helpline hence her herb here hero herself hes hey hi hid hidden hide
high higher hike him himself hint his history hit hiv hiya hobby hol hold holiday home honest honour hook hope hormone
horse hospital host hostel hot hour house housemate how however hr hubby hug huge human humour hun hundreds hung hurt
husband hustle i ice icebreaker id idea ideal idiot idk if ignore ill illegal im image immediate impact implications
important in inappropriate inbox inch incident include income index individual info initial innit input inside
insistent install instead instructions insult insurance intellectual intend intent interest intern internal interview
into intro invent invite invoice involve iron irrelevant is island isnt issue it item its itself iv ive jacket jail jar
jaw jeans jewellery job joke jokey journal journey juice jumper junior just karaoke keen keep kept kettle key kick kid
kill kind kinda kit kitchen knee knew knife knit knock know knowledge known labour lack lad ladder lady lamp land
landlord language lap laptop large lass last late later latter laugh law lawyer layer lazy lead leader leaf leaflet
leak lean learn lease least leave leaver left leg legal lens lesbian less lesson let letter level liar library lick lie
life lift light like likenesses limit line link lion lip list listen litter little live lmao load loaf loan lobby local
lock lockdown log login logo lol long longer longest look lorry lose loss lost lot loud louder lounge love low lower
luck lucky lump lunch lunches lung machine mad made magic mail main major make makeup male mam man manage manager many
map marathon mark marker market marriage masks match mate material maths matter max maximum may maybe mayor me meal
mean meant measure meat medal media meds meet meetings melt member meme memory men mental mentions menu mess message
messy met method mic microphone mid middle might mightve mild mile mileage milk mill million mind mine mini minibus
minimum minister minits minor mint minute mirror misconduct misery miss mistake mix moan mobile mode modern money
monitor monster month mood moon mop moral more mornings mosque most mother mountain mouse mouth move movie mr mrs ms
much mud muddle mugs multi multiple muppet mural murder muscle museum music must mute mutual my myself mystery nail
name nan nanna nap narrow nasty national native nature naughty near nearest neat necessary neck needs negative
neighbour neither nephew nerve nest net network neutral never new newer newsletter newspaper next ngl nice nicer
nickname niece nifty night nine nineteen ninety no nobody nod noise non none noon nope nor normal nose nosy not note
notice noticeboard novel now nowhere nowt nude number nun nurse nursery nut oath obey object oclock odd of off offence
offensive office officer official often oh ok okay old older on once one online onto oops open opera opinion opposite
options or oral order ordinary org organisations organiser original other ouch our ourselves out outcome outdoor outfit
outlook outreach outside oven over overall overheard overtime owe own owner pack package pad page paid pain paint pairs
palm panel panic pants paper parade paragraph paranoid parcel parent park part participant particular partner party
pass password past paste patch path patient patrol pause pay payday payslip pc peace pee pen pencil penny people per
percent perfect performance performer perhaps period person persona personal pet petrol phone photo photograph
photographer phrase piano pic pick picnic picture pie piece pile pill pillow pin pink pipe pirate piss pitch pity pizza
place plain plan plane plant plastic plate platform play player plaza please plenty plot pls plug plumber plus plz pm
pocket poem poet point poison police policy polite politics poll pool poor popular popup pork porn porridge portal
portrait posh positive post postcode poster pot potato potential pound pour power ppl practice praise pray pre predict
prefer pregnant presence present presenter press pressure pretend pretty prevent previews price prick priest prince
principle print printer prior prison privacy private prize probe problem procedure process product professional profile
profit program programme project projict prom promise prompt proof proper property prosecute protect protest proud
prove provide pub public pull punch pupil purpose purse push put puzzle quarter queen queer questions queue quick quid
quiet quit quite quiz quota quote rabbit race radio rail rain rainbow raise ramp ran random rang range rank rant rap
rapid rare rat rate rather raw reach react read reader ready real reason rebel rebrand recall receipt receive recent
recipe reckon recommend record red redundancy reel ref refer referee reference referral reflect refuse regards region
regret regular relatives relax release relevant relief religion remember remind remote removal remove rent rep repair
repeat replace report reporter repost representative reputational request rescue research reserve reset resident
residential resign resource respect respond response rest restaurant result retail return retweet reuse reveal reverse
review reward rewritten rice rid ride right ring riot rises risk risky roads roast rob robot rock role roll romantic
roof room root rope rota rotten rough round route row rude rug ruin rule rumor rumour run rural rush sack sad safe
safety said sake salary sale salt same sanctions sandwich sang sat satire sauce savage save saw say scam scandal scare
scarf scary scene schedule scheme school science scooter scope score screen screenshot script scroll sculpture sea
search season seat sec second secret sector see seek seem seen select self selfie sell send senior sense sensitive sent
sentence separate server service set settings seven seventeen seventy several sew sex sexual sexy shade shadow shake
shambles shame shape share she shed sheet shell shelter shift shine ship shirt shit shock shoes shoot shop short shot
should shoulder shouldnt shouldve shoutout show shower shown shrug shut shy sick side sight sign signature significant
silence silk similar simple since sing single sink sip sir sister sit site six sixteen sixty size skill skin skip skirt
sky slag slap sleep slept slice slide slip slot slow slur small smart smartphone smash smell smile smoke smooth sms
snack snake sneaky snide snow so soap social society sock sofa soft software sold sole solid some somebody somehow
someon someone sometimes somewhere son song soon sooner sorry sort soul sound soup sour sources south space spam spare
spat speak speaker special specific speech spell spend spent spice spill spin spirit spit spite splash split spoil
spoke spoken sponsor spoon sport spot spread spy squad square squash stack staff stage stain stair stall stamp stand
standard star stare start state statements statue status stay steal steam steel step stewards stick sticker stiff still
stir stock stolen stomach stone stood stool stop store storm story straight strange stranger strategy straw stream
street stress stretch strict strike strip stroke strong structure stuck student studio study stuff stunt stupid style
subject submit subtitles success such sue suffer sugar suggest suicide suit sum sumbody summary sumone super supervisor
support supporter suppose sure surgery surname surprise survey suspect swallow swap swear sweat sweep sweet swim sworn
symbol system table tablet tag take taken takeover tale talent talk tall tank tap tape target task taste tattoo taught
tax taxi tbh tea teach teacher team tear teary technology teen teenager teeth tell template ten tend tense tent term
test testimonial text than thank that the theft their them theme themselves then there therefore these they theyre
theyve thick thief thin things think third thirty this tho those though thought thousand thread threat threaten three
throat through throw thumb thus thx tick ticket tide tidy tie tight till time tiny tip title to toast today toes
together toilet token told tomb tomorrow ton tone tongue tonight too took tool tooth top topic torn torso toss total
touch tough tour towards town toxic toy trace track trade trailer train trans transfer transgender travel treasurer
treat tree trial tribe trick trigger trip troops trouble truck true trust trustee truth try tshirt tube tune turn tutor
tv twats tweet twelve twenty twice twin two type typo tyre ugh ultimate umbrella unaware uncle unclear under underage
underneath understand unfair unhappy uniform union unique unit universal unknown unlike unlock unofficial unpaid
unprofessional unsafe unsure until untrue unusual up update upfront upload uplode upon upset upstairs ur urge urgent
usb use user username usual utter vague valid value van vape variety vase vast vegan vegetables venue verse very vets
via vibe vicar victim vid video view viewer vigil village violate viral virtual visit visitor visual vlog voice
voicemail void volunteer vote vouch voucher vow wage wait wake walk wall wallet wallpaper wander wanker wanna want war
warm warn was wash wasnt waste watch water watermark wave way we weak weapon wear weather webpage website week weekend
weight weird welcome welfare well went were werent wet weve whale what whatever wheel when whenever where whereas
wherever whether which whichever while whilst whisper whistleblow whistleblower white who whoever whole whom whose why
wide wife wig wiki wild will wind window wine wing wink winner wins winter wire wise wiser wish with within without
wits woke wolf woman women wonder wont wood wooden wool words wore work workbook worker workmate workplace world worm
worn worry worse worst worth wot would wouldnt wouldve wound wow wrap wreck write writer written wrong wrote wtf yard
yawn yay yeah year yeh yell yellow yep yes yesterday yet yo you young younger your youre yourself yourselves youth yup
zero zip zone zoo
""")
)
"""Common English words, and how staff spell them in a hurry."""
