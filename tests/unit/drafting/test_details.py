"""Which addresses and accounts are plainly one person's."""

import pytest

from bot.drafting.details import Details
from bot.policies.folder import read_library
from bot.settings import SHIPPED_KNOWLEDGE


@pytest.mark.parametrize(
    ("words", "is_sure"),
    [
        ("j.bloggs@example.org", True),
        ("maggie_b52@example.org", True),
        ("schools@example.org", False),
        ("faith@example.org", False),
        ("@kev_boardman82", True),
        ("@tobias.draws", True),
        ("@StagecoachMids", False),
        ("07700 900123", False),
    ],
)
def test_a_name_initials_or_a_number_make_it_a_persons(words: str, *, is_sure: bool) -> None:
    assert Details(read_library(SHIPPED_KNOWLEDGE).drafts.own, {}).is_surely_somebodys(words) is is_sure
