"""Questions in a manager's hands → pieces that every chat platform can draw: cards, words passed on, lines, lists."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from adapters.cards.pieces import (
    Heading,
    Line,
    Piece,
    Press,
    Presses,
    Quote,
    Row,
    Sheet,
    Small,
    Strong,
    clause_pieces,
)
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
MOST_CASES = 10  # in one list; a message of Slack holds 50 blocks
_SILENT = frozenset({PressKind.REPLY, PressKind.ASK_BACK, PressKind.ANSWER_BACK})


class Cards:
    """Draws up notices; names are given, times are shown in the organisation's zone."""

    def __init__(self, telling: Telling, says: FrontDeskFile, zone: ZoneInfo) -> None:
        self._telling = telling
        self._says = says
        self._zone = zone

    def notice(  # noqa: PLR0911 - one line for each content
        self, notice: Notice, told: Escalation | None, names: Names
    ) -> Sheet:
        """Draw up *notice*; *told* is the escalation it names, where it only names it."""
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

    def cases(self, shown: Cases) -> Iterator[tuple[Piece, ...]]:
        """Draw up a person's own questions, and those that wait for them; what belongs together comes together."""
        if not shown.mine and not shown.waiting:
            yield (Line(text=self._says.none_mine),)
        if shown.mine:
            yield (Heading(text=self._says.mine),)
            for case in shown.mine[:MOST_CASES]:
                yield self._case(case, "", shown.names)
        if shown.waiting:
            yield (Heading(text=self._says.waiting),)
            for case in shown.waiting[:MOST_CASES]:
                yield self._case(case, self._name(case.escalation.asker, shown.names), shown.names)

    def cases_text(self, shown: Cases) -> str:
        """Write the same in words."""
        mine = [f"“{case.escalation.question}”: {case.standing}" for case in shown.mine]
        waiting = [f"“{case.escalation.question}”: {case.standing}" for case in shown.waiting]
        says = self._says
        lines = [*([says.mine, *mine] if mine else [says.none_mine]), *([says.waiting, *waiting] if waiting else [])]
        return "\n".join(lines)

    def moment(self, moment: datetime) -> str:
        """Write a day and a time."""
        local = moment.astimezone(self._zone)
        return f"{local:%a} {local.day} {local:%b} {local:%H:%M}"

    def _case(self, case: Case, asker: str, names: Names) -> tuple[Piece, ...]:
        told = case.escalation
        unsent = not asker and (told.state is State.PREVIEWED or in_undo_window(told))
        going = (Small(text=f"To {self._to(told, names)}: {self._when(told, case.now)}"),) if unsent else ()
        said = f"{asker}: “{told.question}”" if asker else f"“{told.question}”"
        return (Line(text=said), Small(text=case.standing), *going, *self._presses(told, case.presses))

    def _asker_card(
        self, told: Escalation, presses: Iterable[PressKind], plan: tuple[PlanStep, ...], names: Names, now: datetime
    ) -> Sheet:
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

    def _manager_card(self, told: Escalation, presses: tuple[PressKind, ...], reader: PersonId, names: Names) -> Sheet:
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
        below = tuple(piece for clause in clauses for piece in clause_pieces(clause))
        card = self._card(self._says.a_question_for_you, rows, "", self._presses(told, presses, told.assigned), below)
        return Sheet(text="\n\n".join((card.text, *clauses)), pieces=card.pieces)

    def _relayed(
        self, told: Escalation, words: Words, presses: Iterable[PressKind], reader: PersonId, names: Names
    ) -> Sheet:
        who = self._name(words.by, names)
        to_asker = reader == told.asker
        if words.edited_at and not words.text:
            return _line(self._telling.happened(Happening.TAKEN_BACK, who, who, to_asker=to_asker), told)
        if to_asker and told.assigned_as:
            who += f" ({self._telling.part(told, words.by)}, {self._telling.said.not_the_policy})"
        said = f"{who} {self._telling.says(words.kind)}" if words.text or words.kind not in _SILENT else who
        first: tuple[Piece, ...] = (
            Strong(text=said),
            *((Quote(text=f"“{words.text}”"),) if words.text else ()),
        )
        clauses = [quoted(cited.citation) for cited in told.citations] if to_asker else []
        about = f"“{told.question}”"
        shown = (*first, Small(text=about), *(piece for clause in clauses for piece in clause_pieces(clause)))
        text = "\n\n".join(filter(None, (said, f"“{words.text}”" if words.text else "", about, *clauses)))
        offered = self._presses(told, presses, reader) if presses else ()
        return Sheet(text=text, pieces=(*shown, *offered))

    def _card(
        self,
        heading: str,
        rows: Iterable[tuple[str, str]],
        hint: str,
        presses: tuple[Piece, ...],
        below: tuple[Piece, ...] = (),
    ) -> Sheet:
        filled = [(name, value) for name, value in rows if value]
        pieces = (Heading(text=heading), *(Row(name=name, value=value) for name, value in filled), *below)
        hints = (Small(text=hint),) if hint else ()
        text = "\n".join((heading, *(f"{name}: {value}" for name, value in filled), *([hint] if hint else [])))
        return Sheet(text=text, pieces=(*pieces, *hints, *presses))

    def _presses(
        self, told: Escalation, presses: Iterable[PressKind], reader: PersonId | None = None
    ) -> tuple[Piece, ...]:
        kinds = tuple(presses)
        first = next((kind for kind in FIRST if kind in kinds), None)
        made = [self._press(told, kind, None, stands_out=kind is first) for kind in kinds]
        mine = own_words(told, reader) if reader else None
        if mine is not None:
            kinds_of_words = (PressKind.EDIT, PressKind.TAKE_BACK) if told.words[mine].text else (PressKind.TAKE_BACK,)
            made += [self._press(told, kind, mine) for kind in kinds_of_words]
        return (Presses(buttons=tuple(made)),) if made else ()

    def _press(self, told: Escalation, kind: PressKind, index: int | None, *, stands_out: bool = False) -> Press:
        label = self._telling.label(kind)
        asked = self._telling.confirm(kind)
        return Press(
            escalation=told.id,
            kind=kind,
            label=label,
            index=index,
            stands_out=stands_out,
            asked_first=asked,
            no=self._says.cancel if asked else "",
        )

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


def _line(text: str, told: Escalation | None) -> Sheet:
    about = f"“{told.question}”" if told and told.question else ""
    shown = "\n".join(filter(None, (text, about)))
    return Sheet(text=shown, pieces=(Line(text=text), *((Small(text=about),) if about else ())))
