"""Disclaimers for personal accounts: the policy's own example first, then wordings that fit where they go."""

from collections.abc import Iterator
from dataclasses import replace

from bot.disclaiming.fitting import shortest, worded, wordings
from bot.disclaiming.names import LONGEST, as_name
from bot.disclaiming.typed import platform_called, platforms_like, read_wish, which_platform
from bot.errors import BadInput, UnknownClause
from bot.policies.disclaimers import DisclaimersFile, PlatformFile, example_in
from bot.policies.library import Library
from bot.wishes import Disclaimer, Limit, Wish, Worded
from bot.wording import quoted


class Disclaimers:
    """Words disclaimers from what the knowledge folder says."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.file: DisclaimersFile = library.disclaimers

    def word(self, wish: Wish) -> Disclaimer:
        """Word *wish*.

        Raises:
            BadInput: there is no such platform, or the name is too long.
            UnknownClause: no policy here gives an example of a disclaimer.
        """
        platform, name = platform_called(self.file, wish.platform), self._name(wish)
        clause = self._library.cite(self._library.front_desk.disclaimer_clause)
        if clause is None or not example_in(clause):
            raise UnknownClause(self.file.said.missing)
        spot = platform.spot(wish.spot)
        limit = spot.as_limit
        wished, said = replace(wish, platform=platform.id, name=name), self.file.said
        example = worded(self.file, example_in(clause), limit)
        given = wordings(self.file, wished, limit, name)
        authorisation = self._library.cite(self.file.authorisation) if wish.for_organisation else None
        lines = (
            *self._misfits(wished, limit, example, given),
            *filter(None, (spot.hint,)),
            *((said.naming,) if name else ()),
            said.own_words,
            said.reminder,
            *((said.authorise,) if authorisation else ()),
        )
        return Disclaimer(
            wish=wished,
            platform=platform.title,
            spot=spot.called,
            limit=limit,
            opening=said.opening,
            example=example,
            citation=clause,
            ready=said.ready,
            wordings=given,
            lines=lines,
            authorisation=authorisation,
        )

    def read(self, typed: str) -> Wish:
        """Read what people type: a platform, and any of place, style, person, “naming ORG”.

        Raises:
            BadInput: no platform is named, or a word means nothing here.
        """
        return read_wish(self.file, typed)

    def understands(self, typed: str) -> bool:
        """Tell whether `read` makes a wish of what was typed."""
        try:
            self.read(typed)
        except BadInput:
            return False
        return True

    def which(self) -> str:
        """Ask for a platform, naming those there are."""
        return which_platform(self.file)

    def like(self, begun: str, most: int) -> tuple[PlatformFile, ...]:
        """Return the platforms that what was typed so far may mean, for menus that complete it."""
        return platforms_like(self.file, begun, most)

    def _name(self, wish: Wish) -> str:
        name = as_name(wish.name)
        if len(name) > LONGEST:
            raise BadInput(self.file.said.name_too_long.format(longest=LONGEST))
        return name

    def _misfits(self, wish: Wish, limit: Limit, example: Worded, given: tuple[Worded, ...]) -> Iterator[str]:
        """Say what does not fit; where nothing does, what the shortest needs, and whether it is for the name."""
        said, room = self.file.said, f"{limit.number or 0:,}"
        if not example.fits:
            yield said.example_too_long.format(count=f"{example.count:,}", limit=room)
        if any(one.fits for one in given):
            for one in given:
                if not one.fits:
                    yield said.too_long.format(style=one.title, count=f"{one.count:,}", limit=room)
            return
        least = shortest(self.file, wish.voice, limit, wish.name)
        yield said.nothing_fits.format(count=f"{least.count:,}", limit=room)
        bare = shortest(self.file, wish.voice, limit, "")
        if wish.name and bare.fits:
            yield said.without_name.format(count=f"{bare.count:,}")


def plain(made: Disclaimer) -> str:
    """Write all of it in plain words, as it is shown."""
    copies = "\n\n".join(f"{one.text}\n({one.title}, {one.size})" for one in made.fitting)
    parts = (
        f"{made.platform}, {made.spot}",
        f"{made.opening}\n{made.example.text}\n({made.example.size})",
        quoted(made.citation),
        f"{made.ready}\n\n{copies}" if copies else "",
        "\n".join(made.lines),
        quoted(made.authorisation) if made.authorisation else "",
    )
    return "\n\n".join(part for part in parts if part)
