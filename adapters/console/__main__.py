"""`signpost`: the command line's entry; every error becomes one plain line and an exit code."""

import atexit
import gc
import os
import sys
from contextlib import suppress
from io import TextIOWrapper, UnsupportedOperation

from bot.errors import BotError

WRONG_USE = 2
INTERRUPTED = 130
RARELY = (100_000, 20, 20)
"""How seldom Python looks for garbage: what we load is much and stays, and to look through it takes a fifth of it."""


def main() -> None:
    """Run the command line: 0 done, 1 a finding, 2 wrong use or settings, or an answer that cannot be written."""
    gc.set_threshold(*RARELY)
    atexit.register(gc.freeze)  # nor need it look through all of that once more when it ends
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a lone surrogate must not stop us
    sys.exit(_run())


def _run() -> int:
    """Run one command, come what may of the terminal; return its exit code."""
    try:
        return _command()
    except BrokenPipeError:
        _forget_output()
        return 0
    except SystemExit as end:  # Typer's own way with a reader that goes away is to end with 1
        if not isinstance(end.__context__, BrokenPipeError):
            raise
        return 0
    except OSError as error:
        _forget_output()
        return _wrong(f"{error.filename or 'the answer'} cannot be read or written: {error.strerror or error}")
    except KeyboardInterrupt:
        return INTERRUPTED


def _command() -> int:
    """Run one command and see that all it says is written; return its exit code."""
    import typer  # noqa: PLC0415 - slow to import: once garbage is looked for rarely

    from adapters.console.commands import app  # noqa: PLC0415 - the same

    try:
        code = app(standalone_mode=False)
    except BotError as error:
        return _wrong(str(error), getattr(error, "exit_code", WRONG_USE))
    except typer.TyperException as error:
        return _wrong(" ".join(error.format_message().replace("Value error, ", "").split()))
    if sys.stdout:
        sys.stdout.flush()
    return code if isinstance(code, int) else 0


def _wrong(what: str, code: int = WRONG_USE) -> int:
    if what:  # Typer has already shown its help to who asked for nothing
        print(f"signpost: {what}", file=sys.stderr)
    return code


def _forget_output() -> None:
    """Let what is still to be written go nowhere: Python would try again, and complain, as it ends."""
    with suppress(AttributeError, UnsupportedOperation):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
