"""The knowledge folder: what it needs, what it may leave out, what is said when it is broken."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.answering import GuidanceDesk, open_desk
from bot.errors import Fault, KnowledgeFaults
from bot.model import Outcome, Question, Verdict
from bot.policies.folder import read_library
from bot.policies.library import Library
from bot.policies.sentences import WordingFile
from bot.settings import SHIPPED_KNOWLEDGE
from tests.knowledge_builders import (
    POLICY_FILE,
    WHOLE,
    a_desk,
    a_folder,
    a_library,
    a_policy_text,
    asked,
    faults_of,
    verbatim,
)


def test_the_folder_that_ships_has_no_fault() -> None:
    assert faults_of(SHIPPED_KNOWLEDGE) == []


def test_every_clause_that_ships_has_phrases_of_its_own(library: Library) -> None:
    without = [clause.id for policy, clause in library.clauses() if not library.guide(policy, clause).phrases]

    assert without == []


def test_a_whole_folder_is_read(tmp_path: Path) -> None:
    library = a_library(tmp_path)

    assert [policy.id for policy in library.policies] == ["gifts"]
    assert library.facts["agreed"].fails == ("No",)
    assert library.organisation.name == "The Society"
    assert [lane.id for lane in library.lanes.lane] == ["in-danger", "manager-wrong"]


# ------------------------------------------------------------------------------------------------ what may be missing


def test_a_policy_alone_is_enough(tmp_path: Path) -> None:
    desk = open_desk(a_folder(tmp_path))

    reply = asked(desk, "Can I accept cash?")

    assert reply.outcome is Outcome.ANSWER
    assert reply.verdict is Verdict.PROHIBITED
    assert reply.citations[0].clause == "accepting.1a"
    assert verbatim(desk, reply)


def test_without_guidance_the_clauses_own_condition_is_asked_about(tmp_path: Path) -> None:
    desk = open_desk(a_folder(tmp_path))

    reply = asked(desk, "Can I accept a hamper?")

    assert reply.outcome is Outcome.CLARIFY
    assert [fact.question for fact in reply.facts] == [
        "The clause says “without the consent of their manager”. Is it so here?"
    ]


def test_without_lanes_of_its_own_a_folder_still_meets_sensitive_matters(tmp_path: Path) -> None:
    reply = asked(open_desk(a_folder(tmp_path)), "i want to kill myself")

    assert reply.outcome is Outcome.SENSITIVE
    assert [contact for contact in reply.contacts if contact.name == "Samaritans"]
    assert reply.citations == ()


def test_without_requests_of_its_own_a_folder_still_hears_who_asks_for_the_manager(tmp_path: Path) -> None:
    reply = asked(open_desk(a_folder(tmp_path)), "can you ask my manager")

    assert reply.outcome is Outcome.MANAGER


def test_what_ships_speaks_of_no_clause_that_the_folder_lacks(tmp_path: Path) -> None:
    library = read_library(a_folder(tmp_path))

    named = [name for lane in library.lanes.lane for name in lane.clauses]
    named += [name for request in library.requests.request for name in request.clauses]

    assert named == []


@pytest.mark.parametrize("missing", ["guidance/gifts.toml", "silences.toml", "lexicon.toml"])
def test_guidance_silences_and_lexicon_may_be_missing(tmp_path: Path, missing: str) -> None:
    files = {name: content for name, content in WHOLE.items() if name != missing}

    assert faults_of(a_folder(tmp_path, files)) == []


@pytest.mark.parametrize(
    "own", [["silences.toml"], ["requests.toml", "silences.toml"], ["lanes.toml", "organisation.toml"]]
)
def test_what_a_folder_does_not_hold_ships(tmp_path: Path, own: list[str]) -> None:
    files = {name: WHOLE[name] for name in own}

    assert faults_of(a_folder(tmp_path, files)) == []


def test_a_lexicon_of_its_own_does_not_break_what_ships(tmp_path: Path) -> None:
    assert faults_of(a_folder(tmp_path, {"lexicon.toml": WHOLE["lexicon.toml"]})) == []


def test_a_lane_never_stands_without_anyone_to_turn_to(tmp_path: Path) -> None:
    desk = open_desk(a_folder(tmp_path, {"organisation.toml": 'name = "The Society"\n'}))

    assert asked(desk, "i want to kill myself").contacts


def test_a_contact_of_its_own_outweighs_the_one_that_ships(tmp_path: Path) -> None:
    own = 'name = "The Society"\n[[contact]]\nid = "samaritans"\nrole = "Someone to talk to"\nname = "Our own line"\n'

    library = read_library(a_folder(tmp_path, {"organisation.toml": own}))

    names = [contact.name for contact in library.organisation.contact]
    assert names[0] == "Our own line"
    assert "Samaritans" not in names
    assert "emergency" in library.lent.contacts
    assert "samaritans" not in library.lent.contacts


def test_lanes_of_its_own_borrow_nobody(tmp_path: Path) -> None:
    assert a_library(tmp_path).lent.contacts == ()


@pytest.mark.parametrize("written", ["[finding]\n", '[finding]\nprohibited = "No."\n'])
def test_wording_that_lacks_a_sentence_is_a_fault(tmp_path: Path, written: str) -> None:
    rest = "[manager]\n[not_covered]\n[next]\n[notes]\n"

    faults = [str(fault) for fault in faults_of(a_folder(tmp_path, {"wording.toml": written + rest}))]

    assert "wording.toml:1: finding → clarify: is missing; the bot says it" in faults
    assert f"wording.toml:{written.count(chr(10)) + 1}: manager → confusion: is missing; the bot says it" in faults


def test_every_sentence_that_ships_is_needed() -> None:
    shipped = tomllib.loads((SHIPPED_KNOWLEDGE / "wording.toml").read_text("utf-8"))

    for table, key in [(name, key) for name in shipped.keys() - {"talk"} for key in shipped[name]]:
        less = {**shipped, table: {name: said for name, said in shipped[table].items() if name != key}}
        with pytest.raises(ValidationError, match=f"{table}.{key}\n  is missing"):
            WordingFile.model_validate(less)


@pytest.mark.parametrize("gap", ["{titel}", "{title", "{}", "{title!r}", "{title:9999}", "{title.upper}"])
def test_wording_with_a_stray_brace_is_a_fault(tmp_path: Path, gap: str) -> None:
    shipped = (SHIPPED_KNOWLEDGE / "wording.toml").read_text("utf-8")
    line = next(number for number, written in enumerate(shipped.splitlines(), 1) if "{title}" in written)

    faults = faults_of(a_folder(tmp_path, {"wording.toml": shipped.replace("{title}", gap)}))

    assert [(fault.line, fault.what[:19]) for fault in faults] == [(line, "not_covered → topic")]


def test_a_group_of_the_lexicon_is_led_by_words(tmp_path: Path) -> None:
    faults = faults_of(a_folder(tmp_path, {"lexicon.toml": '[[same]]\nwords = ["🎁", "gift"]\n'}))

    assert [str(fault) for fault in faults] == [
        "lexicon.toml:2: same → 1 → words: “🎁” stands for all, and holds no letter or digit"
    ]


def test_a_fault_inside_a_table_has_its_line(tmp_path: Path) -> None:
    shipped = (SHIPPED_KNOWLEDGE / "wording.toml").read_text("utf-8")
    line = next(number for number, written in enumerate(shipped.splitlines(), 1) if written.startswith("clarify = "))

    faults = faults_of(a_folder(tmp_path, {"wording.toml": re.sub("(?m)^clarify = .*", 'clarify = ""', shipped)}))

    assert (faults[0].line, faults[0].what) == (line, "finding → clarify: is empty")


# ------------------------------------------------------------------------------------------------ broken folders


def test_a_folder_that_is_none_says_what_to_set(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeFaults, match="nowhere: is no folder; set KNOWLEDGE_DIR or --knowledge"):
        read_library(tmp_path / "nowhere")


def test_a_folder_without_policies_says_what_to_put_where(tmp_path: Path) -> None:
    assert faults_of(tmp_path) == [Fault(file="policies", line=0, what="holds no policy; put a Markdown file there")]


def test_every_broken_file_is_reported_at_once(tmp_path: Path) -> None:
    folder = a_folder(
        tmp_path,
        {
            "policies/binary.md": b"\xff\xfe\x00\x01",
            "policies/empty.md": "",
            "guidance/broken.toml": "policy = ",
            "guidance/misspelt.toml": 'polic = "gifts"',
            "lanes.toml": b"\xff",
            "organisation.toml": "",
            "lexicon.toml": "same = 3",
        },
    )
    (folder / "policies" / "a-folder.md").mkdir()

    faults = faults_of(folder)

    assert [fault.file for fault in faults] == [
        "guidance/broken.toml",
        "guidance/misspelt.toml",
        "guidance/misspelt.toml",
        "lanes.toml",
        "lexicon.toml",
        "organisation.toml",
        "policies/a-folder.md",
        "policies/binary.md",
        "policies/empty.md",
    ]
    assert Fault(file="policies/binary.md", line=0, what="is not UTF-8 text") in faults
    assert Fault(file="policies/a-folder.md", line=0, what="cannot be read: Is a directory") in faults


def test_a_fault_says_file_line_and_what() -> None:
    assert str(Fault(file="lanes.toml", line=7, what="is odd")) == "lanes.toml:7: is odd"
    assert str(Fault(file="lanes.toml", line=0, what="is odd")) == "lanes.toml: is odd"


def test_a_policy_file_may_lie_about_nothing_but_its_own_name(tmp_path: Path) -> None:
    faults = faults_of(a_folder(tmp_path, {POLICY_FILE: a_policy_text(id="../../etc/passwd")}))

    assert [fault.what for fault in faults] == ["“id” may hold small letters, digits and hyphens only"]


def test_what_is_no_policy_file_is_left_alone(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, {"policies/notes.txt": b"\xff", "policies/draft.md~": b"\xff", "README.md": b"\xff"})

    assert faults_of(folder) == []


# ------------------------------------------------------------------------------------------------ several policies


def test_clauses_of_two_policies_are_told_apart_by_their_policy(tmp_path: Path) -> None:
    other = a_policy_text("## Lending a van {#lending}\n\nStaff may lend the van.\n", title="Vans")
    desk = a_desk(tmp_path, {"policies/vans.md": other})

    reply = asked(desk, "may i lend the van")

    assert [(citation.policy, citation.clause) for citation in reply.citations][:1] == [("vans", "lending.1")]


def test_two_policies_may_use_one_clause_id(tmp_path: Path) -> None:
    body = "## Rules\n\nStaff must not accept a {}.\n\nNothing else is said.\n"
    desk = open_desk(
        a_folder(
            tmp_path,
            {
                POLICY_FILE: a_policy_text(body.format("gold watch")),
                "policies/watches.md": a_policy_text(body.format("silver watch"), title="Watches"),
            },
        )
    )

    reply = desk.ask(Question(text="Must I not accept a watch, silver or gold?"), date(2026, 11, 22))

    assert {(c.policy, c.clause) for c in reply.citations} >= {("gifts", "rules.1"), ("watches", "rules.1")}


def test_opening_a_desk_is_reading_and_indexing(tmp_path: Path) -> None:
    assert isinstance(open_desk(a_folder(tmp_path)), GuidanceDesk)
