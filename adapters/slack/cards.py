"""Questions in a manager's hands → Block Kit: the asker's card, the manager's, words passed on, single lines, lists."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from adapters.slack.blocks import (
    Block,
    Message,
    button,
    buttons,
    confirmation,
    header,
    quote,
    row,
    section,
    small,
    strong,
)
from adapters.slack.keys import ACT, Pressed
from bot.escalating.transitions import in_undo_window, own_words
from bot.lifecycle import Escalation, Happening, PressKind, State, Words
from bot.notices import Alarm, AskerCard, ManagerCard, Notice, PlanStep, Progress, Relayed, Reminder, Undelivered
from bot.people import PersonId
from bot.policies.front_desk import FrontDeskFile
from bot.showing import Case, Cases, Names
from bot.telling import Telling
from bot.wording import quoted

FIRST = (PressKind.SEND_NOW, PressKind.APPROVE, PressKind.REPLY, PressKind.SETTLES_IT)
"""The one button of a row that stands out is the first of these."""
MOST_CASES = 10  # in one list; a message holds 50 blocks
_SILENT = frozenset({PressKind.REPLY, PressKind.ASK_BACK, PressKind.ANSWER_BACK})


class Cards:
    """Renders notices; names are given, times are shown in the organisation's zone."""

    def __init__(self, telling: Telling, says: FrontDeskFile, zone: ZoneInfo) -> None:
        self._telling = telling
        self._says = says
        self._zone = zone

    def notice(  # noqa: PLR0911 - one line for each content
        self, notice: Notice, told: Escalation | None, names: Names
    ) -> Message:
        """Render *notice*; *told* is the escalation it names, where it only names it."""
        content, reader = notice.content, notice.recipient.person
        match content:
            case AskerCard(escalation=about, presses=presses, plan=plan):
                return self._asker_card(about, presses, plan, names, notice.due_at)
            case ManagerCard(escalation=about, presses=presses):
                return self._manager_card(about, presses, reader, names)
            case Relayed(escalation=about, words=words, presses=presses):
                return self._relayed(about, words, presses, reader, names)
            case Progress(what=what, person=person):
                who = self._name(person or (told.assigned if told else None), names)
                to_asker = told is not None and reader == told.asker
                asker = self._name(told.asker if told else None, names)
                line = self._telling.happened(what, asker, who, to_asker=to_asker)
                return _line(line or self._telling.said.done, told)
            case Reminder(waiting_since=since):
                asker = self._name(told.asker if told else None, names)
                return _line(self._telling.reminder(asker, self.moment(since)), told)
            case Undelivered(next_person=person):
                return _line(self._telling.undelivered(self._name(person, names) if person else ""), told)
            case Alarm():
                return _line(self._telling.said.alarm, None)
            case _:
                assert_never(content)

    def cases(self, shown: Cases, says: FrontDeskFile) -> Iterator[tuple[Block, ...]]:
        """Render a person's own questions, and those that wait for them."""
        if not shown.mine and not shown.waiting:
            yield (section(says.none_mine),)
        if shown.mine:
            yield (header(says.mine),)
            for case in shown.mine[:MOST_CASES]:
                yield self._case(case, "", shown.names)
        if shown.waiting:
            yield (header(says.waiting),)
            for case in shown.waiting[:MOST_CASES]:
                yield self._case(case, self._name(case.escalation.asker, shown.names), shown.names)

    def cases_text(self, shown: Cases, says: FrontDeskFile) -> str:
        """Write the same in words."""
        mine = [f"“{case.escalation.question}”: {case.standing}" for case in shown.mine]
        waiting = [f"“{case.escalation.question}”: {case.standing}" for case in shown.waiting]
        lines = [*([says.mine, *mine] if mine else [says.none_mine]), *([says.waiting, *waiting] if waiting else [])]
        return "\n".join(lines)

    def moment(self, moment: datetime) -> str:
        """Write a day and a time."""
        local = moment.astimezone(self._zone)
        return f"{local:%a} {local.day} {local:%b} {local:%H:%M}"

    def _case(self, case: Case, asker: str, names: Names) -> tuple[Block, ...]:
        told = case.escalation
        unsent = not asker and (told.state is State.PREVIEWED or in_undo_window(told))
        going = (f"To {self._to(told, names)}: {self._when(told, case.now)}",) if unsent else ()
        said = f"{asker}: “{told.question}”" if asker else f"“{told.question}”"
        return (section(said), *map(small, (case.standing, *going)), *self._presses(told, case.presses))

    def _asker_card(
        self, told: Escalation, presses: Iterable[PressKind], plan: tuple[PlanStep, ...], names: Names, now: datetime
    ) -> Message:
        unsent = told.state is State.PREVIEWED or in_undo_window(told)
        holder = self._name(told.assigned, names)
        rows = [("Question", f"“{told.question}”"), *((fact.question, fact.answer) for fact in told.facts)]
        rows.append(("Clauses", ", ".join(cited.citation.label for cited in told.citations)))
        if unsent:
            later = "; ".join(f"{self._name(s.person, names)} is asked {self.moment(s.at)}" for s in plan[1:])
            rows = [
                ("To", self._to(told, names)),
                ("When", self._when(told, now)),
                *rows,
                ("If there is no answer", later),
            ]
        else:
            rows += [("Now", self._telling.standing(told, holder)), *self._said(told, names)]
        heading = self._says.what_is_sent if unsent else self._says.your_question
        hint = self._telling.likely_names(told.question) if unsent else ""
        return self._card(heading, rows, hint, self._presses(told, presses, told.asker))

    def _manager_card(
        self, told: Escalation, presses: tuple[PressKind, ...], reader: PersonId, names: Names
    ) -> Message:
        rows = [
            ("From", self._name(told.asker, names)),
            ("Question", f"“{told.question}”"),
            *((fact.question, fact.answer) for fact in told.facts),
            ("Why you", self._telling.why(told.reason)),
            (f"What {self._name(told.asker, names)} was told", told.finding),
        ]
        if not presses:
            standing = self._telling.standing_for(told, reader, self._name(told.assigned, names))
            said = self._said(told, names) if reader == told.assigned else ()
            short = [*rows[:2], *said, ("Now", standing)]
            return self._card(self._says.a_question_for_you, short, "", self._presses(told, (), reader))
        rows += self._said(told, names)
        clauses = [quoted(cited.citation) for cited in told.citations]
        below = tuple(block for clause in clauses for block in _clause(clause))
        card = self._card(self._says.a_question_for_you, rows, "", self._presses(told, presses, told.assigned), below)
        return Message(text="\n\n".join((card.text, *clauses)), blocks=card.blocks)

    def _relayed(
        self, told: Escalation, words: Words, presses: Iterable[PressKind], reader: PersonId, names: Names
    ) -> Message:
        who = self._name(words.by, names)
        to_asker = reader == told.asker
        if words.edited_at and not words.text:
            return _line(self._telling.happened(Happening.TAKEN_BACK, who, who, to_asker=to_asker), told)
        if to_asker and told.assigned_as:
            who += f" ({self._telling.part(told, words.by)}, {self._telling.said.not_the_policy})"
        said = f"{who} {self._telling.says(words.kind)}" if words.text or words.kind not in _SILENT else who
        blocks = (strong(said), *(quote(f"“{words.text}”") if words.text else ()))
        clauses = [quoted(cited.citation) for cited in told.citations] if to_asker else []
        about = f"“{told.question}”"
        shown = (*blocks, small(about), *(block for clause in clauses for block in _clause(clause)))
        text = "\n\n".join(filter(None, (said, f"“{words.text}”" if words.text else "", about, *clauses)))
        offered = self._presses(told, presses, reader) if presses else ()
        return Message(text=text, blocks=(*shown, *offered))

    def _card(
        self,
        heading: str,
        rows: Iterable[tuple[str, str]],
        hint: str,
        presses: tuple[Block, ...],
        below: tuple[Block, ...] = (),
    ) -> Message:
        filled = [(name, value) for name, value in rows if value]
        blocks = (header(heading), *(row(name, value) for name, value in filled), *below)
        hints = (small(hint),) if hint else ()
        text = "\n".join((heading, *(f"{name}: {value}" for name, value in filled), *([hint] if hint else [])))
        return Message(text=text, blocks=(*blocks, *hints, *presses))

    def _presses(
        self, told: Escalation, presses: Iterable[PressKind], reader: PersonId | None = None
    ) -> tuple[Block, ...]:
        kinds = tuple(presses)
        first = next((kind for kind in FIRST if kind in kinds), None)
        made = [self._button(told, kind, None, primary=kind is first) for kind in kinds]
        mine = own_words(told, reader) if reader else None
        if mine is not None:
            kinds_of_words = (PressKind.EDIT, PressKind.TAKE_BACK) if told.words[mine].text else (PressKind.TAKE_BACK,)
            made += [self._button(told, kind, mine) for kind in kinds_of_words]
        return buttons(made)

    def _button(self, told: Escalation, kind: PressKind, index: int | None, *, primary: bool = False) -> Block:
        value = Pressed(escalation=told.id, kind=kind, index=index).write()
        label = self._telling.label(kind)
        made = button(label, f"{ACT}.{kind}", value, primary=primary)
        asked = self._telling.confirm(kind)
        return {**made, "confirm": confirmation(label, asked, self._says.cancel)} if asked else made

    def _to(self, told: Escalation, names: Names) -> str:
        part = self._telling.part(told, told.assigned) if told.assigned else ""
        return f"{self._name(told.assigned, names)}, {part}"

    def _when(self, told: Escalation, now: datetime) -> str:
        if told.state is State.PREVIEWED or told.send_at is None:
            return f"only when you press {self._telling.label(PressKind.SEND_NOW)}"
        left = round((told.send_at - now).total_seconds())
        return self._telling.when(left, f"{told.send_at.astimezone(self._zone):%H:%M}")

    def _said(self, told: Escalation, names: Names) -> Iterator[tuple[str, str]]:
        for words in told.words:
            if words.text:
                yield f"{self._name(words.by, names)} {self._telling.says(words.kind)}", f"“{words.text}”"

    def _name(self, person: PersonId | None, names: Names) -> str:
        return names.get(person, self._says.somebody) if person else self._says.somebody


def _line(text: str, told: Escalation | None) -> Message:
    about = f"“{told.question}”" if told and told.question else ""
    shown = "\n".join(filter(None, (text, about)))
    return Message(text=shown, blocks=(section(text), *((small(about),) if about else ())))


def _clause(clause: str) -> tuple[Block, ...]:
    words, _, source = clause.rpartition("\n")
    return (*quote(words), small(source))
