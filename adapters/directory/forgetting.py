"""Directories that remember people for a while, and can be told that somebody is not reached any more."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from bot.people import Address
from bot.ports import Directory


@runtime_checkable
class Forgetful(Protocol):
    """Remembers people; `forget` makes it look anew."""

    def forget(self, address: Address) -> None:
        """Look anew at whoever is at *address*: nobody is reached there."""


def forgetting(people: Directory) -> Callable[[Address], None]:
    """Let what was remembered of somebody be forgotten; the file is read anew by itself."""
    return people.forget if isinstance(people, Forgetful) else lambda _: None
