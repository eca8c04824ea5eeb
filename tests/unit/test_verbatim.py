"""The policy's own words or nothing: a hundred questions, and what is shown of the policy for each."""

import pytest

from bot.answering import GuidanceDesk
from bot.model import Outcome, Verdict
from tests.knowledge_builders import asked, verbatim

HUNDRED = """
Can I post this photo?
can i stick a pic of a client on insta
is it ok to post a group shot from the youth group if everyone agreed
can i put up a photo of a colleague without asking
i took a video at the gala, can it go on tiktok
my mate posted a client's photo, what now
am i allowed to film at work
can i share the charity's own pictures
is it alright to tag a service user
can i livestream the training
can i name a client in a post
can i talk about a client if i do not name them
someone told me their diagnosis, can i tweet about it
can i tell my partner what a client said
is it confidential who comes to our groups
can i post about the new project before it is announced
can i share the minutes of the trustees' meeting
can i discuss our funding on facebook
what counts as confidential information
is it ok to gossip about work in whatsapp
do i need a disclaimer
what should the disclaimer say
do i have to say my views are my own
where do i put views my own
can i say where i work in my bio
can i blog about my day at work
can i use my own phone for work messages
can i go on facebook at work
is it ok to scroll tiktok on my lunch
does social media count if it is in work time
can they check my work phone
will my employer read my messages
do i have any privacy on the work laptop
when would you monitor us
will i be told if i am monitored
can my boss see my private account
can they look at my profile when i apply for a job
does the policy apply to my private account
are private messages covered
does a closed group count
who does this policy apply to
what is this policy for
what is social media
does email count as social media
is a podcast social media
can i post on the organisation's page
who can change our profile picture
can i get the login for our instagram
i want to be authorised to post for the charity
can i add an event to our page
can i comment as the organisation
what if someone hacks our account
can i suggest ideas for our socials
can i be rude about another charity
can i slag off my manager online
can i complain about work on twitter
is it ok to make jokes about a colleague's religion
someone posts racist things about a client
my colleague is bullied in the team chat
can i share a meme about the boss
can i bring the charity into disrepute
can i use a song in our video
can i post somebody else's picture
can i share our training slides
can i put the logo on my page
what happens if i break the policy
could i be sacked for a tweet
is it gross misconduct
will the police be told
what is referred to safeguarding
what does it say about whistleblowing
when is something reported to dbs
how will i be trained on this
is it part of the induction
when was the policy last reviewed
when is the next review
who owns this policy
can i accept a friend request from a client
can i accept a gift
how many days of leave do i get
what is the wifi password
where is the office
tell me a joke
what is the capital of france
i do not understand the policy
i am confused about photos
can you ask my manager
please pass this on to my manager
can my manager approve this post
not sure if i can post this
hi
thanks
help
i want to kill myself
my manager is bullying me
a resident told me her carer hits her
someone is blackmailing me
i posted a photo of a client yesterday
i shared something confidential by mistake
can i delete my post
""".strip().splitlines()


def test_there_are_a_hundred_questions() -> None:
    assert len(set(HUNDRED)) == 100


@pytest.mark.parametrize("text", HUNDRED)
def test_every_quote_is_the_policys_own_and_no_item_stands_alone(desk: GuidanceDesk, text: str) -> None:
    reply = asked(desk, text)

    assert verbatim(desk, reply)
    for citation in reply.citations:
        clause = desk.library.policy(citation.policy).clause(citation.clause)
        assert (citation.quote, citation.lead_in, citation.label) == (clause.text, clause.lead_in, clause.label)
        assert citation.last_reviewed == "February 2026"
        assert not clause.leads_in
    assert all(citation.lead_in for citation in reply.citations if citation.clause[-1].isalpha())
    assert len(reply.citations) <= 4


def test_a_list_item_is_never_worded_without_its_lead_in(desk: GuidanceDesk) -> None:
    reply = asked(desk, "can i post images of service users without their knowledge or consent")

    text = desk.wording.plain(reply)

    assert "“Staff members must not: … post images, photographs or videos" in text


@pytest.mark.parametrize("text", HUNDRED)
def test_an_answer_cites_and_never_says_just_yes(desk: GuidanceDesk, text: str) -> None:
    reply = asked(desk, text)

    if reply.outcome in {Outcome.ANSWER, Outcome.CLARIFY}:
        assert reply.citations
    if reply.verdict is Verdict.ALLOWED:
        assert "other rules" in reply.finding
    assert not reply.finding.casefold().startswith(("yes", "you can", "you may"))


def test_the_same_question_gets_the_same_reply(desk: GuidanceDesk) -> None:
    for text in HUNDRED[::7]:
        assert asked(desk, text) == asked(desk, text)
