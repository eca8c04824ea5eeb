"""One story, the same on every platform: ask, clarify, not sure, preview, undo; ask, send, reply, told, settled."""

from collections.abc import Awaitable, Callable
from typing import Protocol

PHOTO = "Can I post this photo?"
CONFUSED = "I am confused about whether I can blog about work"
REPLY = "Yes, if you say that the views are your own. <!channel> @everyone"
SETTLES = "Ada Lovel says that settles it."

SHOWN = (
    ("ada", "It depends on something"),
    ("ada", "This is what is sent"),
    ("ada", "not sent"),
    ("ada", "Send now"),
    ("max", "A question for you"),
    ("ada", "not the policy"),
    ("max", SETTLES),
)
"""What must be seen after each act, and by whom."""

Step = Callable[[], Awaitable[None]]


class Stage(Protocol):
    """What two people can do and see on a platform; each act returns once the platform has its acknowledgement."""

    async def ask(self, text: str) -> None:
        """Ada asks in private."""

    async def choose(self, choice: str, seen: str) -> None:
        """Ada presses *choice* on what shows *seen*, whatever it is labelled for the fact."""

    async def press(self, who: str, label: str, seen: str) -> None:
        """Press a button on what shows *seen*."""

    async def write(self, who: str, label: str, seen: str, words: str) -> None:
        """Press a button that asks for words, and send them."""

    async def sees(self, who: str, words: str) -> None:
        """Wait until *who* sees *words*."""

    async def seen(self, who: str, words: str) -> int:
        """Count the messages in which *who* sees *words*."""


def steps(stage: Stage) -> list[tuple[Step, Step]]:
    """What people do, one after another, each with what must then be seen, whatever strikes between the two."""

    def sees(who: str, words: str) -> Step:
        return lambda: stage.sees(who, words)

    acts: list[Step] = [
        lambda: stage.ask(PHOTO),
        lambda: stage.choose("Not sure", "It depends on something"),
        lambda: stage.press("ada", "Don't send", "This is what is sent"),
        lambda: stage.ask(CONFUSED),
        lambda: stage.press("ada", "Send now", "Send now"),
        lambda: stage.write("max", "Reply", "A question for you", REPLY),
        lambda: stage.press("ada", "That settles it", "not the policy"),
    ]
    return [(act, sees(*shown)) for act, shown in zip(acts, SHOWN, strict=True)]


async def ended_well(stage: Stage, *, answers: int = 1) -> None:
    """Check that each thing was said once, and that the words were those that were written.

    The first answer may have come *answers* times, where the platform cannot look up whether it did.
    """
    assert await stage.seen("max", "A question for you") == 1
    assert await stage.seen("max", SETTLES) == 1
    assert await stage.seen("ada", "not the policy") == 1
    assert 1 <= await stage.seen("ada", "It depends on something") <= answers
    assert await stage.seen("ada", "Yes, if you say that the views are your own.") >= 1
