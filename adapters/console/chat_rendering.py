"""What the two people of `signpost chat` see of a notice: cards, quoted words, single lines."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import assert_never
from zoneinfo import ZoneInfo

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from adapters.console.rendering import citation_text, quoted_from
from adapters.console.seats import Choice
from bot.escalating.transitions import in_undo_window
from bot.lifecycle import Escalation, EscalationId, PressKind, State, Words
from bot.notices import Alarm, AskerCard, Content, ManagerCard, PlanStep, Progress, Relayed, Reminder, Undelivered
from bot.people import PersonId
from bot.ports import Clock
from bot.telling import Telling

NameOf = Callable[[PersonId | None], str]
CODE = 4  # letters of an escalation's id that tell it from the few others in one terminal
INDENT = (0, 0, 0, 2)
BETWEEN = "   "
A_WEEK = timedelta(days=6)


def code(escalation: EscalationId) -> str:
    """Shorten an id to what a person types."""
    return escalation[:CODE]


def choices(offered: Iterable[Choice], width: int, first: int = 1) -> RenderableType:
    """Show what one may type, numbered from *first*; no label is torn apart."""
    lines = [Text()]
    for number, choice in enumerate(offered, first):
        button = Text.assemble((f"{number} ", "bold cyan"), choice.label)
        if lines[-1] and len(lines[-1]) + len(button) + len(BETWEEN) > width - 2:
            lines.append(Text())
        lines[-1].append(BETWEEN if lines[-1] else "").append(button)
    return Padding(Group(*lines), INDENT)


class ChatRendering:
    """Renders notices for whoever has the keyboard."""

    def __init__(self, telling: Telling, name: NameOf, now: Clock, zone: ZoneInfo) -> None:
        self._telling, self._name, self._now, self._zone = telling, name, now, zone

    def clock(self, moment: datetime) -> str:
        """Write a time of the day, where the organisation is."""
        local = moment.astimezone(self._zone)
        return f"{local:%a %H:%M:%S}" if local.second else f"{local:%a %H:%M}"

    def moment(self, moment: datetime) -> str:
        """Write a day and a time."""
        local = moment.astimezone(self._zone)
        return f"{local:%a} {local.day} {local:%b} {local:%H:%M}"

    def content(self, content: Content, reader: PersonId) -> RenderableType | None:
        """Show *content* to *reader*; None where there is nothing to say."""
        match content:
            case AskerCard():
                return self._asker_card(content)
            case ManagerCard():
                return self._manager_card(content)
            case Relayed(escalation=told, words=words):
                return self._relayed(told, words, reader) if words.text or words.kind not in _SILENT else None
            case Undelivered() | Alarm():
                return self.line(self._trouble(content))
            case Progress() | Reminder():
                return None  # worded with the card they belong to
            case _:
                assert_never(content)

    def progress(self, content: Progress, told: Escalation, *, to_asker: bool) -> RenderableType | None:
        """Say in one line what happened, and when."""
        person = self._name(content.person or told.assigned)
        said = self._telling.happened(content.what, self._name(told.asker), person, to_asker=to_asker)
        return self._dated(content.at, said) if said else None

    def reminder(self, content: Reminder, asker: PersonId, at: datetime) -> RenderableType:
        """Nudge the manager."""
        return self._dated(at, self._telling.reminder(self._name(asker), self.moment(content.waiting_since)))

    def _dated(self, at: datetime, said: str) -> RenderableType:
        when = self.clock(at) if self._now.now() - at < A_WEEK else self.moment(at)
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        table.add_row(Text(when, style="dim"), said)
        return Padding(table, INDENT)

    def _trouble(self, content: Undelivered | Alarm) -> str:
        if isinstance(content, Alarm):
            return self._telling.said.alarm
        return self._telling.undelivered(self._name(content.next_person) if content.next_person else "")

    def line(self, said: str) -> RenderableType:
        """Say one thing."""
        return Padding(Text(said), INDENT)

    def standing(self, told: Escalation) -> str:
        """Write one line of a list: code, question, how it stands."""
        question = told.question if len(told.question) <= _SHORT else f"{told.question[: _SHORT - 1]}…"
        return f"{code(told.id)}  “{question}”  {self._telling.standing(told, self._name(told.assigned))}"

    def _asker_card(self, card: AskerCard) -> RenderableType:
        told = card.escalation
        unsent = told.state is State.PREVIEWED or in_undo_window(told)
        heading = "This is what is sent" if unsent else "Your question"
        rows = [
            ("question", f"“{told.question}”"),
            *self._facts(told, "you said"),
            ("clauses", ", ".join(cited.citation.label for cited in told.citations)),
        ]
        if unsent and told.assigned and told.assigned_as:
            rows = [
                ("to", f"{self._name(told.assigned)}, {self._telling.part(told, told.assigned)}"),
                ("when", self._when(told)),
                *rows,
                ("no answer?", self._plan(card.plan[1:])),
            ]
        else:
            rows.append(("now", self._telling.standing(told, self._name(told.assigned))))
            rows += [("", line) for line in self._said(told)]
        names = self._telling.likely_names(told.question) if unsent else ""
        return _card(heading, told, rows, Text(names, style="yellow") if names else None)

    def _manager_card(self, card: ManagerCard) -> RenderableType:
        told = card.escalation
        rows = [
            ("from", self._name(told.asker)),
            ("question", f"“{told.question}”"),
            *self._facts(told, "they said"),
            ("why you", self._telling.why(told.reason)),
            ("was told", told.finding),
            *(("", line) for line in self._said(told)),
        ]
        if not card.presses:
            return _card("A question that is not with you any more", told, rows[:2])
        clauses = (citation_text(cited.citation) for cited in told.citations)
        return _card("A question for you", told, rows, *(Padding(clause, (1, 0, 0, 0)) for clause in clauses), Text())

    def _facts(self, told: Escalation, who: str) -> Iterator[tuple[str, str]]:
        for number, fact in enumerate(told.facts):
            yield "" if number else who, f"{fact.question} {fact.answer}"

    def _when(self, told: Escalation) -> str:
        if told.state is State.PREVIEWED or told.send_at is None:
            return "only when you press Send now"
        return f"{self.clock(told.send_at)}, unless you stop it"

    def _plan(self, steps: Iterable[PlanStep]) -> str:
        return "; ".join(f"{self._name(step.person)} is asked {self.moment(step.at)}" for step in steps)

    def _said(self, told: Escalation) -> Iterator[str]:
        for words in told.words:
            said = f": “{words.text}”" if words.text else ""
            yield f"{self._name(words.by)} {self._telling.says(words.kind)}{said}"

    def _relayed(self, told: Escalation, words: Words, reader: PersonId) -> RenderableType:
        who = self._name(words.by)
        if reader == told.asker and told.assigned_as:
            who += f" ({self._telling.part(told, words.by)}, {self._telling.said.not_the_policy})"
        changed = ", in new words" if words.edited_at else ""
        parts = [Text.assemble((who, "bold magenta"), f" {self._telling.says(words.kind)}{changed}:")]
        if words.text:
            parts.append(Text(f"“{words.text}”"))
        else:
            parts[0].rstrip()
            parts[0].right_crop(1)
            parts[0].append(".")
        if told.citations and reader == told.asker:
            parts.append(Text(f"The policy itself: {quoted_from(cited.citation for cited in told.citations)}", "dim"))
        return Padding(Group(*parts), INDENT)


_SHORT = 48
_SILENT = frozenset({PressKind.REPLY, PressKind.ASK_BACK, PressKind.ANSWER_BACK})
"""Words of these that were taken back leave nothing to show."""


def _card(
    heading: str, told: Escalation, rows: Iterable[tuple[str, str]], *below: RenderableType | None
) -> RenderableType:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(ratio=1)
    for name, value in rows:
        if value:
            table.add_row(name, Text(value))
    title = Text.assemble((heading, "bold magenta"), (f"  {code(told.id)}", "dim"))
    return Group(title, Padding(Group(table, *(part for part in below if part is not None)), INDENT))
