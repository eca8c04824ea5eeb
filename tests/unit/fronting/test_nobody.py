"""Where a question cannot go on: nobody to ask, no directory, no such choice; each is said."""

from bot.deeds import Ask, Refer, Settle
from bot.lifecycle import EscalationId, PressKind, State
from bot.model import FactId, Outcome
from bot.showing import Answered, Said
from bot.threads import KeptThread, Thread
from tests.desk_bench import WHERE
from tests.desk_front import THREAD, Front
from tests.fakes import NOON

CONFUSED = "I am confused about whether I can blog about work"
GRAVE = "My manager told me to hide that a child was hurt"


async def test_somebody_without_a_manager_is_told_that_nobody_can_be_asked() -> None:
    front = Front()

    answer, said = await front.asks(CONFUSED, by="eve")

    assert isinstance(answer, Answered)
    assert isinstance(said, Said)
    assert "names nobody" in said.text


async def test_without_the_directory_nothing_is_sent_and_that_is_said() -> None:
    front = Front()
    front.bench.directory.down = True

    _, said = await front.asks(CONFUSED)

    assert isinstance(said, Said)
    assert "directory cannot be read" in said.text
    assert await front.escalations() == []


async def test_a_choice_that_is_not_there_any_more_shows_the_question_as_it_stands() -> None:
    front = Front()
    await front.asks("Can I post this photo?")

    [shown] = await front.does(Settle(thread=THREAD, fact=FactId("consent"), choice=9))

    assert isinstance(shown, Answered)
    assert shown.reply.outcome is Outcome.CLARIFY


async def test_what_became_sensitive_is_not_referred() -> None:
    front = Front()
    async with front.bench.open() as work:
        await work.threads.keep(
            KeptThread(id=THREAD, owner=WHERE["ada"], thread=Thread(question=GRAVE), touched_at=NOON)
        )

    [shown] = await front.does(Refer(thread=THREAD))

    assert isinstance(shown, Answered)
    assert shown.reply.outcome is Outcome.SENSITIVE
    assert front.bench.store.tables.threads == {}


async def test_small_talk_is_not_referred() -> None:
    front = Front()
    async with front.bench.open() as work:
        await work.threads.keep(
            KeptThread(id=THREAD, owner=WHERE["ada"], thread=Thread(question="hello"), touched_at=NOON)
        )

    [shown] = await front.does(Refer(thread=THREAD))

    assert isinstance(shown, Answered)
    assert shown.reply.outcome is Outcome.HELP


async def test_a_press_on_nothing_and_a_file_with_words_are_answered() -> None:
    front = Front()

    [unknown] = await front.presses("ada", EscalationId("none"), PressKind.SEND_NOW)
    [shown] = await front.does(Ask(thread=THREAD, text="Can I post this?", has_file=True))

    assert isinstance(unknown, Said)
    assert "no such question" in unknown.text
    assert isinstance(shown, Answered)


async def test_a_question_that_was_withdrawn_may_be_asked_again() -> None:
    front = Front()
    await front.asks(CONFUSED)
    [first] = await front.escalations()
    await front.presses("ada", first, PressKind.DO_NOT_SEND)

    await front.does(Refer(thread=THREAD))

    second = [escalation for escalation in await front.escalations() if escalation != first]
    assert (await front.bench.told(second[0])).state is State.OPEN
