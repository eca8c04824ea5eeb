"""Run the server as a process: `python -m tests.discord_server --port 8765`."""

import argparse
import asyncio
import signal
import sys
from pathlib import Path

from tests.discord_server.server import TOKEN, DiscordServer


async def _run(port: int, openapi: Path | None, token: str, intents: int) -> None:
    server = DiscordServer(openapi=openapi, token=token, privileged_intents=intents)
    await server.start(port)
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    sys.stdout.write(f"DISCORD_API_URL={server.api}\n")
    sys.stdout.flush()
    await stopping.wait()
    await server.stop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one; the address is the first line printed")
    parser.add_argument("--openapi", type=Path, help="Discord's openapi.json, to check request bodies against")
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--privileged-intents", type=int, default=0)
    asked = parser.parse_args()
    asyncio.run(_run(asked.port, asked.openapi, asked.token, asked.privileged_intents))


if __name__ == "__main__":
    main()
