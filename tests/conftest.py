"""What the whole suite shares: one PostgreSQL server, started when the first test needs it."""

from collections.abc import Callable, Iterator
from itertools import count

import pytest

from tests import postgres


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    programs = postgres.programs()
    if programs is None:
        if postgres.demanded():
            pytest.fail(postgres.MISSING, pytrace=False)
        pytest.skip(postgres.MISSING)
    with postgres.running(programs) as server:
        yield server


@pytest.fixture(scope="session")
def new_postgres_database(postgres_server: postgres.Server) -> Callable[[], str]:
    numbers = count()
    return lambda: postgres_server.new_database(f"test{next(numbers)}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if postgres.programs() is None:
        terminalreporter.write(postgres.MISSING, red=True, bold=True)
