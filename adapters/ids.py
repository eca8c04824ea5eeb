"""Ids that nobody can guess."""

from base64 import b32encode
from secrets import token_bytes


class RandomIds:
    """The operating system's randomness, written in small letters and digits."""

    def new(self) -> str:
        """Make an id of 160 random bits, 32 characters long."""
        return b32encode(token_bytes(20)).decode().lower()
