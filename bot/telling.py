"""Telling: the words in which the two people read of a question in a manager's hands, the same on every platform."""

from collections import Counter
from collections.abc import Iterable

from bot.errors import Fault, KnowledgeFaults
from bot.escalating.referrals import Refused
from bot.escalating.transitions import Refusal
from bot.lifecycle import Escalation, Happening, PressKind, State
from bot.model import Reason
from bot.names import likely_names
from bot.people import PersonId, Role
from bot.policies.library import Library
from bot.redaction import MaskKind

LONG = 120
"""Seconds that are told in minutes when there are more."""


class Telling:
    """Words notices by one library's `notices.toml`; names come from the directory, at the moment of showing."""

    def __init__(self, library: Library) -> None:
        """Take the sentences of *library*.

        Raises:
            KnowledgeFaults: a refusal has no words.
        """
        self._says = library.notices
        faults = [
            Fault(file="notices.toml", line=0, what=f"[refusal] lacks {why}")
            for why in Refusal
            if why not in self._says.refusal
        ]
        if faults:
            raise KnowledgeFaults(faults)
        self.said = self._says.said

    def label(self, kind: PressKind) -> str:
        """Name the button of *kind*."""
        return self._says.press[kind]

    def words_for(self, kind: PressKind) -> str:
        """Ask for the words that *kind* needs or may have; empty when it takes none."""
        return self._says.words_for.get(kind, "")

    def done(self, what: Happening, asker: str, person: str) -> str:
        """Confirm a press to whoever pressed; empty where a card or a line says it anyway."""
        return self._says.done.get(what, "").format(asker=asker, person=person)

    def pressed(self, what: Happening, asker: str, person: str, *, waits: bool) -> str:
        """Confirm a press where its card is easily missed; *waits* says that it still needs another one."""
        said = self._says.pressed.get(what)
        if said is None:
            return self.done(what, asker, person) or self.said.done
        return f"{said.format(asker=asker, person=person)} {self.said.waits if waits else ''}".strip()

    def when(self, seconds: int, until: str) -> str:
        """Say in how long it goes, and at what time of day that is."""
        if seconds <= 1:
            return self.said.at_once
        words = f"{seconds} seconds" if seconds <= LONG else f"{round(seconds / 60)} minutes"
        return self.said.when.format(words=words, until=until)

    def happened(self, what: Happening, asker: str, person: str, *, to_asker: bool) -> str:
        """Say what happened to one of the two, in one line; empty where there is nothing to say."""
        table = self._says.to_asker if to_asker else self._says.to_manager
        return table.get(what, "").format(asker=asker, person=person)

    def refused(self, refused: Refused, person: str) -> str:
        """Say why a press or a question changed nothing and, to those concerned, how it stands; *person* has it."""
        said = self._says.refusal[refused.why]
        if refused.escalation is None:
            return said
        return f"{said} {self.said.stands.format(words=self.standing(refused.escalation, person))}"

    def standing(self, told: Escalation, person: str) -> str:
        """Say how *told* stands, in a few words, and what was decided."""
        ruling = self._says.ruling[told.ruling].format(person=person) if told.ruling else ""
        if ruling and told.state is State.ANSWERED:
            return ruling
        stands = self._says.state[told.state].format(person=person)
        return f"{stands}, {ruling}" if ruling and told.state is State.RESOLVED else stands

    def standing_for(self, told: Escalation, reader: PersonId, person: str) -> str:
        """Say how *told* stands to somebody who has, or had, it in hand; *person* has it."""
        moved = reader != told.assigned and not told.state.closed
        return self.said.moved.format(person=person) if moved else self.standing(told, person)

    def part(self, told: Escalation, person: PersonId) -> str:
        """Say who *person* is to the asker: whoever a manager passed it on to is not their manager."""
        if person != told.assigned or told.assigned_as is None:
            return self.said.asked_before
        passed_on = told.assigned_as is Role.MANAGER and told.chain[:1] not in ((), (person,))
        return self.said.in_place if passed_on else self.role(told.assigned_as)

    def confirm(self, kind: PressKind) -> str:
        """Ask once more before *kind*; empty where nothing is asked."""
        return self._says.confirm.get(kind, "")

    def role(self, role: Role) -> str:
        """Say who somebody in *role* is to the asker."""
        return self._says.role[role]

    def says(self, kind: PressKind) -> str:
        """Say what somebody does with the words that follow."""
        return self._says.says[kind]

    def why(self, reason: Reason) -> str:
        """Tell the manager why it comes to them."""
        return self._says.reason[reason]

    def reminder(self, asker: str, since: str) -> str:
        """Nudge the manager."""
        return self.said.reminder.format(asker=asker, until=since)

    def undelivered(self, person: str) -> str:
        """Tell a sender that it did not arrive; *person* is asked instead, if anybody is."""
        return self.said.undelivered_next.format(person=person) if person else self.said.undelivered

    def hidden(self, kinds: Iterable[str]) -> str:
        """Tell a writer what was masked in their words, by its *kinds*; empty when nothing was."""
        counted = [MaskKind(kind).counted(times) for kind, times in Counter(kinds).items()]
        return self.said.hidden.format(words=", ".join(counted)) if counted else ""

    def likely_names(self, question: str) -> str:
        """Point out what looks like names in what is to be sent; empty when nothing does."""
        found = dict.fromkeys(finding.words for finding in likely_names(question))
        return self.said.likely_name.format(words=", ".join(f"“{words}”" for words in found)) if found else ""
