"""Whether a number can be what it looks like: check digits, one formula each."""

import string

_SIGNS = string.digits + string.ascii_uppercase
_CARD_LENGTHS = {"2": (16,), "3": (14, 15), "4": (13, 16, 19), "5": (16,), "6": (13, 16, 19)}
_NHS_DIGITS = 10


def is_nhs_number(text: str) -> bool:
    """Check ten digits by modulus 11 (NHS Data Dictionary, NHS number)."""
    digits = _digits(text)
    weighed = sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return len(digits) == _NHS_DIGITS and (11 - weighed % 11) % 11 == digits[-1]


def is_card_number(text: str) -> bool:
    """Check the length by the leading digit, and all digits by Luhn's formula (ISO/IEC 7812-1, annex B)."""
    digits = _digits(text)
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
    return len(digits) in _CARD_LENGTHS.get(str(digits[0]), ()) and (sum(digits[::-2]) + sum(doubled)) % 10 == 0


def is_iban(text: str) -> bool:
    """Check by modulus 97 (ISO 13616); spaces and hyphens do not count."""
    signs = [char for char in text.upper() if char in _SIGNS]
    return int("".join(str(_SIGNS.index(sign)) for sign in signs[4:] + signs[:4])) % 97 == 1


def _digits(text: str) -> list[int]:
    return [int(char) for char in text if char in string.digits]
