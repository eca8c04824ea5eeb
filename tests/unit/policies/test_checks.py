"""What the files of one folder say of each other: each thing that does not hold is a fault with its place."""

from pathlib import Path

import pytest

from tests.knowledge_builders import GUIDANCE, LANES, REQUESTS, SILENCES, WHOLE, a_folder, a_policy_text, faults_of

GUIDANCE_FILE = "guidance/gifts.toml"


def line_of(text: str, words: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if words in line)


def faults_with(tmp_path: Path, file: str, content: str) -> list[str]:
    return [str(fault) for fault in faults_of(a_folder(tmp_path, {**WHOLE, file: content}))]


def test_a_sound_folder_has_no_fault(tmp_path: Path) -> None:
    assert faults_of(a_folder(tmp_path, WHOLE)) == []


@pytest.mark.parametrize(
    ("was", "becomes", "table", "what"),
    [
        ('id = "accepting.1a"', 'id = "nowhere.1"', 'id = "accepting.1a"', "there is no clause “nowhere.1” in gifts"),
        ('["accepting.2"]\n', '["nowhere.1"]\n', 'id = "accepting.1b"', "there is no clause “nowhere.1” in gifts"),
        ('facts = ["agreed"]', 'facts = ["argued"]', 'id = "accepting.1b"', "there is no fact “argued”"),
        ('"No", "Not sure"]', '"Not sure", "No"]', 'id = "agreed"', "the last choice of “agreed” must be “Not sure”"),
        ('fails = ["No"]', 'fails = ["Nope"]', 'id = "agreed"', "“agreed” has no choice “Nope”"),
        ('"Yes" = ["offering.2"]', '"Yeah" = ["offering.2"]', 'id = "agreed"', "“agreed” has no choice “Yeah”"),
        ('["my manager agreed"]', '["my {wizard} agreed"]', 'id = "agreed"',
         "the cue “my {wizard} agreed” names the group “wizard”, which does not exist"),
        ('["nobody knows"]', '["* knows"]', 'id = "agreed"', "the cue “* knows” is empty, or begins or ends with *"),
    ],
)  # fmt: skip
def test_guidance_names_only_what_exists(tmp_path: Path, was: str, becomes: str, table: str, what: str) -> None:
    assert was in GUIDANCE

    faults = faults_with(tmp_path, GUIDANCE_FILE, GUIDANCE.replace(was, becomes))

    assert faults == [f"{GUIDANCE_FILE}:{line_of(GUIDANCE, table) - 1}: {what}"]


def test_what_a_choice_cites_exists(tmp_path: Path) -> None:
    faults = faults_with(tmp_path, GUIDANCE_FILE, GUIDANCE.replace('["offering.2"]', '["offering.9"]'))

    assert faults == [f"{GUIDANCE_FILE}: there is no clause “offering.9”"]


def test_guidance_speaks_of_a_policy_that_exists(tmp_path: Path) -> None:
    faults = faults_with(tmp_path, GUIDANCE_FILE, GUIDANCE.replace('policy = "gifts"', 'policy = "giftz"'))

    assert f"{GUIDANCE_FILE}:1: speaks of the policy “giftz”, which does not exist" in faults


def test_a_clause_or_fact_guided_twice_is_a_fault(tmp_path: Path) -> None:
    again = 'policy = "gifts"\n\n[[fact]]\nid = "agreed"\nquestion = "?"\nchoices = ["Yes", "Not sure"]\n\n'
    again += '[[clause]]\nid = "accepting.1a"\n'

    faults = faults_with(tmp_path, "guidance/more.toml", again)

    first = line_of(GUIDANCE, 'id = "accepting.1a"') - 1, line_of(GUIDANCE, 'id = "agreed"') - 1
    assert faults == [
        f"guidance/more.toml:3: the fact “agreed” comes twice, first in {GUIDANCE_FILE}:{first[1]}",
        f"guidance/more.toml:8: the clause “accepting.1a” comes twice, first in {GUIDANCE_FILE}:{first[0]}",
    ]


def test_two_policies_of_one_id_are_a_fault(tmp_path: Path) -> None:
    faults = faults_with(tmp_path, "policies/presents.md", a_policy_text(id="gifts"))

    assert faults == ["policies: 2 policies have the id “gifts”"]


@pytest.mark.parametrize(
    ("file", "was", "becomes", "what"),
    [
        ("lanes.toml", '["accepting.1a"]', '["accepting.9z"]', "there is no clause “accepting.9z”"),
        ("lanes.toml", '["listeners"]', '["whisperers"]', "in-danger: there is no contact “whisperers”"),
        ("lanes.toml", '["{boss}", "bribe"]', '["{wizard}", "bribe"]',
         "the cue “{wizard}” names the group “wizard”, which does not exist"),
        ("lanes.toml", '["does the policy say"]', '["say *"]', "the cue “say *” is empty, or begins or ends with *"),
        ("silences.toml", '["accepting.1a"]', '["accepting.9z"]', "there is no clause “accepting.9z”"),
        ("requests.toml", '["offering.1"]', '["offering.9"]', "there is no clause “offering.9”"),
        ("requests.toml", '"ask/tell my {manager}"', '"ask {wizard}"',
         "the cue “ask {wizard}” names the group “wizard”, which does not exist"),
        ("requests.toml", '["thanks", "cheers"]', '["* ta"]', "the cue “* ta” is empty, or begins or ends with *"),
    ],
)  # fmt: skip
def test_the_other_files_name_only_what_exists(tmp_path: Path, file: str, was: str, becomes: str, what: str) -> None:
    text = {"lanes.toml": LANES, "silences.toml": SILENCES, "requests.toml": REQUESTS}[file]
    assert was in text

    faults = faults_with(tmp_path, file, text.replace(was, becomes))

    assert faults == [f"{file}: {what}"]


def test_cues_that_tell_how_a_question_asks_are_checked_too(tmp_path: Path) -> None:
    forms = "\n".join(f'{key} = ["can i"]' for key in ("permission", "duty", "information", "consequences", "done"))

    faults = faults_with(tmp_path, "forms.toml", f'{forms}\nothers = ["{{wizard}} did"]\n')

    assert faults == ["forms.toml: the cue “{wizard} did” names the group “wizard”, which does not exist"]


def test_a_lead_in_cannot_be_shown_by_itself(tmp_path: Path) -> None:
    faults = faults_with(tmp_path, "silences.toml", SILENCES.replace('["accepting.1a"]', '["accepting.1"]'))

    assert faults == ["silences.toml: there is no clause “accepting.1”"]


def test_every_fault_between_the_files_is_reported_at_once(tmp_path: Path) -> None:
    folder = a_folder(
        tmp_path,
        {
            **WHOLE,
            GUIDANCE_FILE: GUIDANCE.replace("accepting.1a", "accepting.9z"),
            "lanes.toml": LANES.replace("listeners", "whisperers"),
            "silences.toml": SILENCES.replace("accepting.1a", "accepting.9z"),
        },
    )

    assert len(faults_of(folder)) == 4
