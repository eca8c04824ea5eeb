from tests.scenarios.typist import CARD, PAGE, PREVIEW, Terminal, in_order, turn

PHOTO = "can i post this photo"
NOT_YOURS = "That is not yours to press. Nothing was changed."


def test_a_question_goes_to_the_manager_and_the_answer_comes_back(terminal: Terminal) -> None:
    screen = terminal(
        PHOTO,
        "Not sure",
        "ask my manager",
        "send now",
        "/as manager",
        "reply",
        "Yes, once everyone in it agreed.",
        "/as staff",
        "that settles it",
        "/as manager",
        "/quit",
    )

    assert not in_order(
        screen,
        "You are Sam Taylor, and Morgan Lee is your manager.",
        "It depends on something you have not said yet.",
        "Do the people in it know about it, and have they agreed to it being posted?",
        "1 Yes, everyone 2 No, or not everyone 3 Not sure",
        "You are not sure about something the clause turns on, so it is one for your manager.",
        "1 Ask my manager",
        PREVIEW,
        "to Morgan Lee, your manager",
        "when Wed 10:01, unless you stop it",
        "question “can i post this photo”",
        "agreed to it being posted? Not sure",
        "Robin Shah is asked Thu 5 Mar 10:01; Priya Nair is asked Fri 6 Mar 10:01",
        "1 Send now 2 Don't send 3 Change what is sent 4 This is about my manager",
        "Morgan Lee has it now.",
        "→ Morgan Lee has something new: /as manager",
        "You are Morgan Lee (manager).",
        CARD,
        "from Sam Taylor",
        "Guidelines 4(b)",
        "Sam Taylor has your reply.",
        "→ Sam Taylor has something new: /as staff",
        "Morgan Lee (your manager, not the policy) replies: “Yes, once everyone in it agreed.”",
        "The policy itself: Social Media and Confidentiality Policy, Guidelines 4(b)",
        "Settled. Morgan Lee is told.",
        "Sam Taylor says that settles it.",
        "Goodbye. Nothing of this was kept.",
    )


def test_what_goes_can_be_changed_and_stopped_until_it_is_gone(terminal: Terminal) -> None:
    screen = terminal(
        PAGE,
        "3",
        "please authorise me to edit our youth page. Ring 07700 900123",
        "/wait 30s",
        "don't send",
        "/wait 2h",
        "/as manager",
        "/waiting",
    )

    assert not in_order(
        screen,
        PREVIEW,
        "What should be sent instead?",
        "Hidden in what you wrote: 1 phone number.",
        PREVIEW,
        "question “please authorise me to edit our youth page. Ring [phone number]”",
        "Not sent. It reached nobody.",
        "Nothing waits for you.",
    )
    assert CARD not in screen


def test_nothing_is_sent_before_the_undo_window_is_over(terminal: Terminal) -> None:
    screen = terminal(PAGE, "/wait 59s", "/as manager", "/wait 1s", "/as staff", "/press don't send")

    assert CARD not in turn(screen, "/as manager")
    assert CARD in turn(screen, "/wait 1s")
    assert "It has gone already. You can withdraw it instead." in turn(screen, "/press don't send")


def test_a_likely_name_is_pointed_out_and_a_known_one_is_masked(terminal: Terminal) -> None:
    screen = terminal("please authorise me to post about Jess and Robin Shah on our facebook page")

    assert not in_order(screen, "post about Jess and [name]", "“Jess”: is that somebody's name?")


def test_a_question_about_the_manager_goes_to_somebody_else(terminal: Terminal) -> None:
    screen = terminal(PAGE, "this is about my manager", "send now", "/as manager", "/as owner")

    assert not in_order(screen, "to Priya Nair, who takes questions about managers", "Priya Nair has it now.")
    assert CARD not in turn(screen, "/as manager")
    assert CARD in turn(screen, "/as owner")


def test_the_two_can_ask_back_and_say_that_it_is_still_unclear(terminal: Terminal) -> None:
    screen = terminal(
        PAGE,
        "send now",
        "/as manager",
        "i have seen it",
        "ask back",
        "Which page?",
        "/as staff",
        "answer",
        "The public one.",
        "/edit",
        "The youth one.",
        "/as manager",
        "approve",
        "",
        "/as staff",
        "still unclear",
        "For how long?",
        "/as manager",
        "decline",
        "Ask again in May.",
        "/takeback",
        "/as staff",
        "withdraw",
        "/as manager",
    )

    assert not in_order(
        screen,
        "Sam Taylor is told that you have seen it.",
        "What do you need to know? Which page?",
        "Morgan Lee has seen it.",
        "asks back: “Which page?”",
        "Morgan Lee has your answer.",
        "Changed. Morgan Lee sees the new words.",
        "Sam Taylor answers, in new words: “The youth one.”",
        "Sam Taylor is told that you approve.",
        "(your manager, not the policy) approves it.",
        "Sam Taylor finds it still unclear: “For how long?”",
        "Taken back. Sam Taylor is told.",
        "Morgan Lee took back what they wrote.",
        "Withdrawn. There is nothing left for Morgan Lee to do.",
        "Sam Taylor withdrew the question. There is nothing left to do.",
    )


def test_the_manager_is_reminded_and_then_the_stand_in_takes_over(terminal: Terminal) -> None:
    screen = terminal(
        PAGE,
        "/wait 5h",
        "/as manager",
        "/wait 1d",
        "/press reply",
        "Too late.",
        "/as backup",
        "approve",
        "",
        "/as staff",
    )

    assert "14:01 No answer yet. Morgan Lee was reminded." in " ".join(turn(screen, "/wait 5h").split())
    assert not in_order(
        screen,
        "Sam Taylor's question still waits for you, since Wed 4 Mar 10:00.",
        "Robin Shah is asked now, as no answer came in time.",
        "Somebody else has it in hand by now. Nothing was changed.",
        "You are Robin Shah (backup).",
        CARD,
        "Sam Taylor is told that you approve.",
        "Still no answer. Robin Shah is asked now.",
        "Robin Shah (who stands in for your manager, not the policy) approves it.",
    )


def test_a_manager_passes_it_on_or_steps_aside(terminal: Terminal) -> None:
    screen = terminal(
        PAGE,
        "send now",
        "/as manager",
        "pass on",
        "Nobody Real",
        "pass on",
        "sam",
        "pass on",
        "Priya",
        "/as priya",
        "i should not handle this",
        "/as staff",
    )

    assert not in_order(
        screen,
        "nobody is called that; there is Sam Taylor, Morgan Lee, Robin Shah, Priya Nair",
        "That person cannot be asked about this.",
        "Priya Nair has it now.",
        "Robin Shah has it now, and you will not be asked about it again.",
        "It was passed on to Priya Nair.",
        "It is better handled by somebody else; Robin Shah is asked now.",
    )


def test_a_press_by_the_wrong_person_is_refused(terminal: Terminal) -> None:
    screen = terminal(
        PAGE,
        "send now",
        "/press approve",
        "",
        "/as backup",
        "/press reply",
        "Mine now.",
        "/press settles_it",
        "/as staff",
    )

    assert screen.count(NOT_YOURS) == 3
    assert "Mine now." not in screen.split("You are Sam Taylor (staff)")[1]


def test_two_tries_without_a_clause_end_at_a_person(terminal: Terminal) -> None:
    screen = terminal("can i fly a drone on the moon", "what about a kite on mars", "/wait 2h", "send now")

    assert PREVIEW not in turn(screen, "can i fly a drone on the moon")
    assert not in_order(
        screen,
        "Twice now no clause fits, so this is one for a person.",
        "when only when you press Send now",
        "It is Wed 4 Mar 12:00.",
        "Morgan Lee has it now.",
    )


def test_a_draft_is_checked_and_goes_to_the_manager_with_its_findings(terminal: Terminal) -> None:
    screen = terminal(
        "/check One of our service users moved to Spain. Ring Aisha on 07700 900123",
        "ask my manager",
        "send now",
        "/as manager",
        "/quit",
    )

    assert not in_order(
        screen,
        "These are findings, not a verdict",
        "must not: “One of our service users” seems to refer to somebody who uses the service",
        "What would settle it: leaving them out",
        "What I cannot see",
        "1 Ask my manager",
        PREVIEW,
        "Ring Aisha on [phone number]",
        "You are Morgan Lee (manager).",
        CARD,
        "They would like a draft looked at.",
        "Found in the draft: “One of our service users” seems to refer to somebody who uses the service",
    )
    assert "07700" not in screen.partition("These are findings")[2]


def test_a_sensitive_draft_shows_whom_to_turn_to_and_offers_no_manager(terminal: Terminal) -> None:
    screen = terminal("/check My manager told me to hide that a child was hurt", "/check", "/quit")

    assert not in_order(screen, "First of all, because of what the draft tells", "999", "write the draft after it")
    assert "Ask my manager" not in screen
