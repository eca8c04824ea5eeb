"""Transport compression: zlib-stream always, zstd-stream where the machine can."""

import zlib
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol


class Encoder(Protocol):
    """Packs one message so that the receiver can unpack it at once."""

    def pack(self, text: str) -> bytes | str: ...


class Plain:
    def pack(self, text: str) -> str:
        return text


class Zlib:
    """One zlib context for the connection, flushed after each message."""

    def __init__(self) -> None:
        self._context = zlib.compressobj()

    def pack(self, text: str) -> bytes:
        return self._context.compress(text.encode()) + self._context.flush(zlib.Z_SYNC_FLUSH)


class Zstd:
    """One zstd frame for the connection, a block for each message."""

    def __init__(self) -> None:
        library = import_module("zstandard")
        self._context = library.ZstdCompressor().compressobj()
        self._flush = library.COMPRESSOBJ_FLUSH_BLOCK

    def pack(self, text: str) -> bytes:
        packed: bytes = self._context.compress(text.encode()) + self._context.flush(self._flush)
        return packed


def encoder(wanted: str | None) -> Encoder:
    """Choose what the client asked for; plain text, which clients accept too, where that is not at hand."""
    if wanted == "zlib-stream":
        return Zlib()
    if wanted == "zstd-stream" and find_spec("zstandard"):
        return Zstd()
    return Plain()
