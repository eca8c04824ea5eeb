"""What people type after `/disclaimer` → a wish: a platform, and any of the words of `disclaimers.toml`."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from rapidfuzz import fuzz, process

from bot.errors import BadInput
from bot.policies.disclaimers import DisclaimersFile, PlatformFile
from bot.wishes import Spot, Style, Voice, Wish

Change = Callable[[Wish], Wish]
NEAR = 60.0
"""How alike, of 100, a name must be to be guessed at."""
PHRASE = 3
"""Words that a name or a phrase may have."""


def platform_called(file: DisclaimersFile, name: str) -> PlatformFile:
    """Find a platform by any of its names.

    Raises:
        BadInput: there is none of that name; it names those there are, and the closest.
    """
    wanted = _folded(name)
    for platform in file.platform:
        if wanted in platform.all_names:
            return platform
    raise BadInput(_unknown(file, name.strip()) if wanted else which_platform(file))


def which_platform(file: DisclaimersFile) -> str:
    """Ask for a platform, naming those there are."""
    return file.said.which_platform.format(known=_known(file))


def platforms_like(file: DisclaimersFile, begun: str, most: int) -> tuple[PlatformFile, ...]:
    """Return at most *most* platforms that what was typed so far may mean, those that begin so first."""
    start = _folded(begun)
    begins = [one for one in file.platform if any(name.startswith(start) for name in one.all_names)]
    holds = [one for one in file.platform if one not in begins and any(start in name for name in one.all_names)]
    return tuple((*begins, *holds)[:most])


def read_wish(file: DisclaimersFile, typed: str) -> Wish:
    """Read words in any order; what follows a word for naming is the organisation's name.

    Raises:
        BadInput: no platform is named, or a word means nothing here.
    """
    words = typed.split()
    at = next((n for n, word in enumerate(words) if _folded(word) in file.words.naming), len(words))
    wish, unknown = Wish(platform="", name=" ".join(words[at + 1 :])), list[str]()
    meanings = dict(_meanings(file))
    for phrase in _phrases(words[:at], {*meanings, *_names(file)}):
        folded = _folded(phrase)
        if folded in _names(file) and not wish.platform:
            wish = replace(wish, platform=folded)
        elif folded in meanings:
            wish = meanings[folded](wish)
        else:
            unknown.append(phrase)
    if not wish.platform:
        raise BadInput(_unknown(file, unknown[0]) if unknown else f"{which_platform(file)} {file.said.for_example}")
    if unknown:
        raise BadInput(f"{file.said.unknown_word.format(word=unknown[0])} {file.said.for_example}")
    return wish


def _meanings(file: DisclaimersFile) -> Iterator[tuple[str, Change]]:
    words = file.words
    yield from _each(words.nothing, lambda wish: wish)
    for spot in Spot:
        called = tuple(platform.spot(spot).called for platform in file.platform)
        yield from _each((*called, *getattr(words, spot.value)), partial(_with_spot, spot))
    for style in Style:
        yield from _each(getattr(words, style.value), partial(_with_style, style))
    for voice in Voice:
        yield from _each(getattr(words, voice.value), partial(_with_voice, voice))
    yield from _each(words.for_organisation, lambda wish: replace(wish, for_organisation=True))


def _each(phrases: Iterable[str], change: Change) -> Iterator[tuple[str, Change]]:
    return ((phrase.casefold(), change) for phrase in phrases)


def _with_spot(spot: Spot, wish: Wish) -> Wish:
    return replace(wish, spot=spot)


def _with_style(style: Style, wish: Wish) -> Wish:
    return replace(wish, style=style)


def _with_voice(voice: Voice, wish: Wish) -> Wish:
    return replace(wish, voice=voice)


def _phrases(words: Sequence[str], known: set[str]) -> Iterator[str]:
    """Cut *words* into the longest phrases that are known, and single words for the rest."""
    at = 0
    while at < len(words):
        length = next((n for n in range(PHRASE, 1, -1) if _folded(" ".join(words[at : at + n])) in known), 1)
        yield " ".join(words[at : at + length])
        at += length


def _names(file: DisclaimersFile) -> list[str]:
    return [name for platform in file.platform for name in platform.all_names]


def _known(file: DisclaimersFile) -> str:
    return ", ".join(platform.title for platform in file.platform)


def _unknown(file: DisclaimersFile, name: str) -> str:
    said = file.said.unknown_platform.format(name=name, known=_known(file))
    found = process.extractOne(_folded(name), _names(file), scorer=fuzz.ratio, score_cutoff=NEAR)
    return f"{said}; {file.said.closest.format(guess=platform_called(file, found[0]).title)}" if found else said


def _folded(text: str) -> str:
    return " ".join(text.casefold().strip(" ,.;:!?").split())
