"""What many tests share: the desk on the knowledge that ships, and one on a small folder, each opened once."""

import pytest

from bot.answering import GuidanceDesk
from bot.policies.folder import read_library
from bot.policies.library import Library
from bot.retrieval.meaning import Meaning, load_meaning
from bot.settings import SHIPPED_KNOWLEDGE
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
