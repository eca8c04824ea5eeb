"""What can be looked at without asking: help, a clause, one's own questions, the wording for a disclaimer."""

from bot.deeds import Look, Shelf
from bot.errors import UnknownClause
from bot.fronting.acts import Acts
from bot.fronting.counter import Counter
from bot.fronting.world import FrontWorld, InHand
from bot.people import Platform
from bot.showing import Quoted, Said, Showing


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

    async def _wanted(self, hand: InHand, deed: Look) -> Showing:
        match deed.at:
            case Shelf.HELP:
                return self._help(hand.sender.platform)
            case Shelf.MINE:
                return await self._acts.cases(hand.sender)
            case Shelf.CLAUSE:
                return self._clause(deed.words)
            case Shelf.DISCLAIMER:
                return self._disclaimer()

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

    def _disclaimer(self) -> Showing:
        found = self._world.guidance.library.cite(self._world.says.disclaimer_clause)
        if found is None:
            return Said(text=self._world.says.disclaimer_missing)
        return Quoted(text=self._world.says.disclaimer, citations=(found,))
