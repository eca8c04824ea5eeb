"""The bot's own sentences, as `wording.toml` holds them: all that are needed, each with the gaps it may have."""

import string
from collections.abc import Callable, Mapping
from typing import Annotated

from pydantic import AfterValidator, ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from bot.model import Reason, Verdict
from bot.policies.guidance import Words
from bot.policies.tables import Table

Sentences = Mapping[str, str]


class TalkWording(Table):
    """What is said to greetings, thanks, and nothing at all."""

    greeting: Words = "Hello! Ask me what the policy says; I answer in its own words."
    thanks: Words = "You're welcome."
    help: Words = (
        "Ask me what the policy says; I answer in its own words, and can pass on what it leaves to your manager."
    )
    empty: Words = "I did not see a question there."
    examples: tuple[Words, ...] = ("Can I post this photo?", "Do I need a disclaimer?", "Who has to agree first?")


def _all_of(*needed: str, **filled: str) -> Callable[[Sentences], Sentences]:
    """Return what demands the sentences *needed*, and that those *filled* leave a gap for their one word only."""

    def check(sentences: Sentences) -> Sentences:
        faults = {key: "is missing; the bot says it" for key in (*needed, *filled) if key not in sentences}
        faults |= {key: _fault_of_template(sentences[key], gap) for key, gap in filled.items() if key in sentences}
        details = [
            InitErrorDetails(
                type=PydanticCustomError("sentence", "{what}", {"what": what}), loc=(key,), input=sentences
            )
            for key, what in faults.items()
            if what
        ]
        if details:
            raise ValidationError.from_exception_data("sentences", details)
        return sentences

    return check


def _fault_of_template(sentence: str, gap: str) -> str:
    """Return what is wrong with a sentence that is filled in by `str.format`, nothing if only *gap* is filled in."""
    try:
        gaps = list(string.Formatter().parse(sentence))
    except ValueError:
        return f"has a stray brace; only {{{gap}}} is filled in"
    for _, name, how, conversion in gaps:
        if name is not None and (name != gap or how or conversion):
            return f"has a gap “{name}”; only {{{gap}}} is filled in"
    return ""


class WordingFile(Table):
    """`wording.toml`: the bot's own sentences; what is shown as policy never stands here."""

    finding: Annotated[dict[str, Words], AfterValidator(_all_of(*Verdict, "none", "clarify"))]
    manager: Annotated[dict[Reason, Words], AfterValidator(_all_of(*Reason))]
    not_covered: Annotated[dict[str, Words], AfterValidator(_all_of("unknown", "nearest", topic="title"))]
    next: Annotated[
        dict[str, Words],
        AfterValidator(_all_of("answer", "clarify", "after_undo", "offered", "not_covered", "sensitive")),
    ]
    notes: Annotated[
        dict[str, Words],
        AfterValidator(
            _all_of(
                "not_filled_in", "way_out", "steered", "other_language",
                review_passed="date", masked="kinds", too_long="length",
            )
        ),
    ]  # fmt: skip
    talk: TalkWording = TalkWording()
