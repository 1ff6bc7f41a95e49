"""Email addresses, phone numbers, postcodes, National Insurance and NHS numbers, dates of birth."""

import re
from collections.abc import Callable, Iterator

from community.identifying.found import Found, Sort, apart

Check = Callable[[str], bool]

_AT = r"(?:\s?@\s?|\s?[\[({<]\s?at\s?[\])}>]\s?)"
_DOT = r"(?:\.|\s?[\[({<]\s?dot\s?[\])}>]\s?)"
_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
EMAIL = re.compile(
    rf"(?<![\w.+%'-])[\w+%'-]+(?:\.[\w+%'-]+)*"
    rf"(?:{_AT}{_LABEL}(?:{_DOT}{_LABEL})+|\sat\s{_LABEL}(?:\sdot\s{_LABEL})+)",
    re.IGNORECASE,
)

# National digits after 0 or the country code; a single separator, or a bracket and a space, between.
_GAP = r"(?: ?[-./ ()] ?)?"
PHONE = re.compile(
    rf"(?<![\w+])(?<!97[89][ -])(?:(?:\+|00) ?44{_GAP}(?:\(0\){_GAP})?"
    rf"|\(0\) ?|\(?[0Oo]){_GAP}[1-35789](?:{_GAP}\d){{8,9}}(?!\w)"
)
PHONE_ABROAD = re.compile(r"(?<![\w+])(?:\+|00)(?!44)[1-9]\d{0,2}(?:[ -]?\d){7,11}(?!\w)")
MOBILE_WITHOUT_ZERO = re.compile(r"(?<![\w+./-])7\d{3} ?\d{3} ?\d{3}(?!\w)")
PHONE_NEARBY = re.compile(
    r"\b(?:tel|phone|telephone|ring|call|mobile|mob|ff[oô]n)\b\.?(?: (?:no|number)\b\.?)?[: -]{0,3}"
    r"(\d{3,5}[ -]?\d{3,6})(?!\w)",
    re.IGNORECASE,
)

_AREAS = (
    "AB AL B BA BB BD BF BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY "
    "E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL "
    "LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN "
    "SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
).replace(" ", "|")
POSTCODE = re.compile(
    rf"(?<![\w£$€])(?:{_AREAS})\d[\dA-Z]?"
    r"[ .-]?(?!(?-i:1st|2nd|3rd|\dth))[\dO][ABD-HJLNP-UW-Z]{2}(?!\w)",
    re.IGNORECASE,
)

_PREFIX = r"(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
_PAIRS = r"[ .-]?\d\d[ .-]?\d[ ]?\d[ .-]?\d\d"
NINO = re.compile(rf"(?<!\w){_PREFIX}{_PAIRS}[ .-]?[A-D](?!\w)", re.IGNORECASE)
NINO_NEARBY = re.compile(
    rf"\b(?:NI|NINO|National Insurance|Yswiriant Gwladol)\b[^\n\d]{{0,20}}?\b({_PREFIX}{_PAIRS})(?!\w)",
    re.IGNORECASE,
)

NHS = re.compile(r"(?<![\w+])\d{3}(?: ?[-.] ?| )?\d{3}(?: ?[-.] ?| )?\d{4}(?!\w)")

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|ionawr|chwefror|mawrth|ebrill|mai|mehefin|gorffennaf|"
    r"awst|medi|hydref|tachwedd|rhagfyr)\.?"
)
_NTH = r"\d{1,2}(?:st|nd|rd|th|af|ain|fed|eg)?"
_SLASH = r"\s?[-/. ]\s?"
_DATE = (
    rf"(?:\d{{4}}[-/]\d{{1,2}}[-/]\d{{1,2}}|\d{{1,2}}{_SLASH}\d{{1,2}}{_SLASH}(?:\d{{4}}|\d{{2}})|"
    rf"{_NTH}(?: of)?[-/ ]{_MONTH},?[-/ ](?:\d{{4}}|\d{{2}})|{_MONTH} {_NTH},? \d{{4}}|\d{{6}})(?!\w)"
)
_BIRTH = (
    r"(?:d\.? ?o\.? ?b\b\.?(?:[’']s)?|date of birth|birth ?dates?|birthdays?|born|ganwyd|ganed|"
    r"dyddiad geni|pen-?blwydd)"
)
BORN = re.compile(
    rf"(?:\b{_BIRTH}[^\d\n.;!?]{{0,30}}\n?|\bb\. ?)({_DATE})|({_DATE})[^\d\n.;!?]{{0,12}}\b{_BIRTH}",
    re.IGNORECASE,
)


def has_check_digit(number: str) -> bool:
    """The tenth digit of an NHS number follows from the other nine."""
    digits = [int(character) for character in number if character.isdigit()]
    total = sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == digits[9]


def any_text(_text: str) -> bool:
    return True


# In this order: a number that could be several things is the first of them.
PATTERNS: list[tuple[Sort, re.Pattern[str], Check]] = [
    (Sort.EMAIL, EMAIL, any_text),
    (Sort.BORN, BORN, any_text),
    (Sort.NINO, NINO, any_text),
    (Sort.NINO, NINO_NEARBY, any_text),
    (Sort.NHS, NHS, has_check_digit),
    (Sort.PHONE, PHONE, any_text),
    (Sort.PHONE, PHONE_ABROAD, any_text),
    (Sort.PHONE, MOBILE_WITHOUT_ZERO, any_text),
    (Sort.PHONE, PHONE_NEARBY, any_text),
    (Sort.POSTCODE, POSTCODE, any_text),
]


def structured(text: str) -> list[Found]:
    """Everything of a fixed form in a text, in order, nothing counted twice."""
    return apart(_each(text))


def _each(text: str) -> Iterator[Found]:
    for sort, pattern, check in PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span(match.lastindex or 0)
            if check(text[start:end]):
                yield Found(start, end, sort)
