"""How often likely names are pointed out on lines and names kept apart: measured with floors, not promised."""

from collections import Counter
from collections.abc import Callable

from bot.names import likely_names
from tests.unit.test_names import covered

# Kept apart: no rule and no list was ever changed for these lines and names. Whoever does so writes new ones.
# {F}: given name, {S}: family name, {f}, {s}: the same in small letters, {FU}, {SU}: in capitals.
LINES = """
i think {f} is leaking stuff from our meetings
is it fine to share {f}s post on our page
{F} {S} (she/her) is our new chair, can we announce it
we nicknamed {f} the boss in a tweet, trouble?
had a row with {f} on twitter last night
Can {F} be in the background of the reel?
Nobody asked {F} or {F2} for consent.
theres a clip of {f} crying, someone uploaded it
{f} {s} wrote to us saying take my face down
i fancy {f}, can i follow him on insta
According to {F} the rule changed in 2025
my supervisor, {f}, says personal phones are fine
Referred by Dr {F} {S}, may I quote the letter?
Do we have to blur {F}?
{f} and {f2} both work here and run a podcast
sent a gif of {f} to the whole team
quoting a client (first name {F}) in the newsletter
I called {F} an idiot in a private chat
wondering whether {f} should see the draft before i post
Just spoke to {S}, he is fine with it
hey can u tell {f} to stop tagging me
The leaving card says Good luck {F} {S}
{f}, my line manager, wants my login
WHAT IF {FU} {SU} REPORTS ME
""".strip().splitlines()

NOBODY = """
Our Instagram got hacked on Boxing Day, now what?
is a finsta covered if nobody from Leamington follows it
Sharing the Observer's piece about Stonewall
My cousin's wedding snaps, do they matter?
The Compliments Book was left open, can I photograph it?
Loads of us moan in a Signal chat
Does it say anything about Zoom recordings?
Warwick Castle trip vids, ok for Youtube?
soz if this is a daft q but wot is a disclaimer
Cheeky tweet about the Tories, allowed?
the rota on the fridge got snapped by an agency bloke
Halloween costumes: photos of colleagues dressed as witches
Reposting Drag Race memes from the charity's Bluesky
Why can't Bank Staff post?
Jobcentre lady wants my social media names
Hiya hun, when does the policy run out
Shame about the Eurovision result, can the page joke about it
The Head of Care reposts football stuff all day
Is Reddit anonymous enough? Asking for a mate.
Ta very much
""".strip().splitlines()

# Drawn by rank from lists of the commonest names in some forty countries, after the lists of bot.names were finished.
GIVEN = """
Amaris Dion Narine Gagik Anahit Areni Victoria Liam Hannah Noah Laura David Grace Luca Ilgar Vusal Aysel Tarana Lamija
Ali Hasan Ella Oscar Rosmery Jorge Patrícia Marcos Cecília Gabriel Marios Dimitrios Sesili Dimitra Michail Hadicha
Usman Soo-ah Min-jun Tomyris Muhammed Vesna Luka Eva Stefan Ana Dejan Irina Artyom Elizaveta Daniil I-chun Chih-chiang
Yamato Riko Aariz Tess Sem Sofia Theodor Sita Prakash Kora Kiwa Harper William Emily Luana Juan Moeata Tamatoa Angela
Zion Sakeena Nomaan Lena Szymon Milena Ethan Francisca Raquel César Evelina Lea Danijel
"""
FAMILY = """
Jiménez Díaz Bengtsson Jönsson Moser Frei Moroz Rudenko Phillips Mitchell MacDonald Valverde Herrera Rosario Ponce
Portillo Escobar Marroquín Contreras Cervantes Bailey Richardson Peiris Ekanayake Koç Kurt Dương Đoàn Cài Toska
Kelmendi Goossens Janssens Subotić Knežević Todorov Němec Sørensen Bairamov Mizrahi Azoulay Hasegawa Endō Bondarenko
Kwon Hwang Pokharel Maharjan Villanueva Aquino Zaytsev Vasilyev Guō Luó
"""

ROUNDS = 6
"""How many sets of names each line is read with."""


def held_out_lines() -> list[tuple[str, list[str], str]]:
    """Return how it is written, the names in it, and the line, for every held-out line with six sets of names."""
    lines, all_given, all_family = [], GIVEN.split(), FAMILY.split()
    for number in range(ROUNDS * len(LINES)):
        template = LINES[number % len(LINES)]
        given = all_given[number % len(all_given)]
        other = all_given[(number * 7 + 10) % len(all_given)]
        family = all_family[number % len(all_family)]
        values = {"F": given, "S": family, "F2": other, "FU": given.upper(), "SU": family.upper()}
        values |= {"f": given.lower(), "s": family.lower(), "f2": other.lower()}
        names = [value for key, value in values.items() if "{" + key + "}" in template]
        style = "small letters" if "{f" in template else "all capitals" if "{FU}" in template else "capitals"
        lines.append((style, names, template.format_map(values)))
    return lines


def rates(lines: list[tuple[str, list[str], str]]) -> dict[str, float]:
    """Return, by style, the share of lines of which every name is pointed out, whole."""
    found: Counter[str] = Counter()
    for style, names, line in lines:
        marked = covered(likely_names(line))
        found[style] += all(marked >= set(range(line.index(name), line.index(name) + len(name))) for name in names)
    return {style: found[style] / sum(style == other for other, _, _ in lines) for style in found}


def test_nearly_every_name_with_a_capital_is_pointed_out_on_lines_kept_apart(
    record_property: Callable[[str, object], None],
) -> None:
    rate = rates(held_out_lines())
    for style, share in rate.items():
        record_property(f"names whole, {style}", round(share, 3))

    assert rate["capitals"] >= 0.95, rate
    assert rate["small letters"] >= 0.6, rate


def test_lines_kept_apart_that_name_nobody_are_left_alone() -> None:
    wrong = {finding.words for line in NOBODY for finding in likely_names(line)}

    assert len(wrong) <= len(NOBODY) // 10, wrong
