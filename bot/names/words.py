"""Words that are no names: everyday English, what this work talks about, and what carries a capital without being one.

All are small letters without accents or apostrophes.
"""

_ORDINARY = """
a able about above abt abuse accept access accident account accounts add additional admin admins adult advance advert
advice afraid after afternoon again against age agency ago agree ah ahead aim aims air alive all allow almost alone
along alot already alright also alternative although always am ambulance among amount an and angry another answer any
anybody anymore anyone anyway anywhere apart apology app appeal appeals applicant applicants appropriate approval
approve apps are area argue around arrest article as ask asleep aspect aspects at attack attempt attend attitude
audience aunt aunty author autistic automatic award aware away awkward aye baby back bad badge bake ball ballot banner
basic basis bath bc bday be beach beard beauty because become bed been beer before begin behind belief believe belong
belongs below benefit beside best better between beyond bf bid big bike bin bio bird birth birthday bit blame blog
blogs bloke blood bloody blue board body book boost border born boss bosses both bottom box boy boyfriend boys bra
brave breach breaches bread break breakfast brilliant bro broke broken brother brought brown bucket budget build
builder built bus busy but butch buy by bye cake call calls came camera can cancel cancer candidate cannot cant car
card care carer case cases cash casual caught cause celebrate central ceo certain certificate chair challenge chance
chances change changes channel charge charges chase chat chats cheap cheat check cheek child children chill choice
choices choose cinema circle claim class classes clause clauses clean cleaner clear clever client clients climb clinic
clip clock close clothes cloud club coach coat code coffee cold collect colour colours column coma comic comments
commercial committee common comms company complain complaint complaints complete complex compliance computer concern
concerns conditions conduct confidential confirm connect consent consequence consequences constant construct contact
content contract control cook cool copy copyright core corner corporate correct cos cost costs costume could couldnt
council count country couple course court cousin cover coworker crap crazy create creative creator credit creep creepy
crew crime criminal cringe crisis criteria criticise cross crowd cruel cry culture cup cuppa current curse custom
customer cut cute cuts dad damage dance danger dark data database date daughter day days deadline deaf deal dear death
debate debt decent decide decisions deep defence degree delay delete deletes demand depends derogatory describe design
desperate detail details dev device devices diary did didnt diet difference different difficult digital dinner direct
director dirty disaster disciplinary discipline disclaimer discuss dismissal disrepute dm dms do doctor documents does
doesnt dog dogs donate donations done donor dont door down draft drag dress drink drive driver drop drug drugs drunk
dude due dumb dunno duty each ear ease east easy eat edit effect effort egg either elect else emails emergency emoji
employee employees employer empty end ends enjoy enough entire entry epic equal er error escape essential etc ethics
even event events ever every everybody everyone everywhere evidence ex exam example except excuse exec expect expensive
experience experiences expert explain explicit express external extra extreme eye face faces fact facts fail fails fair
faith fake fall false fan fancy fans far fast fat father favourite fear fed feedback feel feels fella fellow felt
female fems festival few field fight figure file files film filter final find fine fire first fit five flag flash flat
flirty floor fly flyer folk folks follow follower food foot football for force foreign forget forgot form former forms
forum forward foul found four freak free freedom fresh fridge friend friends from front fuck full fun fundraise
fundraiser funny further future game gang gap gate gender general get gets gf giant gif gift gifts girl girlfriend
girls give given gives glad global go goal goals goes golden gone gonna good got gotta governance governor grab grad
graffiti gran grandad grandma granny grant grass great greatest gross ground grounds group groups guess guest guests
guidance guide guideline guidelines guilty guy guys habit had hair half happen happens happy harass hard harm has
hashtag hashtags hasnt hate have havent he head heads health healthy heard heart heavy hell hello help hence her here
hero hers herself hey hi hidden high higher him himself hint his history hit hits hiya hobby hold holiday holidays home
hope hospital host hot hour hours house how however hr hubby hug huge human hung hurt husband i ice id idea ideal ideas
idiot idk if ignore ill im image images immediate impact important in inappropriate inbox incident include income index
individual info initial initials innit input inside instead insult insults insurance intellectual intend intent
interest interests intern internal interview interviews into intro invite involve irrelevant is island isnt issue it
item items its itself ive job joke jokes journey junior just karaoke keep keeps kept key keys kid kids kind kinda kit
kitchen knew knock know known knows lack lad lads lady land language laptop large last late later laugh law laws lead
leader leaflet leak learn least leave leaver left legal lesbian lesbians less lesson let lets letter level levels
library lie life lift light like likes limit line link links lip list listen little live lives lmao load loads local
lock log logo lol long look looks lose loss lost lot lots loud louder love low lower luck lucky lunch lunches machine
mad made mail main major make makes male mam man manager many map mark market marriage match mate material mates matter
max maximum may maybe mayor me mean means measure medal media meet meetings member meme memes memory men mental
mentions menu mess message messages messy met method mid middle might mild million mind mine mini minimum minister
minor minute minutes misconduct miss mistake mix mobile mode modern money monitor month months mood moral more most
mother move moves movie mr mrs ms much mugs multiple murder museum music must my myself mystery name names nan nanna
narrow nasty national nature naughty near nearest necessary neck needs negative neighbour neither nephew network
neutral never new newer news newsletter next nice niece night nights no nobody noise non none nope nor normal nose not
note notes notice now nowhere nude nudes number nurse nurses object odd of off offence offensive office officer
official often oh ok okay old older on once one online oops open opinion opinions opposite options or oral order
ordinary org organisations organiser original other our ours ourselves out outcome outfit outreach outside over overall
overheard own owner page pages paid pain paint panel panic paper parade paragraph parent parents part participant
participants particular partner party pass password passwords past patient patients pause pay payday peace pee people
per percent perfect performance performer perhaps period person personal persons pet phone phones photo photograph
photographer photographs photos pic pick pics picture pictures piece place places plain plan plans plant platform
platforms play player plaza please plenty pls plus plz pm poem poet point police policy politics poll poor popular porn
portal positive post postcode poster posts potential power ppl practice pre prefer pregnant presence present presenter
press pressure pretend pretty prevent price principle print printer prior prison privacy private prize problem problems
procedure procedures process product products professional profile profiles profit program programme project promise
proof proper property protect protest proud prove provide pub public purpose purposes push put puts queer questions
queue quick quid quiet quit quite quote quotes race radio rainbow raise raises random rang range rare rate rather raw
reach react read reader ready real reason rebel recall receipt receive recent recipe recommend record records red
redundancy reel reels ref refer referee reference refuse regards region regret regular relatives relax release relevant
relief religion remember remind remove rep repeat report reporter reports repost representative reputational request
requests rescue research resident residents resign resource resources respect respond response rest restaurant result
results return returns retweet reveal review reward right rights ring riot rises risk risky roast role roll room root
rota rotas rough round route row rude ruin rule rules rumour rumours run runs rush sack sad safe safety said sake
salary sale same sanctions satire savage save saw say says scandal scare scary scene schedule school science scope
score screen screens screenshot screenshots script sea search seat second secret sector see seek seem seems seen select
self selfie sell send sends senior sense sensitive sent sentence separate server service services set sets settings
several sex sexual sexy shame share shares she shift shifts shirt shit shock shoes shop short should shouldnt shoutout
show shower shows shut shy sick side sight sign signature significant silence similar since sing single sir sister sit
site sits six size skin skip slag sleep slow slur slurs small smart smartphone smell smile smoke snack sneaky snow so
social society soft software some somebody somehow someone sometimes somewhere son song songs soon sooner sorry sort
sound sources south space spam spare speak special specific speech spent split spoke spoken sponsor sport spot spread
staff stage stall stalls stand standard standards star start state status stay step steps sticker still stock stolen
stop store story straight stranger strategy stream street strict strike strong structure student students studio study
stuff stupid style subject subtitles success such sue suffer suggest suicide suit sum summary super supervisor support
supporter supports sure surprise survey suspect swear sweet symbol system table tablet tag take taken takeover takes
tale talk tall tape target tattoo tax tbh tea teach teacher team technology teen teenager tell tells template ten term
terms test tests text texts than thank thanks that thats the their theirs them themselves then there therefore these
they things think third this tho those though thought thoughts thousand thread threat threaten threats three through
throw thus thx ticket tickets tidy time times tip title to today together toilet told tomorrow tone tonight too took
tool tools top topic topics total touch tour towards town toxic trace track trade train trans transfer transgender
travel treat trigger trip trouble truck true trust trustee trustees truth try tv twats tweet tweets twice two type typo
ugh ultimate uncle unclear under underage understand unfair unhappy union unique unit universal unknown unlike unlock
unpaid unprofessional unsafe unsure until unusual up update upload upon upset urge urgent use user username uses utter
valid value values variety vegan very vets via vibe vicar victim victims video videos vids view viewer views violate
viral virtual visit visitor visual vlog vlogs voice voicemail void volunteer vote vouch wage wages wait wake walk wall
wanker wanna want wants war warm was wasnt watch water way we weak wear wears weather webpage website week weekend
weeks weight weird welcome well went were werent wet what whatever whats when whenever where whereas wherever whether
which whichever while whilst whistleblower white who whoever whole whom whos whose why wide wife wiki wild will window
wine winner winter wise wish with within without wits woman women wonder wont words wore work worker workplace works
world worry worse worst worth would wouldnt wow wrap write writer writes written wrong wrote wtf yay yeah year years
yeh yep yes yesterday yet yo you young younger your youre yours yourself yous youth yup zero zone
"""

_PUBLIC = """
afghan africa african albanian allah amazon america american android anglican apple april arab arabic asexual asia
asian august australia australian autumn avon bame bangladesh bangladeshi barclays barring bbc bedworth belfast bengali
bible birmingham bisexual black blackpool bluesky bluetooth brexit brighton bristol britain british brits buddhist
bulgarian bumble cambridge canada canadian canva caribbean caste catholic chatgpt china chinese christian christianity
christmas church coventry covid czech dbs december deliveroo derby disclosure discord disney diwali
dropbox duolingo dutch earlsdon easter ebay edinburgh eid email england english etsy eu europe european eurovision
eventbrite excel facebook facetime fb february finsta fitbit flickr france french friday gdpr german germany glasgow
gmail god google greek grindr guardian gumtree halloween hanukkah hebrew hindi hindu hinduism hinge hogmanay holocaust
hungarian ico imessage india indian insta instagram internet ipad iphone iran iraq iraqi ireland irish islam islamic
israel israeli italian italy jamaica jamaican january japan japanese jew jewish july june justgiving kenilworth kent
kurdish latin leamington leeds leicester lgbt lgbtq lgbtq+ lgbtqia lidl lincoln linkedin linux liverpool london lord
lottery luton mac macbook mailchimp malayalam manchester march mastodon medium messenger meta microsoft midlands monday
morrisons mum muslim myspace nepali netflix newcastle nhs nigeria nigerian nintendo northampton norwegian nottingham
november nuneaton october ofcom ofsted olympics onlyfans oxford pakistan pakistani palestine palestinian parliament
patreon paypal pentecostal persian peru photoshop pinterest podcast poland pole polish portugal portuguese pride protestant
punjabi quaker quora ramadan reddit remembrance roma romania romanian royal rugby russia russian sabbath saltisford
saturday scotland scots scottish september shakespeare sheffield signal signpost sikh skype slack slovak snap snapchat
solihull somali somalia southam spa spain spanish spotify stonewall stratford substack summer sunday surveymonkey sussex
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

_SAYS = """
added asked asks agreed agrees appears became blocked called came can cannot claims commented complained could deleted did
didnt does doesnt emailed filmed found gave gets goes got had has hasnt heard is isnt joined just keeps kept knows left likes
liked lives looks made makes messaged might mentioned must needs never nicked ought phoned photographed posted posts put puts
rang ran refused replied reported said saw says seems sent shared shares should shouted showed shows started stole tagged takes
texted thinks thought told took tweeted used uploaded uses wants wanted was wasnt went wont works would writes wrote
"""

ORDINARY = frozenset(_ORDINARY.split()) | frozenset(_SAYS.split())
PUBLIC = frozenset(_PUBLIC.split())
"""Days, months, feasts, places, peoples, faiths, platforms, bodies: a capital, and nobody's name."""
INSTITUTION = frozenset(_INSTITUTION.split())
"""What makes a name of the words before it that of a body: Warwick University."""
SAYS = frozenset(_SAYS.split())
"""What a person does, right after the name."""
TITLES = frozenset("mr mrs ms miss mx dr prof professor rev reverend sir dame imam rabbi auntie aunty uncle".split())
PARTICLES = frozenset(
    "af al ap av bin bint da de del den der di dos du e el ibn la le los ten ter ul van von y".split()
)
ROLES = frozenset(
    "boss carer client colleague coworker daughter friend girl guy husband lad lass manager mate nurse partner patient resident "
    "sister brother son supervisor teacher trustee user volunteer wife woman man boy kid student intern".split()
)
KIN = frozenset(
    "mum mom mother dad father parents sister brother son daughter wife husband partner nan gran boyfriend girlfriend family "
    "kids baby birthday".split()
)
NAMING = frozenset("called named nicknamed aka".split())
THINGS = frozenset(
    "account app band blog book campaign channel charity event film game group hashtag it page platform podcast policy programme "
    "project section service show site song thing this website what whats".split()
)
"""What is called something without being a person."""
DETERMINERS = frozenset("a an another any each every in my no our some that the their these this those your".split())
"""Before a capital that is no name: the Trustees, our Manager, in Kenilworth."""
