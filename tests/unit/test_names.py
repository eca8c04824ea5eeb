"""Likely names are pointed out, and what is no name is left alone, on the lines the rules were written with."""

# ruff: noqa: RUF001 (people spell their names as they do)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.names import Finding, likely_names
from bot.redaction import MaskKind

# The rules and lists were written with these lines in view.
TUNED = [
    # names (parts separated by |), line
    ("Karen Hughes", "can i post a photo of Karen Hughes on Facebook"),
    ("Karen", "I work with Karen and she posted it"),
    ("Sandra Whitlock", "can i post that Sandra Whitlock of [address] is one of our clients?"),
    ("Oluwaseun Adeyemi", "Oluwaseun Adeyemi posted my photo on TikTok"),
    ("Siobhán O’Brien", "my colleague Siobhán O’Brien tagged me"),
    ("Jean-Luc", "We filmed Jean-Luc at Pride"),
    ("María José García", "María José García shared the post"),
    ("Nguyễn Thị Mai", "Is Nguyễn Thị Mai allowed to post?"),
    ("van der Berg|Pieter", "is Pieter van der Berg in this photo"),
    ("bin Rashid|Khalid", "the volunteer Khalid bin Rashid asked"),
    ("jess", "took a pic of jess asleep at her desk"),
    ("priya", "my mate priya put it on insta"),
    ("aoife", "aoife's mum complained about my post"),
    ("adaeze", "a girl called adaeze wants the photo"),
    ("Patel", "Mr Patel said it was fine"),
    ("okonkwo", "mrs okonkwo wants it removed"),
    ("Łukasz", "Does Łukasz need to agree?"),
    ("Zoë", "photo of Zoë"),
    ("Dmitri", "Dmitri keeps filming us"),
    ("王小明", "can i post the photo of 王小明 on our page"),
    ("Андрей", "is Андрей allowed to tweet"),
    ("McDonald|Fiona", "Fiona McDonald's birthday post"),
    ("D'Souza", "the client D'Souza called me"),
    ("Xolani", "the client Xolani is in the picture"),
    ("KAREN", "CAN I POST ABOUT KAREN AT WORK"),
    ("Tariq|Bilal", "Tariq and Bilal were in the video"),
    ("Grace", "Can I post about Grace here?"),
    ("Will", "I asked Will about it"),
    ("Karen H", "can Karen H see my likes"),
    ("Hughes", "he is called Hughes"),
    ("Ngozi", "Hi Ngozi, can I post this?"),
    ("tunde", "my colleague tunde posted a pic"),
    ("mbappe", "my manager mbappe said yes"),
    ("Yıldız", "Please ask Yıldız first"),
    ("Tomasz Kowalczyk", "i saw Tomasz Kowalczyk post about a client"),
    ("sunita sharma", "sunita sharma shared our rota"),
    ("J. Smith|Smith", "tell J. Smith about it"),
    ("Okafor", "Dr. Okafor posted it"),
    ("sagal warsame", "sagal warsame took the pictures"),
    ("Kwame Mensah", "It is Kwame Mensah who films. Stop it?"),
    ("Tendai", "Thanks, Tendai"),
    ("de Souza|Ana", "Ana de Souza and Luis Ortega were tagged"),
    ("Xiǎomíng", "Please ask Xiǎomíng"),
    ("al-Hassan|Omar", "Omar al-Hassan wrote it"),
    ("N'Golo", "N'Golo asked me to tweet"),
    ("Mary-Jane", "Mary-Jane Watson's photo is online"),
    ("Anne-Marie", "my boss Anne-Marie is on holiday"),
    ("Mark Green", "Mark Green told me off"),
    ("Will Smith", "Is Will Smith in the picture?"),
    ("Hassan", "the service user (Hassan) wants it"),
    ("şahin", "mehmet şahin posted"),
    ("प्रिया", "can i post about प्रिया on insta please today"),
    ("Olena", "Olena's mum is angry"),
    ("ravi|meera", "asked ravi and meera about it"),
    ("Agnieszka", "Agnieszka hates the photo"),
    ("kelechi", "it was kelechi who posted"),
    ("Bronagh Ní Chonaill", "my supervisor Bronagh Ní Chonaill said no"),
]

# Lines of staff, of the policy's world, and of hurried spelling; seen while the rules were written.
NOBODY = """
Can I post this photo on Facebook, Instagram, X or TikTok for Warwickshire Pride?
Is Coventry Pride in June or July? I'm off on Monday and Tuesday.
Does the DBS or HR check my LinkedIn?
Happy Christmas from the charity!
Social Media Policy: may I see section 4(b)?
My manager said it's fine so confirm yes
What does Public Interest Disclosure mean?
The Equality Act and GDPR matter here
I'm a trans woman and I don't know who to ask
Can The Staff Post Photos Of The Parade On Facebook?
CAN I POST PHOTOS OF THE PARADE
Photos? Videos? Memes?
Posting about work is a risk. Sharing is too.
Everyone knows. Nobody said so. Management is silent.
Warwick University asked for our posters
can i mark this as done, will it be ok in may
called out sick and called my boss
we called the page Rainbow Youth
the app is called Grindr
Safeguarding Lead or Line Manager?
Thanks, Signpost!
it was Leamington Peace Festival
i met the Mayor of Warwick
A YouTube video by the BBC about Ramadan
Trans kids, Muslim staff and Polish volunteers were there
WhatsApp and Slack DMs, are they private?
Freedom of speech? Isn't that a thing in the UK
Staff Members Must Not post that, it says
Tweeting in April is banned
Why was my post removed? Who did it? When? Where?
my boss's birthday party pics
Love is love. Black Lives Matter posts, yes or no?
Fun Day at the Town Hall: photos allowed?
The Mayor, the Trustees and the Board were there
Hate crime? Report it to the Police.
Bake Sale posters on the Facebook Group
Nobody's named in it. Names are blurred.
Ok so the name is on the badge, what now
Is a Snapchat story the same as a TikTok?
Dear Team, Hello All, Hi Bot
a page called out my boss
they named and shamed us
Tell me what Section 3 says. Explain Guidelines 4(b).
Anyone can see it. Strangers comment. Trolls too.
i was told no. Then yes. By who? HR.
Somalis, Poles and Romanians come to our group
The LGBT+ Centre in Leamington Spa
Is a LinkedIn recommendation for a colleague within the rules?
Our Christmas party photos are on the shared drive, can the Comms team use them?
Does the Data Protection Act stop me posting this?
I saw it on BBC News and shared it to my Facebook story, is that bad?
WhatsApp groups: do they count as social media?
Management want our passwords. Do they have the right?
Nobody ever told me about the policy. Am I still in trouble?
Photos from Birmingham Pride in May, may we post them?
Posting during my lunch break, allowed?
My Manager is on leave until Tuesday, who else can approve it?
Can I Mention The Charity In My Dating Profile?
The Equality Act protects us, doesn't it?
Volunteers keep filming at the Leamington drop-in.
WHAT HAPPENS IF I BREAK THE POLICY
Thanks! That helps a lot.
I'm gay and out at work, can I say that on X?
Sharing a Guardian article about the NHS - ok?
We won the Queen's Award and want to tweet it.
Posted a meme about Monday mornings, was that disrepute?
Whistleblowing: where do I go?
The Disclosure and Barring Service letter came, can I post it?
Trans Day of Visibility is coming up, what may we post?
will my boss see my likes? can they mark me down for it
I may rob a minute of work time to sue facebook lol
hope the sun is out, we want to frank some letters
Teams chat or Slack DM, are those monitored?
Kind regards
Warwick University students took the pictures, who owns the copyright?
English is not my first language, can you say it simply?
Year 8 made rainbow banners, is a photo of the banners ok?
Is Signpost going to tell on me?
On Discord I use my real photo; is that ok?
Muslim staff asked not to be filmed, what does the policy say?
Safeguarding Lead says wait. Should we?
In April the Trustees changed the logo.
Wether i can post it or not
Shud I delete my tweets?
Pleas help, my Boss is reading my Whatsapp
Coz of the policy I cant tweet
Summer fair pics: yes or no?
Our Patron retweeted us, may we thank her?
Holocaust Memorial Day post, what rules?
Bisexual Visibility Day is on the 23rd of September
Someone at Stratford Council shared our reel
Can I use Canva to make a Story?
The Deputy Chair has a LinkedIn rant up
Deleting it now. Sorry!
Lost my phone, the Page was logged in
Drag Queen Story Hour flyers, may I share them
Is a Private Account really private?
I follow the Samaritans and Mind on X
The Independent wrote about us
Mum says I should quit
Sunday Roast with colleagues, selfie ok?
On BeReal nobody can see it
Threads vs Bluesky: which one is ours?
Apologies if this was asked already
Mental Health Awareness Week posts
Kind Regards, a worried volunteer
Re: section 6
FAQ says no, Handbook says yes
Lawyers told me to say nothing
TBH idk, LOL
""".strip().splitlines()


def covered(findings: tuple[Finding, ...]) -> set[int]:
    return {place for finding in findings for place in range(*finding.span)}


@pytest.mark.parametrize(("names", "line"), TUNED)
def test_a_name_is_pointed_out(names: str, line: str) -> None:
    marked = covered(likely_names(line))

    for name in names.split("|"):
        assert marked >= set(range(line.index(name), line.index(name) + len(name)))


@pytest.mark.parametrize("line", NOBODY)
def test_what_is_no_name_is_left_alone(line: str) -> None:
    assert likely_names(line) == ()


def test_a_whole_name_is_one_finding_with_its_words_and_place() -> None:
    line = "is Pieter van der Berg's photo ok?"

    assert likely_names(line) == (Finding(span=(3, 22), words="Pieter van der Berg"),)


def test_a_name_ends_where_a_platform_begins() -> None:
    assert [finding.words for finding in likely_names("is Karen Facebook friends with Will?")] == ["Karen", "Will"]


def test_masks_are_no_names() -> None:
    line = "my colleague " + ", ".join(kind.label for kind in MaskKind) + " said so and [name] agreed"

    assert likely_names(line) == ()


def test_texts_in_other_scripts_are_not_all_names() -> None:
    assert likely_names("我可以在社交媒体上发布这张照片吗 请告诉我") == ()
    assert likely_names("Можно ли мне выложить это фото") == ()


@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_any_text_is_read_and_the_findings_stand_in_it_in_order(text: str) -> None:
    findings = likely_names(text)

    done = 0
    for finding in findings:
        start, end = finding.span
        assert done <= start < end <= len(text)
        assert text[start:end] == finding.words
        done = end


@pytest.mark.parametrize(
    "piece", ["Karen ", "Karen van ", "K. ", "a-", "a'", "\u738b ", "a\u0301", "me and ", "Xan and ", "\ud800"]
)
def test_hostile_texts_are_read_to_the_end(piece: str) -> None:
    text = piece * (100_000 // len(piece))

    assert covered(likely_names(text)) <= set(range(len(text)))
