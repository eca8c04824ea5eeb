"""Run the local Slack as a process: `python -m tests.slack_server --manifest FILE --port N`."""

import argparse
import asyncio
import signal
import sys
from pathlib import Path

from tests.slack_server.clock import Timings
from tests.slack_server.control import routes
from tests.slack_server.server import Options, running


async def serve(manifest: Path, options: Options) -> None:
    """Run until SIGTERM or SIGINT; one line on stdout says where."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    async with running(manifest, options, extra=routes) as slack:
        sys.stdout.write(f"SLACK_API_URL={slack.api_url}\n")
        sys.stdout.flush()
        await stop.wait()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.slack_server", description=__doc__)
    parser.add_argument("--manifest", type=Path, required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--request-url", action="append", default=[], help="in place of the manifest's; repeatable")
    parser.add_argument("--retries", default="0,60,300", help="seconds before each redelivery")
    given = parser.parse_args()
    timings = Timings(retries=tuple(float(wait) for wait in given.retries.split(",")))
    asyncio.run(serve(given.manifest, Options(port=given.port, timings=timings, request_urls=tuple(given.request_url))))


main()
