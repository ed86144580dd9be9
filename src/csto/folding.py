"""Writing names so that their spellings meet: one case, no accents, Latin letters, one transliteration.

`fold` takes away what never tells names apart (case, accents, punctuation, script); `skeleton` takes away also what
transliterations of one name differ in (kh and h, y and i, doubled letters). Two names are held to be one spelling only where
these forms are equal; nothing here measures likeness.
"""

from __future__ import annotations

from unicodedata import combining, normalize

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["fold", "mixes_scripts", "skeleton"]

# One Latin reading for each Cyrillic letter of the members' languages; the skeleton evens out the schemes afterwards.
_CYRILLIC: Final = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "ғ": "g", "д": "d", "е": "e", "ё": "e", "є": "e", "ж": "zh",
        "з": "z", "и": "i", "і": "i", "ї": "i", "й": "i", "ӣ": "i", "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n",
        "ң": "n", "о": "o", "ө": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ў": "u", "ү": "u", "ұ": "u",
        "ӯ": "u", "ф": "f", "х": "kh", "ҳ": "h", "һ": "h", "ц": "ts", "ч": "ch", "ҷ": "j", "ш": "sh", "щ": "shch",
        "ъ": "", "ы": "y", "ь": "", "э": "e", "ә": "a", "ю": "yu", "я": "ya",
    }
)  # fmt: skip

_LATIN: Final = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a"}
)

# Longer sequences first: each scheme's way of writing a sound is turned into one letter or pair.
_SCHEMES: Final = (
    ("shch", "sh"), ("sch", "sh"), ("dzh", "j"), ("dj", "j"), ("zh", "j"), ("kh", "h"), ("gh", "g"), ("ph", "f"),
    ("tch", "ch"), ("tz", "c"), ("ts", "c"), ("ks", "x"), ("ck", "k"), ("q", "k"), ("w", "v"), ("ou", "u"),
    ("iyev", "ev"), ("yo", "e"), ("io", "e"), ("ye", "e"), ("ie", "e"), ("yu", "u"), ("iu", "u"), ("ya", "a"),
    ("ia", "a"), ("yi", "i"), ("iy", "i"), ("y", "i"), ("ii", "i"),
)  # fmt: skip


def fold(text: str) -> str:
    """The text in lower case, without accents and punctuation, in Latin letters.

    >>> fold("  Таджикистан "), fold("Côte-d’Ivoire")
    ('tadzhikistan', 'cote divoire')
    """
    text = text.casefold()
    if text.isascii():
        if text.isalnum():
            return text  # one plain word, the most frequent case
    else:
        # й and ў are letters of their own, not letters with accents: transliterate before accents are taken away
        text = normalize("NFKC", normalize("NFKC", text).casefold()).translate(_CYRILLIC)
        text = "".join([letter for letter in normalize("NFKD", text) if not combining(letter)])
        text = text.casefold().translate(_CYRILLIC).translate(_LATIN)
    words = "".join(["" if letter in "'’‘ʼʻʹʺ`" else letter if letter.isalnum() else " " for letter in text]).split()
    return " ".join(words)


def skeleton(text: str) -> str:
    """The folded text with what transliterations differ in taken away.

    >>> skeleton("Sirojiddin Mukhriddin") == skeleton("Сироджиддин Мухриддин") == skeleton("Sirodjiddin Muhriddin")
    True
    """
    text = fold(text)
    before = ""
    while text != before:  # what is replaced or undoubled may leave another sequence to replace: kkh
        before = text
        for scheme, letter in _SCHEMES:
            text = text.replace(scheme, letter)
        # doubled letters, not digits: 2002 and 2022 are two years
        text = "".join(
            [letter for at, letter in enumerate(text) if at == 0 or letter != text[at - 1] or letter.isdigit()]
        )
    return text


def mixes_scripts(text: str) -> bool:
    """Whether one word has both Latin and Cyrillic letters, as look-alike letters typed by mistake do.

    >>> mixes_scripts("Tаjikistan"), mixes_scripts("ОДКБ (CSTO)")
    (True, False)
    """
    for word in "".join([letter if letter.isalpha() else " " for letter in text[:1000]]).split():
        latin = any("a" <= letter <= "z" for letter in word.casefold())
        if latin and any("Ѐ" <= letter <= "ӿ" for letter in word):
            return True
    return False
