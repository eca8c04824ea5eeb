"""Payloads in, components out: pure functions, with recorded payloads and hostile ones."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.cards.pieces import Heading, Piece, Quote, Row, Sheet, clause_pieces
from adapters.discord.app import address_of
from adapters.discord.cards import to_message
from adapters.discord.events import from_deletion, from_edit, from_message
from adapters.discord.keys import Place, Pressed, named, settle_id
from adapters.discord.layout import ALL_TEXT, button, buttons, cut, escaped, fits, length, packed, paragraph, quote
from adapters.discord.listeners import Reader, asked_answer, asked_form
from adapters.discord.reading import readable, talk
from bot.arrivals import DeliveryId
from bot.deeds import (
    Act,
    Ask,
    Check,
    Disclaim,
    Hail,
    Look,
    Meddle,
    Outdated,
    Refer,
    Retract,
    Reword,
    Settle,
    Share,
    Shelf,
)
from bot.disclaimers import Disclaimers
from bot.front_desk import Incoming
from bot.lifecycle import EscalationId, PressKind
from bot.model import FactId
from bot.people import Address, Person, PersonId, Platform
from bot.threads import ThreadId
from bot.wishes import Spot, Style, Voice, Wish
from tests.desk_front import the_desk
from tests.discord_server.forms import FormFaults
from tests.discord_server.rules.components import check_components
from tests.fakes import NOON

HOME, BOT = "100", "200"
# the shapes of https://discord.com/developers/docs/interactions/receiving-and-responding
MEMBER = {"user": {"id": "7", "username": "ada"}, "roles": [], "permissions": "0"}
IN_GUILD = {"guild_id": HOME, "channel_id": "300", "member": MEMBER, "token": "token", "id": "900", "version": 1}
IN_DM = {"channel_id": "301", "user": {"id": "7", "username": "ada"}, "token": "token", "id": "901", "version": 1}
MESSAGE = {
    "id": "500",
    "type": 0,
    "channel_id": "300",
    "guild_id": HOME,
    "author": {"id": "7", "username": "ada"},
    "content": "<@200> can <@8> post this in <#300> <:wave:1>?",
    "mentions": [{"id": BOT}, {"id": "8"}],
    "attachments": [],
    "flags": 0,
}
DIRECT = {key: value for key, value in MESSAGE.items() if key != "guild_id"} | {"channel_id": "301", "mentions": []}
DISCLAIMERS = Disclaimers(the_desk().library)
MAX = Address(platform=Platform.DISCORD, workspace=HOME, user="8")


def reader() -> Reader:
    return Reader(home=HOME, bot=BOT, who_is=lambda name: MAX if name == "Max" else None, wish_of=DISCLAIMERS.read)


def command(name: str, /, *words: str, resolved: object = None, **options: object) -> dict[str, Any]:
    inner: list[Any] = [
        {"name": key, "type": 5 if isinstance(value, bool) else 3, "value": value} for key, value in options.items()
    ]
    for word in reversed(words):
        inner = [{"name": word, "type": 1, "options": inner}]
    data = {"id": "1", "name": name, "type": 1, "options": inner, **({"resolved": resolved} if resolved else {})}
    return IN_GUILD | {"type": 2, "data": data}


def press(custom_id: str, where: dict[str, Any] = IN_GUILD) -> dict[str, Any]:
    return where | {"type": 3, "data": {"custom_id": custom_id, "component_type": 2}}


def form(custom_id: str, field: str, value: str) -> dict[str, Any]:
    inside = {"type": 4, "id": 2, "custom_id": field, "value": value}
    return IN_DM | {
        "type": 5,
        "data": {"custom_id": custom_id, "components": [{"type": 18, "id": 1, "component": inside}]},
    }


def read(body: dict[str, Any]) -> Incoming:
    return reader().incoming(body, NOON)


def test_a_question_by_command_is_answered_through_its_token() -> None:
    found = read(command("policy", "ask", question="Can I?"))

    assert found.delivery == DeliveryId(Platform.DISCORD, HOME, "900")
    assert found.sender == Address(platform=Platform.DISCORD, workspace=HOME, user="7")
    assert isinstance(found.deed, Ask)
    assert found.deed.text == "Can I?"
    assert Place.read(found.place) == Place(kind="reply", channel="300", token="token", others=True)  # noqa: S106 - the recorded one
    assert found.answer_by == NOON + timedelta(minutes=15)


def test_a_picture_and_a_file_are_told_apart_by_their_kind() -> None:
    picture = read(
        command("policy", "ask", question="?", resolved={"attachments": {"1": {"content_type": "image/png"}}})
    )
    file = read(command("policy", "ask", question="?", resolved={"attachments": {"1": {"content_type": "text/csv"}}}))

    assert isinstance(picture.deed, Ask)
    assert isinstance(file.deed, Ask)
    assert (picture.deed.has_picture, picture.deed.has_file) == (True, False)
    assert (file.deed.has_picture, file.deed.has_file) == (False, True)


@pytest.mark.parametrize(
    ("body", "deed"),
    [
        (command("policy", "help"), Look(at=Shelf.HELP)),
        (command("policy", "mine"), Look(at=Shelf.MINE)),
        (command("policy", "clause", label="Guidelines 4(b)"), Look(at=Shelf.CLAUSE, words="Guidelines 4(b)")),
        (command("disclaimer"), Look(at=Shelf.DISCLAIMER)),
        (command("policy", "unheard"), Outdated()),
        (command("disclaimer", platform="x", style="rude"), Outdated()),
        (press("signpost.refer|t1|q1"), Refer(thread=ThreadId("t1"), about="q1")),
        (press("signpost.share|t1|q1|500"), Share(thread=ThreadId("t1"), about="q1")),
        (
            press("signpost.settle|t1|q1|consent|2"),
            Settle(thread=ThreadId("t1"), about="q1", fact=FactId("consent"), choice=2),
        ),
        (press("signpost.act|e1|approve|"), Act(escalation=EscalationId("e1"), kind=PressKind.APPROVE)),
        (
            form("signpost.form|e1|edit|3", "signpost.words", "Other words."),
            Act(escalation=EscalationId("e1"), kind=PressKind.EDIT, words="Other words.", index=3),
        ),
        (
            form("signpost.form|e1|pass_on|", "signpost.person", "Max"),
            Act(escalation=EscalationId("e1"), kind=PressKind.PASS_ON, to=MAX),
        ),
        (
            form("signpost.form|e1|pass_on|", "signpost.person", "Nobody"),
            Act(escalation=EscalationId("e1"), kind=PressKind.PASS_ON),
        ),
        (press("another|x"), Outdated()),
        (press("signpost.settle|t1|q1|consent|two"), Outdated()),
        (form("another", "x", "y"), Outdated()),
        (IN_GUILD | {"type": 2, "data": {}}, Outdated()),
        (IN_GUILD | {"type": 9, "data": {}}, Outdated()),
    ],
)
def test_whatever_is_done_is_read_and_what_means_nothing_is_outdated(body: dict[str, Any], deed: object) -> None:
    assert read(body).deed == deed


def test_the_message_of_a_menu_is_a_draft_that_may_ask_and_shared_below_itself() -> None:
    target = {"id": "500", "content": "<@8> was there", "attachments": [{"content_type": "image/jpeg"}]}
    data = {"name": "Check against policy", "type": 3, "target_id": "500", "resolved": {"messages": {"500": target}}}
    found = read(IN_GUILD | {"type": 2, "data": data})
    other = read(IN_GUILD | {"type": 2, "data": data | {"name": "Another"}})

    assert isinstance(found.deed, Check)
    assert (found.deed.text, found.deed.has_picture, found.deed.may_ask) == ("somebody was there", True, True)
    assert Place.read(found.place).root == "500"
    assert other.deed == Outdated()


@pytest.mark.parametrize(
    ("kind", "expected"), [("", (False, False)), ("image/png", (True, False)), ("text/csv", (False, True))]
)
def test_a_draft_by_command_is_a_draft_whatever_it_asks(kind: str, expected: tuple[bool, bool]) -> None:
    resolved = {"attachments": {"1": {"content_type": kind}}} if kind else None
    found = read(command("policy", "check", resolved=resolved, draft="Can <@8> come?"))
    again = read(command("policy", "check", draft="Can <@8> come?"))

    assert isinstance(found.deed, Check)
    assert isinstance(again.deed, Check)
    assert (found.deed.text, found.deed.may_ask) == ("Can somebody come?", False)
    assert (found.deed.has_picture, found.deed.has_file) == expected
    assert found.deed.thread == again.deed.thread


@pytest.mark.parametrize(
    ("options", "wish"),
    [
        ({"platform": "instagram"}, Wish(platform="instagram")),
        ({"platform": " Insta "}, Wish(platform="insta")),
        (
            {"platform": "x", "place": "post", "style": "short", "person": "we", "name": "The Society"},
            Wish(platform="x", spot=Spot.POST, style=Style.SHORT, voice=Voice.WE, name="The Society"),
        ),
        ({"platform": "x", "for_organisation": True}, Wish(platform="x", for_organisation=True)),
        ({"platform": "x", "for_organisation": False}, Wish(platform="x")),
        (
            {"platform": "twitter post short naming The Society"},
            Wish(platform="twitter", spot=Spot.POST, style=Style.SHORT, name="The Society"),
        ),
        ({"platform": "x post naming A", "place": "profile", "name": "B"}, Wish(platform="x", name="B")),
    ],
)
def test_all_that_disclaimer_was_given_is_a_wish_and_what_was_chosen_goes_first(
    options: dict[str, object], wish: Wish
) -> None:
    assert read(command("disclaimer", **options)).deed == Disclaim(wish=wish)


@pytest.mark.parametrize("typed", ["facebok", "short", "my manager told me to hide that a child was hurt"])
def test_where_no_platform_can_be_made_out_only_what_was_typed_is_looked_at(typed: str) -> None:
    found = read(command("disclaimer", platform=typed, name="The Society", place="post"))

    assert found.deed == Look(at=Shelf.DISCLAIMER, words=typed)


def test_a_press_in_direct_messages_is_answered_there_and_whoever_pressed_is_of_the_home() -> None:
    found = read(press("signpost.refer|t1|q1", IN_DM))

    assert found.sender.workspace == HOME
    assert not Place.read(found.place).others


def test_somebody_in_another_server_is_a_stranger() -> None:
    assert read(press("signpost.refer|t1|q1", IN_GUILD | {"guild_id": "101"})).sender.workspace == "101"


def test_the_answer_to_a_mention_is_its_authors() -> None:
    body = press("signpost.read|300|500")
    other = body | {"member": {"user": {"id": "8"}}}

    own = reader().opened(body, MESSAGE, NOON)

    assert asked_answer(body) == ("300", "500")
    assert asked_answer(press("signpost.refer|t1|q1")) is asked_answer(command("disclaimer")) is None
    assert asked_answer(press("signpost.read|500")) is None
    assert isinstance(own.deed, Ask)
    assert own.deed.text == "can somebody post this in #channel wave?"
    assert Place.read(own.place).root == "500"
    assert reader().opened(other, MESSAGE, NOON).deed == Meddle()
    assert reader().opened(body, None, NOON).deed == Outdated()


def test_only_presses_that_need_words_ask_for_a_form() -> None:
    assert asked_form(press("signpost.act|e1|reply|")) == Pressed(escalation=EscalationId("e1"), kind=PressKind.REPLY)
    assert asked_form(press("signpost.act|e1|approve|")) is None
    assert asked_form(press("signpost.act|e1|unheard|")) is None
    assert asked_form(command("disclaimer")) is None


def test_a_mention_is_a_hail_and_a_direct_message_a_question() -> None:
    hail, direct = from_message(MESSAGE, HOME, BOT), from_message(DIRECT, HOME, BOT)

    assert hail is not None
    assert hail.deed == Hail()
    assert Place.read(hail.place) == Place(kind="mention", channel="300", root="500")
    assert direct is not None
    assert isinstance(direct.deed, Ask)
    assert direct.deed.thread == talk("301")
    assert Place.read(direct.place) == Place(kind="direct", channel="301", root="500")


@pytest.mark.parametrize(
    "change",
    [
        {"author": {"id": BOT, "bot": True}},
        {"webhook_id": "1"},
        {"flags": 64},
        {"type": 7},
        {"mentions": []},
    ],
)
def test_what_nobody_said_to_us_is_left_alone(change: dict[str, Any]) -> None:
    assert from_message(MESSAGE | change, HOME, BOT) is None


def test_an_ephemeral_answer_of_ours_that_comes_back_without_a_server_is_left_alone() -> None:
    assert from_message(DIRECT | {"flags": 64, "author": {"id": BOT, "bot": True}}, HOME, BOT) is None
    assert from_message(DIRECT | {"flags": 64}, HOME, BOT) is None


def test_only_the_newest_direct_message_changes_what_is_being_talked_about() -> None:
    body = DIRECT | {"edited_timestamp": "2026-03-04T12:00:00+00:00", "content": "Other words"}
    newest, older = (from_edit(body, HOME, BOT, newest=which) for which in (True, False))
    gone = from_deletion("301", "500", "7", HOME)

    assert newest is not None
    assert older is not None
    assert newest.deed == Reword(thread=talk("301"), text="Other words")
    assert isinstance(older.deed, Reword)
    assert older.deed.thread != talk("301")
    assert newest.delivery.event != DIRECT["id"]
    assert gone.deed == Retract(thread=talk("301"))
    assert from_edit(DIRECT, HOME, BOT, newest=True) is None  # a link's preview was added
    assert from_edit(body | {"guild_id": HOME}, HOME, BOT, newest=True) is None


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("<@200> hi", "hi"),
        ("<@!200> hi", "hi"),
        ("<@&5>", "everybody with that role"),
        ("</policy ask:12>", "/policy ask"),
        ("<t:1700000000:R>", "then"),
        ("<a:dance:12>", "dance"),
        ("1 < 2 > 1", "1 < 2 > 1"),
    ],
)
def test_marks_are_read_as_people_see_them(written: str, seen: str) -> None:
    assert readable(written, BOT) == seen


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**Manager approved:**", r"\*\*Manager approved:\*\*"),
        ("[policy](http://evil.example)", r"\[policy](http://evil.example)"),
        ("<@7> @everyone", r"\<@7> @everyone"),
        ("> quote\n# head\n-# small\n1. one", "\\> quote\n\\# head\n\\-# small\n1\\. one"),
        ("see https://example.org/a_b_c", "see https://example.org/a_b_c"),
        ("```code```", r"\`\`\`code\`\`\`"),
    ],
)
def test_what_people_write_is_shown_and_not_obeyed(text: str, shown: str) -> None:
    assert escaped(text) == shown


@given(st.text(max_size=500), st.integers(min_value=10, max_value=200))
def test_cutting_keeps_to_the_length_and_never_ends_within_an_escape(text: str, longest: int) -> None:
    whole = escaped(text)
    shown = cut(whole, longest)

    if len(whole) <= longest:
        assert shown == whole
    else:
        assert len(shown) <= longest
        assert shown.endswith("… [cut]")
        assert not shown.removesuffix("… [cut]").endswith("\\")


@given(st.lists(st.text(min_size=1, max_size=3000), max_size=12))
def test_whatever_is_packed_fits_and_no_part_is_torn_apart(texts: list[str]) -> None:
    parts = [(*quote(text), paragraph("source")) for text in texts]
    packs = packed(parts)

    faults = FormFaults()
    for pack in packs:
        check_components([dict(component) for component in pack], faults, (), v2=True)
        assert fits(pack)
    assert [str(fault) for fault in faults.found if "BAD_LENGTH" not in str(fault)] == []
    together = [component for pack in packs for component in pack]
    assert together == [component for part in parts for component in part]
    whole = [part for part in parts if fits(part)]
    assert all(any(_within(part, pack) for pack in packs) for part in whole)


def _within(part: tuple[Any, ...], pack: tuple[Any, ...]) -> bool:
    return any(pack[at : at + len(part)] == part for at in range(len(pack)))


def test_a_long_card_is_cut_where_people_wrote_and_never_in_a_clause() -> None:
    clause = "“Staff must not post.”\n— Policy, 1 (last reviewed February 2026)"
    pieces: tuple[Piece, ...] = (
        Heading(text="A question for you"),
        Row(name="Question", value="“" + "why? " * 800 + "”"),
        Quote(text="“" + "because " * 400 + "”"),
        *clause_pieces(clause),
    )
    message = to_message(Sheet(text="", pieces=pieces))
    endless = to_message(Sheet(text="", pieces=(Heading(text="x"), *clause_pieces("word " * 2_000 + "\n— Policy, 2"))))

    assert length(message.components) <= ALL_TEXT
    shown = "\n".join(str(component["content"]) for component in message.components)
    assert "> “Staff must not post.”" in shown
    assert "[cut]" in shown
    assert length(endless.components) <= ALL_TEXT
    assert "— Policy, 2" in str(endless.components[-1])


def test_more_buttons_than_a_row_holds_go_on_in_the_next() -> None:
    rows = buttons([button("x" * 200, f"signpost.x|{number}") for number in range(7)])

    assert [len(row["components"]) for row in rows] == [5, 2]
    assert len(rows[0]["components"][0]["label"]) == 80


def test_every_fact_of_the_shipped_policy_fits_into_its_buttons() -> None:
    facts = {fact for guide in the_desk().library.guides.values() for fact in guide.facts}
    ids = [settle_id(ThreadId("x" * 24), "question", FactId(fact), 9) for fact in sorted(facts)]

    assert facts
    assert max(map(len, ids)) <= 100
    assert [named(found)[1][2] for found in ids] == sorted(facts)


def test_longest_ids_of_presses_fit_into_a_custom_id() -> None:
    for kind in PressKind:
        assert len(Pressed(escalation=EscalationId("x" * 32), kind=kind, index=999).write("signpost.form")) <= 100


def test_a_name_means_the_only_person_who_has_it() -> None:
    def person(name: str, user: str) -> Person:
        address = Address(platform=Platform.DISCORD, workspace=HOME, user=user)
        return Person(id=PersonId(user), name=name, addresses=(address,) if user else ())

    people = [person("Max Planer", "8"), person("Max Kell", "9"), person("Zoe Kell", "10"), person("Ann Gone", "")]

    assert address_of(people, " max  PLANER") == people[0].addresses[0]
    assert address_of(people, "zoe") == people[2].addresses[0]
    assert [address_of(people, name) for name in ("", "Max", "Kell", "Ann Gone", "Nobody")] == [None] * 5
