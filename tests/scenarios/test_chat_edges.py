from collections.abc import Collection
from datetime import date
from pathlib import Path

import pytest

from adapters import bootstrap
from bot.answering import GuidanceDesk
from bot.errors import BadInput
from bot.model import Question, Reply
from tests.canary import Canaries
from tests.scenarios.typist import CARD, PAGE, PREVIEW, Terminal, in_order, turn


def test_a_sensitive_matter_shows_contacts_and_leaves_nothing(terminal: Terminal, tmp_path: Path) -> None:
    canaries, ordinary, during = Canaries(), Canaries(), list[object]()
    canaries.mint("sensitive")
    ordinary.mint("ordinary")

    def look() -> None:
        during.append((canaries.seen(tmp_path), len(ordinary.seen(tmp_path)) > 0))

    screen = terminal(
        f"please authorise me to post {ordinary.words['ordinary']} on our facebook page",
        f"my manager keeps posting about me and {canaries.words['sensitive']}",
        "/as manager",
        "/waiting",
        "/as staff",
        "change what is sent",
        look,
    )
    mine = turn(screen, f"my manager keeps posting about me and {canaries.words['sensitive']}")

    assert during == [([], True)]
    assert not in_order(mine, "it will not be sent to one", "Acas", "Nothing was sent to anyone")
    assert list(tmp_path.iterdir()) == []


def test_a_sensitive_word_added_later_holds_the_question_back(terminal: Terminal) -> None:
    screen = terminal(
        PAGE, "change what is sent", "my manager keeps bullying me", "/wait 1d", "/as manager", "/as owner"
    )

    assert not in_order(screen, "it will not be sent to one", "Nothing was sent to anyone")
    assert CARD not in screen


def test_what_cannot_be_done_is_said_in_one_line(terminal: Terminal) -> None:
    wrong = ("9", "/wait soon", "/wait 9w 900d", "/as", "/as zoe", "/nonsense", "/edit", "/press", "/mine", "/help")
    screen = terminal(*wrong, PAGE, "9", "3", "", "/mine", "1", "\x1b[31m", "/wait 2d", "/as manager", "Is that so?")

    assert not in_order(
        screen,
        "there is nothing to choose just now",
        "say how long to wait",
        "that is longer than a year",
        "Sam Taylor staff, has the keyboard",
        "nobody is called that",
        "there is no such command; /help lists them",
        "you wrote nothing about the question in front of you",
        "write /press, the code on a card",
        "You have asked nothing that went to anybody.",
        "/quit end; nothing of this is kept",
        "choose a number from 1 to 4",
        "without words nothing was done",
        "on its way",
        PREVIEW,
        "Goodbye.",
    )
    assert "\x1b" not in screen


def test_two_more_people_come_from_the_directory_file(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "people.csv"
    own.write_text("name,email,manager_email\nKim Boss,kim@example.org,\nAl Staff,al@example.org,kim@example.org\n")
    monkeypatch.setenv("DIRECTORY_FILE", str(own))

    screen = terminal(PAGE, "send now", "/as kim", "/as staff")

    assert not in_order(screen, "You are Al Staff, and Kim Boss is your manager.", "You are Kim Boss (manager).", CARD)


def test_nobody_to_ask_and_too_many_questions_are_said_plainly(terminal: Terminal) -> None:
    screen = terminal("/as owner", PAGE, "/as staff", *[PAGE] * 21)

    assert "The directory names nobody who could be asked for you." in turn(screen, PAGE)
    assert screen.count(PREVIEW) == 20
    assert "That is a great many questions in a few minutes." in screen


def test_a_seat_is_found_again_as_it_was_left(terminal: Terminal) -> None:
    screen = terminal("hello", "do i need a disclaimer?", "/as manager", "/as staff", "1", "/as manager", "/as staff")

    assert not in_order(
        screen,
        "Hello! Ask me what the policy says",
        "Does that settle it?",
        "You are Sam Taylor (staff). You asked: “do i need a disclaimer?” 1 Ask my manager",
        PREVIEW,
        "You are Sam Taylor (staff).",
        "“do i need a disclaimer?” 1 Send now",
    )


def test_words_taken_back_before_they_are_read_are_not_shown(terminal: Terminal) -> None:
    steps = ("reply", "Of course.", "/takeback", "/as staff")
    screen = terminal(PAGE, "send now", "/as manager", *steps)

    assert "Of course." not in screen.split("You are Sam Taylor (staff)")[1]
    assert "Morgan Lee took back what they wrote." in screen


def test_a_fault_of_ours_is_one_line_without_what_was_typed(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, desk: GuidanceDesk
) -> None:
    class Broken(GuidanceDesk):
        def ask(self, question: Question, today: date, known_names: Collection[str] = ()) -> Reply:
            del today, known_names
            raise RuntimeError(question.text)

    monkeypatch.setattr(bootstrap, "open_desk", lambda _: Broken(desk.library, None))

    screen = terminal("my secret", "/mine")

    assert "This is a fault of Signpost: RuntimeError at test_chat_edges.py" in screen
    assert screen.count("my secret") == 1
    assert "You have asked nothing" in screen


def test_an_interrupt_in_this_process_closes_the_store(terminal: Terminal, tmp_path: Path) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    assert terminal("hello", interrupt).endswith("Goodbye. Nothing of this was kept.\n")
    assert list(tmp_path.iterdir()) == []


def test_names_that_two_people_have_must_be_written_out(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "people.csv"
    own.write_text("name,email,manager_email\nKim Boss,a@example.org,\nKim Staff,b@example.org,a@example.org\n")
    monkeypatch.setenv("DIRECTORY_FILE", str(own))

    screen = terminal("/as kim", "/as Kim Boss")

    assert not in_order(screen, "several people are called that: Kim Boss, Kim Staff", "You are Kim Boss (manager).")


def test_a_directory_without_managers_cannot_begin(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "people.csv"
    own.write_text("name,email\nKim Boss,a@example.org\n")
    monkeypatch.setenv("DIRECTORY_FILE", str(own))

    with pytest.raises(BadInput, match="fill in manager_email"):
        terminal()


def test_a_disclaimer_is_worded_beside_the_question_in_hand(terminal: Terminal) -> None:
    screen = terminal(
        PAGE, "/disclaimer insta bio short", "/disclaimer", "/disclaimer facebok", "1", "/disclaimer x we"
    )

    short = turn(screen, "/disclaimer insta bio short")
    assert not in_order(
        short,
        "Instagram, bio",
        "The views I express here are mine alone and do not necessarily reflect the views of my organisation/employer.",
        "Use of Personal Social Media Platforms 3",
        "Views my own.",
        "13 of 150 characters",
        "A disclaimer does not lift the other rules.",
    )
    assert "Which platform? I know X" in screen
    assert "did you mean Facebook?" in " ".join(screen.split())
    assert "Views our own." in screen
