"""Sample text that a guide or a template file puts where the key is to go, in several languages."""

import re

from tui.domain.regex import regex

LONGEST = 160
# An instruction: with one of these the text is a sample, as long as the rest of it is made of words too.
_INSTRUCTIVE = """
add change changeme coming copy create demo dummy edit enter example fake fill fixme generate get goes here
insert later managed missing mock mocked needed not obtain optional paste placeholder provide provided
put real replace replaced required sample set stub substitute tbd tba template test testing todo unused your yours
tu tus su sus aqui clave pon sua seu suas chave coloque insira votre vos ton cle ici remplacez mettre
dein deine deinen ihr ihre schluessel hier einfuegen tuo tua chiave qui inserisci jouw sleutel twoj klucz tutaj
"""
# What such a text is about: nothing but these is a sample as well, such as `api-key` or `ANTHROPIC_API_KEY`.
_ABOUT = "my api apikey credential credentials key keys none secret token tokens value"
_BESIDES = """
a account admin ai an and ant anthropic as at be by claude code com company config console default dev env file
for from go id in is it live llm local me of on one openai or org own personal please prod production project
provider proxy ready service sk team the this to use user vault variable when will with you
"""
_INSTRUCTIONS = frozenset(_INSTRUCTIVE.split())
_SUBJECTS = frozenset(_ABOUT.split())
_WORDS = _INSTRUCTIONS | _SUBJECTS | frozenset(_BESIDES.split())
_LONGEST_RUN = 40
_SHORT_WORDS = frozenset({"a", "my"})
_RUN_TOGETHER = f"(?:{'|'.join(sorted(word for word in _WORDS if len(word) > 2 or word in _SHORT_WORDS))}){{2,6}}"
TYPE = r"(?:sk-ant-(?:(?:api|usr|svc|admin|oat|ort|sid)\d{0,2}-)?|sk-(?:proj-|or-v1-)?)?"
_BEGINNING = regex(rf"(?:export\s+)?{TYPE}", re.IGNORECASE)
_ENCLOSED = r"<[^<>]*>|\[[^\[\]]*\]|\{\{?[^{}]*\}?\}|\([^()]*\)"
_SEPARATED = regex(r"(?:[\w .,:;!?'()<>\[\]{}/-]|[^\x00-\x7f])+")
_TOKEN = regex(r"[^\W_]+")
_PIECE = regex(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_NUMBERED = regex(r"(?P<word>[A-Za-z]+)\d{0,4}|\d{1,12}")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_FILLERS = frozenset(f"{_ALPHABET}0123456789#?")
_DIGITS = ("1234567890" * 2, "0123456789" * 2)
_RUN = r"[A-Za-z0-9_-]{20,}"
_LONGEST_WORD = 14
_LONGEST_FOREIGN_WORD = 30
_SHORTEST_AVERAGE = 3.5


def is_placeholder(text: str) -> bool:
    """Return whether the text is sample text; one that may hold a key is none."""
    if not text or len(text) > LONGEST:
        return False
    if text[0] in "<[{(" and re.fullmatch(_ENCLOSED, text):
        return not holds_a_key(text)
    prefix = _BEGINNING.match(text)
    body = text[prefix.end() :] if prefix else text
    return _is_filling(text, body) or _is_instruction(body)


def holds_a_key(text: str) -> bool:
    """Return whether a run of characters in the text is long and mixed enough to be somebody's key."""
    return any(_is_random(match.group()) for match in re.finditer(_RUN, text))


def _is_random(run: str) -> bool:
    prefix = _BEGINNING.match(run)
    body = run[prefix.end() :] if prefix else run
    return not _is_one_sign(body) and not all(map(_is_wordy, _TOKEN.findall(body)))


def _is_filling(text: str, body: str) -> bool:
    """Return whether nothing, one sign over and over, or a plain sequence fills the place of the key."""
    if not body or _is_one_sign(body):
        return True
    is_ours = text.lower().startswith("sk-ant-") or not text.lower().startswith("sk-")
    return is_ours and _is_sequence(body.lower())


def _is_sequence(body: str) -> bool:
    """Return whether nothing but the beginning of the alphabet or of the digits stands there, such as `abc123`."""
    signs = body.replace("-", "").replace("_", "")
    letters = signs.rstrip("0123456789")
    digits = signs[len(letters) :]
    return len(signs) > 2 and _ALPHABET.startswith(letters) and any(row.startswith(digits) for row in _DIGITS)


def _is_one_sign(body: str) -> bool:
    signs = {sign for sign in body.lower() if sign not in "-_. \u2026"}
    return len(signs) <= 1 and all(sign in _FILLERS for sign in signs)


def _is_instruction(body: str) -> bool:
    if not _SEPARATED.fullmatch(body):
        return False
    tokens = _TOKEN.findall(body)
    if not tokens or not all(map(_is_wordy, tokens)):
        return False
    words = [word for token in tokens for word in _words_in(token)]
    if not body.isascii() or any(word in _INSTRUCTIONS or set(word) == {"x"} for word in words):
        return True
    return all(word in _WORDS or word.isdigit() for word in words) and any(word in _SUBJECTS for word in words)


def _is_wordy(token: str) -> bool:
    """Return whether a person wrote this: a word, words run together as in `YourKey`, or a number behind them."""
    if not token.isascii():
        return token.isalpha() and len(token) <= _LONGEST_FOREIGN_WORD
    match = _NUMBERED.fullmatch(token)
    if match is None or match["word"] is None:
        return match is not None
    word = match["word"]
    if _are_run_together(word.lower()):
        return True
    pieces = _PIECE.findall(word)
    is_short = all(len(piece) <= _LONGEST_WORD for piece in pieces)
    return is_short and (len(pieces) <= 1 or len(word) / len(pieces) >= _SHORTEST_AVERAGE)


def _words_in(token: str) -> list[str]:
    """Return the words of a token in lower case, those that are run together apart."""
    if token.lower() not in _WORDS and _are_run_together(token.rstrip("0123456789").lower()):
        return _apart(token.lower())
    pieces = [piece.lower() for piece in _PIECE.findall(token)]
    # Two letters of a capital and a small one stand in many a random text.
    return pieces if len(pieces) == 1 else [piece for piece in pieces if len(piece) > 2] or [token.lower()]


def _are_run_together(token: str) -> bool:
    return len(token) <= _LONGEST_RUN and re.fullmatch(_RUN_TOGETHER, token) is not None


def _apart(run: str) -> list[str]:
    return [word for word in _WORDS if len(word) > 1 and word in run]
