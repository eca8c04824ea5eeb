"""Presses on questions in a manager's hands, by either of the two, and the word that each is answered with."""

from bot.deeds import Act
from bot.errors import UnknownEscalation
from bot.escalating.referrals import Done, Pressed, Refused, Sensitive
from bot.escalating.transitions import BEFORE_SENDING, Refusal, Seat, open_presses
from bot.fronting.counter import Counter
from bot.fronting.naming import Naming, people_of
from bot.fronting.world import FrontWorld, InHand
from bot.lifecycle import NEEDS_WORDS, Escalation, EscalationId, Press, PressKind, State
from bot.people import Address, Person, PersonId, Unavailable
from bot.showing import Case, Cases, Form
from bot.threads import thread_id


class Acts:
    """Takes presses to the escalation desk."""

    def __init__(self, world: FrontWorld, counter: Counter, naming: Naming) -> None:
        self._world = world
        self._counter = counter
        self._naming = naming

    async def act(self, hand: InHand, deed: Act) -> None:
        """Do it, and say what came of it."""
        if hand.letter.lane is not None:
            await self._held_back(hand, deed)
            return
        if deed.kind is PressKind.HOLD:
            await self._hold(hand, deed)
            return
        press = await self._press(deed)
        if isinstance(press, Refusal):
            await self._counter.settle(hand)
            await self._say(hand, Refused(why=press))
            return
        await self._say(hand, await self._world.desk.press(deed.escalation, press, hand.sender, hand.claim))

    async def cases(self, by: Address) -> Cases:
        """List the open questions of the person at *by*, and those that wait for them."""
        mine = [told for told in await self._world.desk.asked_by(by) if not told.state.closed and told.question]
        waiting = [told for told in await self._world.desk.assigned_to(by) if told.question]
        names = await self._naming.of(person for told in (*mine, *waiting) for person in people_of(told))

        now = self._world.clock.now()

        def case(told: Escalation, seat: Seat) -> Case:
            holder = names.get(told.assigned, self._naming.somebody) if told.assigned else self._naming.somebody
            standing = self._world.telling.standing(told, holder)
            return Case(escalation=told, presses=open_presses(told, seat), standing=standing, now=now)

        return Cases(
            mine=tuple(case(told, Seat.ASKER) for told in mine),
            waiting=tuple(case(told, Seat.MANAGER) for told in waiting),
            names=names,
        )

    async def form(self, deed: Act, by: Address) -> Form:
        """Tell what the form of *deed* begins with, to the two people concerned; nothing to everybody else."""
        mine = {told.id: told for told in await self._world.desk.asked_by(by)}
        theirs = {told.id: told for told in await self._world.desk.assigned_to(by)}
        told = mine.get(deed.escalation) or theirs.get(deed.escalation)
        if told is None:
            return Form()
        reader = told.assigned if told.id in mine else told.asker
        before = ""
        if deed.kind is PressKind.CHANGE and told.id in mine:
            before = told.question
        elif deed.kind is PressKind.EDIT:
            index = deed.index or 0
            before = told.words[index].text if 0 <= index < len(told.words) else ""
        name = "" if deed.kind is PressKind.PASS_ON else await self._holder_name(reader)
        return Form(question=told.question, reader=name, before=before)

    async def fault_in(self, deed: Act, by: Address) -> str:
        """Say what is wrong with a form before it is taken; empty when nothing is, or nobody can tell yet."""
        if deed.kind in NEEDS_WORDS and not deed.words.strip():
            return self._world.telling.said.blank
        if deed.kind is not PressKind.PASS_ON:
            return ""
        press = await self._press(deed)
        if isinstance(press, Press) and press.to is not None:
            fits = await self._world.desk.may_be_asked(deed.escalation, press.to)
            press = press if fits else Refusal.CANNOT_BE_ASKED
        refused = press is Refusal.CANNOT_BE_ASKED and bool((await self.form(deed, by)).question)
        return self._world.telling.refused(Refused(why=Refusal.CANNOT_BE_ASKED), "") if refused else ""

    async def _held_back(self, hand: InHand, deed: Act) -> None:
        """Stop what has not gone, as the asker could have; no word of why is kept."""
        if deed.kind in BEFORE_SENDING:
            await self._world.desk.press(deed.escalation, Press(kind=PressKind.DO_NOT_SEND), hand.sender)
        if hand.letter.lane is not None:
            await self._counter.signpost(hand, hand.letter.lane, thread_id(deed.escalation))
        await self._counter.settle(hand)

    async def _hold(self, hand: InHand, deed: Act) -> None:
        """Let it wait for a press while its form is open; only what has gone needs a word, for the card shows the rest.

        It is an arrival like any press, so that a crash between form and hold holds it after the restart.
        """
        told = await self.read(deed.escalation)
        if told is not None and told.state is State.PREVIEWED:
            await self._counter.settle(hand)
            return
        pressed = await self._world.desk.press(deed.escalation, Press(kind=deed.kind), hand.sender, hand.claim)
        if isinstance(pressed, Refused):
            await self._say(hand, pressed)

    async def _press(self, deed: Act) -> Press | Refusal:
        if deed.kind in NEEDS_WORDS and not deed.words.strip():
            return Refusal.NO_WORDS
        to: PersonId | None = None
        if deed.kind is PressKind.PASS_ON:
            found = await self._world.directory.find(deed.to) if deed.to else None
            if not isinstance(found, Person):
                return Refusal.DIRECTORY_DOWN if isinstance(found, Unavailable) else Refusal.CANNOT_BE_ASKED
            to = found.id
        try:
            return Press(kind=deed.kind, words=deed.words, to=to, index=deed.index)
        except ValueError:
            return Refusal.NOT_NOW

    async def _say(self, hand: InHand, pressed: Pressed) -> None:
        telling = self._world.telling
        match pressed:
            case Done(escalation=told, what=what):
                names = await self._naming.of([told.asker, told.assigned])
                asker = names[told.asker]
                person = names.get(told.assigned, self._naming.somebody) if told.assigned else self._naming.somebody
                said = telling.pressed(what, asker, person, waits=told.state is State.PREVIEWED)
                hidden = telling.hidden(hand.letter.hidden)
                await self._counter.say(hand, f"{said}\n{hidden}" if hidden else said)
            case Sensitive(lane=lane):
                await self._counter.signpost(hand, lane, thread_id(str(hand.sender)))
            case Refused(escalation=refused):
                await self._counter.say(hand, telling.refused(pressed, await self._holder(refused)))

    async def _holder(self, told: Escalation | None) -> str:
        return await self._holder_name(told.assigned if told else None)

    async def _holder_name(self, holder: PersonId | None) -> str:
        return (await self._naming.of([holder])).get(holder, self._naming.somebody) if holder else ""

    async def read(self, escalation: EscalationId) -> Escalation | None:
        """Read one, for whoever renders a notice that only names it."""
        try:
            async with self._world.unit_of_work() as work:
                return await work.escalations.get(escalation)
        except UnknownEscalation:
            return None
