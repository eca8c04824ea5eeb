"""What can be looked at without asking: help, a clause, one's own questions, the wording for a disclaimer."""

from dataclasses import replace

from bot.deeds import Disclaim, Look, Shelf
from bot.disclaimers import Disclaimers, plain
from bot.errors import BadInput, UnknownClause
from bot.fronting.acts import Acts
from bot.fronting.counter import Counter
from bot.fronting.world import FrontWorld, InHand
from bot.people import Platform
from bot.redaction.masks import Redacted
from bot.showing import Disclaimed, Quoted, Said, Showing
from bot.wishes import Wish


class Shelves:
    """Shows what stands on them."""

    def __init__(self, world: FrontWorld, counter: Counter, acts: Acts) -> None:
        self._world = world
        self._counter = counter
        self._acts = acts

    async def look(self, hand: InHand, deed: Look) -> None:
        """Show what is wanted."""
        await self._counter.show(hand, await self._wanted(hand, deed))
        await self._counter.settle(hand)

    async def disclaim(self, hand: InHand, deed: Disclaim) -> None:
        """Show the disclaimer that is wanted."""
        await self._counter.show(hand, self._worded(deed.wish))
        await self._counter.settle(hand)

    async def _wanted(self, hand: InHand, deed: Look) -> Showing:
        match deed.at:
            case Shelf.HELP:
                return self._help(hand.sender.platform)
            case Shelf.MINE:
                return await self._acts.cases(hand.sender)
            case Shelf.CLAUSE:
                return self._clause(deed.words)
            case Shelf.DISCLAIMER:
                return self._disclaimer(deed.words)

    def _help(self, platform: Platform) -> Showing:
        talk, says = self._world.guidance.library.wording.talk, self._world.says
        ways = (
            (says.help_commands_discord, says.help_threads_discord)
            if platform is Platform.DISCORD
            else (says.help_commands, says.help_threads)
        )
        return Said(text="\n".join((talk.help, *ways)), examples=talk.examples)

    def _clause(self, name: str) -> Showing:
        if not name.strip():
            return Said(text=self._world.says.which_clause)
        said = self._world.says.which_clause
        for policy in self._world.guidance.library.policies:
            try:
                return Quoted(text="", citations=(policy.cite(policy.clause(name)),))
            except UnknownClause:
                continue
        return Said(text=said)

    @property
    def _disclaimers(self) -> Disclaimers:
        return Disclaimers(self._world.guidance.library)

    def _disclaimer(self, typed: str) -> Showing:
        """Word what was typed; without any words, show the policy's own example and how to ask for more."""
        if typed.strip():
            try:
                return self._worded(self._disclaimers.read(typed))
            except BadInput as error:
                return Said(text=str(error))
        found = self._world.guidance.library.cite(self._world.says.disclaimer_clause)
        if found is None:
            return Said(text=self._world.says.disclaimer_missing)
        return Quoted(text=f"{self._world.says.disclaimer} {self._disclaimers.which()}", citations=(found,))

    def _worded(self, wish: Wish) -> Showing:
        """Word *wish*; a name that was masked is somebody's, so it is left out."""
        named, desk = Redacted(text=wish.name), self._disclaimers
        masked = named.without_masks() != named.text
        try:
            made = desk.word(replace(wish, name="") if masked else wish)
        except (BadInput, UnknownClause) as error:
            return Said(text=str(error))
        note = desk.file.said.name_left_out if masked else ""
        return Disclaimed(made=made, text="\n\n".join(filter(None, (note, plain(made)))), note=note)
