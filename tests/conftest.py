"""What the whole suite shares: the desk on the shipped knowledge, and one PostgreSQL server, made when first needed."""

from collections.abc import Callable, Iterator
from itertools import count

import pytest

from bot.answering import GuidanceDesk
from bot.policies.folder import read_library
from bot.policies.library import Library
from bot.retrieval.meaning import Meaning, load_meaning
from bot.settings import SHIPPED_KNOWLEDGE
from tests import postgres
from tests.knowledge_builders import a_desk


@pytest.fixture(scope="session")
def meaning() -> Meaning | None:
    return load_meaning()


@pytest.fixture(scope="session")
def library() -> Library:
    return read_library(SHIPPED_KNOWLEDGE)


@pytest.fixture(scope="session")
def desk(library: Library, meaning: Meaning | None) -> GuidanceDesk:
    return GuidanceDesk(library, meaning)


@pytest.fixture(scope="session")
def gifts(tmp_path_factory: pytest.TempPathFactory) -> GuidanceDesk:
    """Open the desk on the small folder about gifts, where words alone decide."""
    return a_desk(tmp_path_factory.mktemp("gifts"))


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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what waits on real processes most, so that a second worker does everything else meanwhile."""
    items.sort(key=lambda item: "scenarios" not in item.path.parts)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if postgres.programs() is None:
        terminalreporter.write(postgres.MISSING, red=True, bold=True)
