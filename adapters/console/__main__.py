"""`signpost`: the command line's entry; every error becomes one plain line and an exit code."""

import sys
from io import TextIOWrapper

from adapters.console.commands import app
from bot.errors import BotError

WRONG_USE = 2


def main() -> None:
    """Run the command line: 0 done, 1 a finding, 2 wrong use or settings."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a lone surrogate must not stop us
    try:
        app()
    except BotError as error:
        print(f"signpost: {error}", file=sys.stderr)
        sys.exit(getattr(error, "exit_code", WRONG_USE))
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
