"""Which wordings fit a place, counted as that platform counts; nothing is ever cut."""

from collections.abc import Iterator

from bot.counting import count
from bot.disclaiming.names import filled
from bot.policies.disclaimers import DisclaimersFile
from bot.wishes import Limit, Style, Voice, Wish, Worded


def worded(file: DisclaimersFile, text: str, limit: Limit, style: Style | None = None) -> Worded:
    """Count *text* against *limit*."""
    length, number = count(text, limit.unit, limit.url), limit.number
    size = file.said.size_free if number is None else file.said.size
    return Worded(
        text=text,
        count=length,
        fits=number is None or length <= number,
        size=size.format(count=f"{length:,}", limit=f"{number or 0:,}"),
        title=file.style[style] if style else "",
        style=style,
    )


def wordings(file: DisclaimersFile, wish: Wish, limit: Limit, name: str) -> tuple[Worded, ...]:
    """Word *wish* in its style, or in every style; where its style does not fit, in the others that do as well."""
    every = tuple(_of_style(file, style, wish.voice, limit, name) for style in Style)
    if wish.style is None:
        return every
    wished = [one for one in every if one.style is wish.style]
    others = [] if wished[0].fits else [one for one in every if one.style is not wish.style and one.fits]
    return (*wished, *others)


def shortest(file: DisclaimersFile, voice: Voice, limit: Limit, name: str) -> Worded:
    """Return what needs least, whichever its style."""
    every = (one for style in Style for one in _texts(file, style, voice, limit, name))
    return min(every, key=lambda one: one.count)


def _of_style(file: DisclaimersFile, style: Style, voice: Voice, limit: Limit, name: str) -> Worded:
    """Return the first that fits, or else the one that needs least."""
    every = list(_texts(file, style, voice, limit, name))
    return next((one for one in every if one.fits), min(every, key=lambda one: one.count))


def _texts(file: DisclaimersFile, style: Style, voice: Voice, limit: Limit, name: str) -> Iterator[Worded]:
    kind = (style, voice, bool(name))
    for wording in file.wording:
        if (wording.style, wording.person, wording.named) == kind:
            yield from (worded(file, filled(text, name), limit, style) for text in wording.texts)
