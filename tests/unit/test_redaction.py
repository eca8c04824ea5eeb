"""What is personal and has a form is masked; what the answer needs stays."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.redaction import MaskKind, redact
from bot.redaction.checksums import is_card_number, is_iban, is_nhs_number

PERSONAL = [
    # kind, line, what must be gone (parts separated by |)
    ("email", "can you tell my manager karen.hughes@example.org that i dont get it", "karen.hughes@example.org"),
    ("email", "Karen.Hughes@ExAmPle.ORG.", "Karen.Hughes@ExAmPle.ORG"),
    ("email", "JO.BLOGGS+work@SUB.example.COM is hers", "JO.BLOGGS+work@SUB.example.COM"),
    ("email", "write to o'neil.p@example.org!", "o'neil.p@example.org"),
    ("email", "'karen@example.org',07700900456", "karen@example.org"),
    ("email", "<mailto:karen@example.org|karen@example.org>", "karen@example.org"),
    ("email", "karen dot hughes at example dot org said so", "hughes at example"),
    ("email", "khughes [at] example [dot] org", "khughes"),
    ("email", "its priya(at)example(dot)org", "priya"),
    ("email", "karen.hughes at example.org", "karen.hughes"),
    ("email", "send it to tom underscore lee at example dot co dot uk", "tom underscore lee"),
    ("email", "karen @ example.org", "karen"),
    ("phone", "her number's 07700 900456 if you need it", "07700 900456"),
    ("phone", "call07700900456now", "07700900456"),
    ("phone", "ring me 07700-900-123 after 5", "07700-900-123"),
    ("phone", "+44 (0) 7700 900 456", "7700 900 456"),
    ("phone", "text +447700900123 or 447700900124", "+447700900123|447700900124"),
    ("phone", "call 0044 (0)7700 900 123 pls", "7700 900 123"),
    ("phone", "01926-496000 or 07.700.900.456", "01926-496000|07.700.900.456"),
    ("phone", "(020) 7946 0123 ext 45", "7946 0123"),
    ("phone", "ring 1926 496000", "1926 496000"),
    ("phone", "7700900123 thats my mobile", "7700900123"),
    ("phone", "077009004567 with a digit too many", "077009004567"),
    ("phone", "0 7 7 0 0 9 0 0 1 2 3", "0 7 7 0 0 9 0 0 1 2 3"),
    ("phone", "07700 900 123/07700 900 124", "07700 900 123|07700 900 124"),
    ("phone", "07700900123-07700900124", "07700900123|07700900124"),
    ("phone", "17/07/2026 10:30 07700 900456", "07700 900456"),
    ("phone", "+1 (415) 555-2671 or (415) 555-2672", "555-2671|555-2672"),
    ("phone", "00 353 1 234 5678", "234 5678"),
    ("phone", "oh seven seven oh oh nine oh oh four five six", "nine"),
    ("ni_number", "her NI is QQ 12 34 56 C", "12 34 56"),
    ("ni_number", "NINO: ab123456c", "ab123456c"),
    ("ni_number", "ni number AB-12-34-56-D", "12-34-56"),
    ("nhs_number", "her number 9434765919 was on the sheet", "9434765919"),
    ("nhs_number", "943-476-5919 and 943 476 5919", "943-476-5919|943 476 5919"),
    ("nhs_number", "nhs number 943 476 5918, a digit wrong", "943 476 5918"),
    ("postcode", "lives near CV34 4RL", "CV34 4RL"),
    ("postcode", "i live cv344rl, before that ec1a 1bb", "cv344rl|ec1a 1bb"),
    ("address", "can i post that she of 14 Elm Road is a client", "14 Elm Road"),
    ("address", "Flat 2, 9 High St", "Flat 2|9 High St"),
    ("address", "Flat 3b, 112 Clarendon Street, Leamington", "112 Clarendon Street"),
    ("address", "post it to 9 priory terrace or 12a St Mary's Close", "9 priory terrace|12a St Mary's Close"),
    ("address", "she lives on Elm Road", "Elm Road"),
    ("date_of_birth", "DOB 04/11/1987", "04/11/1987"),
    ("date_of_birth", "she was born on the 4th of November 1987", "4th of November 1987"),
    ("date_of_birth", "date of birth: 1987-11-04", "1987-11-04"),
    ("date_of_birth", "d.o.b - 4 nov 87", "4 nov 87"),
    ("date_of_birth", "04/11/1987 (dob)", "04/11/1987"),
    ("bank_details", "sort code 40-47-84 acc no 70872490", "40-47-84|70872490"),
    ("bank_details", "s/c 404784 a/c 70872490", "404784|70872490"),
    ("bank_details", "12-34-56 12345678", "12-34-56|12345678"),
    ("bank_details", "GB82 WEST 1234 5698 7654 32 call me", "GB82 WEST 1234 5698 7654 32"),
    ("bank_details", "AT61 1904 3002 3457 3201 from my mum", "AT61 1904 3002 3457 3201"),
    ("card", "my card 5555 5555 5555 4444 got used", "5555 5555 5555 4444"),
    ("card", "378282246310005", "378282246310005"),
    ("card", "card number 4111 1111 1111 1112, a digit wrong", "4111 1111 1111 1112"),
    ("handle", "tagged @jess.walker_ in it", "@jess.walker_"),
    ("handle", "its <@U02ABCDEF> or <@!80351110224678912> who posted", "<@U02ABCDEF>|<@!80351110224678912>"),
    ("handle", "@karen@mastodon.example posted it", "@karen@mastodon.example"),
    ("handle", "see instagram.com/jesswalker98", "jesswalker98"),
    ("handle", "https://www.facebook.com/profile.php?id=100012345", "100012345"),
    ("handle", "her insta is karen_h92", "karen_h92"),
]

HIDDEN = [
    ("phone", "\uff10\uff17\uff17\uff10\uff10\u3000\uff19\uff10\uff10\uff14\uff15\uff16"),  # full width
    ("phone", "07700\u200b900\u2060456"),  # zero width
    ("phone", "07700\u00a0900\u202f456"),  # spaces that do not break
    ("phone", "07700\u2013900\u2011456"),  # other hyphens
    ("phone", "0\ufe0f\u20e37\ufe0f\u20e3700 900456"),  # emoji keys
    ("phone", "0\u03367\u03367\u03360\u0336\u03360 900456"),  # struck through
    ("phone", "\u0660\u0667\u0667\u0660\u0660 \u0669\u0660\u0660\u0664\u0665\u0666"),  # Arabic digits
    ("phone", "077\x0000900456"),  # a control character
    ("email", "karen\uff20example\uff0eorg"),
    ("email", "ka\u00adren@exa\u200bmple.org"),
    ("postcode", "CV32\u00a05AB"),
    ("nhs_number", "943\u2007476\u20075919"),
    ("ni_number", "\uff31\uff31 12 34 56 C"),
]

NEEDED = """
can i put this on Facebook, Instagram, X or TikTok for Pride in Warwickshire?
what does section 4 of the social media policy 2026 say about Coventry
guidelines 4(b) vs 4(c), which one wins
clause 3.2.1 and page 14 of 20, policy section 10.2.1.4
section 4, policy 2026-2027, 5 photos, Year 8, 24/7, £5.50, £1,250.00
post 5 photos from the 2025 parade by 10:30 on 12/06/2026?
we had 1500 people on 12.03.2026 from 10.00 to 16.30, or 02-03-2026 10.30
at 9am on Monday 2nd March 2026, the 2026-27 review, due 01/2027
2024 2025 2026
1 2 3 4 5 6 7 8 9 10
100 000 000 views, 300 000 likes, 10 000 followers, 1,000,000 since 2019-2020
registered charity number 1162449
IMG_20260312_101530.jpg and version 2.10.3 on iOS 17.5.1
meet at the work do on 14 Elm
in 2026 Pride Parade
is a 2 way street of trust, 5 people on the street, 10 people close to me
2 staff on the road trip posted 20 pics
born in the USA, born to be wild, birthday post for 3 of us
my account has 20000 followers and the account manager posted 3 times in 24 hours
b4 2nd of 10 and W8 for us
have a look at facebook dot com or @ bbc.co.uk
pls call @everyone or @here, its @ work or @work @10am
<!channel> <!here> <#C123|general> <@&123456>
https://www.facebook.com/groups/12345
the hashtag #pride2026 and #LGBTQ
""".strip().splitlines()

HOSTILE = [
    piece * (100_000 // len(piece))
    for piece in (
        "a@",
        "a.",
        "a dot b at ",
        "(0",
        "0 ",
        "7.",
        "44 ",
        "+33 1 23 45 67 89 ",
        "1926 496000 ",
        "GB29 NWBK ",
        "dob 1/1/",
        "lives at Elm ",
        "14 Elm ",
        "<@U12|",
        "0\u0301\u200b",
        "\ufdfa",
        "[email]",
        "\ud800",
        "Karen ",
    )
]

NAMES = ("Karen Hughes", "Karen", "Will", "Zoë O'Brien")

anything = st.text(st.characters(exclude_categories=()), max_size=30)
pieces = st.sampled_from(
    [part for _, line, parts in PERSONAL for part in (line, *parts.split("|"))]
    + [hidden for _, hidden in HIDDEN]
    + [
        "[name]",
        "[phone number]",
        "[email",
        "]",
        " at ",
        " dot ",
        "@",
        "-",
        ".",
        " ",
        "\n",
        "\u200b",
        "\u0301",
        "½",
        "0",
        "44",
    ]
    + [
        "dob ",
        "born ",
        "account ",
        "nhs ",
        "card ",
        "karen ",
        "Hughes",
        ", ",
        "Flat 2, ",
        "ext 4",
        "12/03/2026",
        "<@U1|",
        ">",
    ]
)
mixtures = st.lists(st.one_of(pieces, anything), max_size=8).map("".join)


def in_view(text: str) -> str:
    """Return *text* as a reader takes it: plain width, nothing invisible."""
    seen = (
        char for char in unicodedata.normalize("NFKD", text) if unicodedata.category(char) not in {"Cf", "Mn", "Me"}
    )
    return "".join(seen)


def disguised(secret: str) -> st.SearchStrategy[str]:
    """Draw ways to write *secret*: as it is, in full width, with zero-width signs between its characters."""
    wide = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in secret)
    gaps = st.lists(st.sampled_from(["", "", "\u200b", "\u2060", "\ufeff"]), min_size=len(secret), max_size=len(secret))
    thin = gaps.map(lambda signs: "".join(char + sign for char, sign in zip(secret, signs, strict=True)))
    return st.one_of(st.just(secret), st.just(wide), thin)


def nhs_number(nine: str) -> str | None:
    """Complete *nine* digits to an NHS number, where a check digit exists."""
    return next((nine + last for last in "0123456789" if is_nhs_number(nine + last)), None)


emails = st.from_regex(
    r"[a-z][a-z0-9]{1,8}(?:[._+-][a-z0-9]{1,8})?@[a-z0-9]{2,9}\.(?:org|co\.uk|example)", fullmatch=True
)
phones = st.builds(
    lambda digits, form: form.format(digits[:4], digits[4:7], digits[7:]),
    st.from_regex(r"[1-37][0-9]{9}", fullmatch=True),
    st.sampled_from(["0{}{}{}", "0{} {}{}", "0{}-{}-{}", "0{}.{}.{}", "(0{}) {} {}", "+44{}{}{}", "+44 (0){} {} {}"]),
)
nhs_numbers = st.from_regex(r"[46][0-9]{8}", fullmatch=True).map(nhs_number).filter(lambda number: number is not None)
secrets = st.one_of(
    emails, phones, nhs_numbers.map(str), nhs_numbers.map(lambda n: f"{str(n)[:3]} {str(n)[3:6]} {str(n)[6:]}")
)


@pytest.mark.parametrize(("kind", "line", "secret"), PERSONAL)
def test_personal_data_is_masked(kind: str, line: str, secret: str) -> None:
    redacted = redact(line)

    assert [part for part in secret.split("|") if part in redacted.text] == []
    assert MaskKind(kind) in {mask.kind for mask in redacted.found}
    assert MaskKind(kind).label in redacted.text


@pytest.mark.parametrize(("kind", "hidden"), HIDDEN)
def test_a_disguise_does_not_help(kind: str, hidden: str) -> None:
    assert redact(f"it is {hidden}, ok?").text == f"it is {MaskKind(kind).label}, ok?"


@pytest.mark.parametrize("line", NEEDED)
def test_what_the_answer_needs_stays(line: str) -> None:
    assert redact(line).text == line


def test_only_the_identifier_is_masked_and_the_words_around_it_stay() -> None:
    line = "in 2026 Sandra of 14 Elm Road, CV32 5AB (dob 3/2/80) rang 07700 900456 12 times, NI QQ123456C"

    assert redact(line).text == (
        "in 2026 Sandra of [address], [postcode] (dob [date of birth]) rang [phone number] 12 times, NI [NI number]"
    )


def test_the_end_of_a_foreign_number_is_asked_of_the_library() -> None:
    assert redact("+33 1 23 45 67 89 5 photos").text == "[phone number] 5 photos"


def test_beyond_forty_candidates_whatever_may_be_a_number_is_masked() -> None:
    line = "1926 496000 " * 60 + "9999 999 999 " * 2

    assert redact(line).text == "[phone number] " * 62


def test_a_mask_tells_kind_and_place_but_not_the_words() -> None:
    mask = redact("ring 07700 900456 now").found[0]

    assert (mask.kind, mask.span) == (MaskKind.PHONE, (5, 17))
    assert "07700" not in repr(redact("ring 07700 900456 now"))


def test_masks_that_stand_in_a_text_stay() -> None:
    line = "[name] of [address] said [email] to [NHS number], [NI number] and [card number]"

    assert redact(line, ["Name", "address"]).text == line


@pytest.mark.parametrize(
    ("line", "masked"),
    [
        ("Karen HUGHES and karen's mum", "[name] and [name]'s mum"),
        ("KAREN hughes, karen\u2019s", "[name], [name]\u2019s"),
        ("Hughes, Karen", "[name]"),
        ("karen.hughes and Karen_Hughes", "[name] and [name]"),
        ("Ka\u200bren and \uff2b\uff41\uff52\uff45\uff4e", "[name] and [name]"),
        ("zoe obrien, Zoe\u0308 O\u2019Brien, ZOË O'BRIEN", "[name], [name], [name]"),
        ("Karenina, Hughes and Zoë stay", "Karenina, Hughes and Zoë stay"),
    ],
)
def test_known_names_are_masked_as_whole_words_however_written(line: str, masked: str) -> None:
    assert redact(line, NAMES).text == masked


def test_a_name_that_is_an_everyday_word_needs_a_capital_inside_a_sentence() -> None:
    assert redact("Will you ask? I will. Will Will mind, did Will say?", NAMES).text == (
        "Will you ask? I will. Will [name] mind, did [name] say?"
    )


def test_unusable_names_are_no_names() -> None:
    assert redact("a. b, c", ["", " ", "...", "\u200b"]).text == "a. b, c"


def test_an_empty_text_stays_empty() -> None:
    assert redact("") == redact("", NAMES)
    assert redact("").found == ()


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_hostile_texts_are_read_to_the_end(text: str) -> None:
    redacted = redact(text, NAMES)

    assert redact(redacted.text, NAMES).text == redacted.text


@given(mixtures)
def test_redacting_twice_changes_nothing(text: str) -> None:
    once = redact(text, NAMES).text

    assert redact(once, NAMES).text == once


@given(mixtures)
def test_the_spans_lead_from_the_original_to_the_masked_text(text: str) -> None:
    redacted = redact(text, NAMES)

    rebuilt, done = "", 0
    for mask in redacted.found:
        start, end = mask.span
        assert done <= start < end <= len(text)
        rebuilt, done = rebuilt + text[done:start] + mask.kind.label, end
    assert rebuilt + text[done:] == redacted.text


@given(anything, secrets.flatmap(lambda secret: st.tuples(st.just(secret), disguised(secret))), anything)
def test_no_secret_survives_in_random_text(before: str, secret: tuple[str, str], after: str) -> None:
    plain, written = secret

    kept = in_view(redact(f"{before} {written} {after}").text)

    assert plain not in kept
    assert re.sub(r"\D", "", plain)[-7:] not in re.sub(r"\D", "", kept) or "@" in plain


@pytest.mark.parametrize("number", ["9434765919", "943 476 5919", "4010232137"])
def test_nhs_numbers_have_a_check_digit(number: str) -> None:
    assert is_nhs_number(number)
    assert not is_nhs_number(number[:-1] + str((int(number[-1]) + 1) % 10))


def test_cards_and_ibans_have_check_digits() -> None:
    assert is_card_number("4111 1111 1111 1111")
    assert not is_card_number("4111 1111 1111 1112")
    assert not is_card_number("9111 1111 1111 1111")
    assert is_iban("GB82 WEST 1234 5698 7654 32")
    assert not is_iban("GB83 WEST 1234 5698 7654 32")
