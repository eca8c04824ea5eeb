from collections.abc import Callable
from itertools import pairwise

import pytest

from bot.model import PolicyId
from bot.people import Chain, Person, Role, Skip, Step, Unknown
from bot.ports import Directory
from tests.builders import a_person_id, an_address
from tests.fake_directory import Entrant

Build = Callable[..., Directory]


def somebody(name: str, *, manager: str = "", backup: str = "", left: bool = False, bot: bool = False) -> Entrant:
    return Entrant(
        email=mail(name),
        name=name,
        addresses=(an_address(name),),
        manager=mail(manager),
        backup=mail(backup),
        left=left,
        bot=bot,
    )


def mail(name: str) -> str:
    return f"{name}@example.org" if name else ""


def in_role(name: str, role: str) -> Entrant:
    return Entrant(email=mail(name), name=name, addresses=(an_address(name),), roles=(role,))


async def chain_of(directory: Directory, *avoiding: str) -> Chain:
    chain = await directory.chain(a_person_id("ada"), [a_person_id(name) for name in avoiding])
    assert isinstance(chain, Chain)
    return chain


async def names(directory: Directory, *avoiding: str) -> list[tuple[Role, str]]:
    return [(step.role, step.person.name) for step in (await chain_of(directory, *avoiding)).steps]


async def test_a_person_is_found_by_address_and_by_id(directory_of: Build) -> None:
    directory = directory_of(somebody("ada"))

    by_address = await directory.find(an_address("ada"))

    assert isinstance(by_address, Person)
    assert by_address.id == a_person_id("ada")
    assert await directory.person(by_address.id) == by_address


async def test_a_stranger_is_unknown_and_has_nobody(directory_of: Build) -> None:
    directory = directory_of(somebody("bea"))

    assert await directory.find(an_address("ada")) == Unknown()
    assert (await chain_of(directory)).steps == ()


@pytest.mark.parametrize(
    ("gone", "why"), [(somebody("max", left=True), Skip.LEFT), (somebody("max", bot=True), Skip.BOT)]
)
async def test_leavers_and_bots_are_unknown_with_a_reason(directory_of: Build, gone: Entrant, why: Skip) -> None:
    directory = directory_of(gone, somebody("ada", manager="max", backup="bea"))

    assert await directory.find(an_address("max")) == Unknown(why=why)
    assert [skipped.why for skipped in (await chain_of(directory)).skipped] == [why, Skip.UNKNOWN]


async def test_the_chain_is_manager_backup_and_so_on_up(directory_of: Build) -> None:
    directory = directory_of(
        somebody("ada", manager="max", backup="bea"),
        somebody("max", manager="zoe", backup="bea"),
        somebody("bea"),
        somebody("zoe"),
        in_role("fay", "fallback"),
    )

    assert await names(directory) == [
        (Role.MANAGER, "max"),
        (Role.BACKUP, "bea"),
        (Role.MANAGER, "zoe"),
        (Role.FALLBACK, "fay"),
    ]


async def test_nobody_is_their_own_manager(directory_of: Build) -> None:
    directory = directory_of(somebody("ada", manager="ada", backup="bea"), somebody("bea"))

    assert await names(directory) == [(Role.BACKUP, "bea")]
    assert Skip.SELF in {skipped.why for skipped in (await chain_of(directory)).skipped}


async def test_a_loop_ends_and_says_so(directory_of: Build) -> None:
    directory = directory_of(
        somebody("ada", manager="max"), somebody("max", manager="ada", backup="bea"), somebody("bea")
    )

    assert await names(directory) == [(Role.MANAGER, "max"), (Role.BACKUP, "bea")]
    assert Skip.LOOP in {skipped.why for skipped in (await chain_of(directory)).skipped}


async def test_a_chain_of_fifty_ends_after_ten(directory_of: Build) -> None:
    people = ["ada", *(f"boss{number}" for number in range(50))]
    directory = directory_of(*(somebody(name, manager=above) for name, above in pairwise(people)))

    chain = await chain_of(directory)

    assert len(chain.steps) == 10
    assert Skip.TOO_LONG in {skipped.why for skipped in chain.skipped}


async def test_a_manager_who_is_avoided_is_passed_over(directory_of: Build) -> None:
    directory = directory_of(somebody("ada", manager="max"), somebody("max", manager="zoe"), somebody("zoe"))

    assert await names(directory, "max") == [(Role.MANAGER, "zoe")]


async def test_owner_and_alternative_come_from_the_roles(directory_of: Build) -> None:
    directory = directory_of(in_role("pat", "owner:gifts"), in_role("sam", "alternative"))
    asker = a_person_id("ada")

    owner = await directory.owner(PolicyId("gifts"))
    alternative = await directory.alternative(asker, [])

    assert isinstance(owner, Step)
    assert isinstance(alternative, Step)
    assert (owner.role, owner.person.name) == (Role.POLICY_OWNER, "pat")
    assert (alternative.role, alternative.person.name) == (Role.ALTERNATIVE, "sam")
    assert await directory.owner(PolicyId("none")) == Unknown()
    assert await directory.alternative(asker, [a_person_id("sam")]) == Unknown()
