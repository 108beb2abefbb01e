# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""What words, and the names of elements, say of a passage being body: log-odds."""

import re

from cpython.mem cimport PyMem_Free
from cpython.unicode cimport PyUnicode_GET_LENGTH
from libc.stdint cimport uint64_t

from coranto.extract.alike cimport allocate
from coranto.extract.characters cimport first_key, hash_into, hash_names_into

from coranto.extract.characters import hash_word

_TOKEN = re.compile(r"[a-z]+")
_WORD_OR_END = re.compile(r"\w+|\n")

cdef enum:
    _SHORT = 240  # characters up to which the words of a passage are looked up
    _MOST = 150  # words of a passage, or tokens of a name, that there can be
    _LETTERS = 128  # the key of a single letter is its code point

cdef uint64_t _SPREAD = 0x94D049BB133111EB


cdef class Table:
    """Log-odds by the keys of words: half empty, a key is looked for from its place on (linear probing)."""

    def __cinit__(self, dict odds):
        cdef Py_ssize_t slots = 2
        self._shift = 63
        while slots < 2 * len(odds):
            slots *= 2
            self._shift -= 1
        self._slots = <Slot *>allocate(slots, sizeof(Slot))
        for word, value in odds.items():
            key = hash_word(word)
            if key:
                slot = self._find(key)
                slot.key, slot.odds = key, value

    def __dealloc__(self):
        PyMem_Free(self._slots)

    cdef Slot *_find(self, uint64_t key) noexcept:
        """Return where a key is, or would be."""
        cdef Py_ssize_t last = (<Py_ssize_t>1 << 64 - self._shift) - 1
        cdef Py_ssize_t place = key * _SPREAD >> self._shift
        while self._slots[place].key and self._slots[place].key != key:
            place = place + 1 & last
        return &self._slots[place]

    cdef float of(self, uint64_t key) noexcept:
        """Return the log-odds of a key; 0 where nothing is known."""
        return self._find(key).odds


cdef class Lexicon:
    """Log-odds of being body, by token of an element's names and by word."""

    def __cinit__(self, names, words):
        self.names, self.words = dict(names), dict(words)
        self._names, self._words = Table(self.names), Table(self.words)

    def __reduce__(self):
        return Lexicon, (self.names, self.words)

    cdef Odds name_odds(self, str names) noexcept:
        """Return the log-odds of the distinct tokens of what an element is called."""
        cdef uint64_t keys[_MOST]
        cdef Odds found = Odds(0, 0, 0)
        cdef Py_ssize_t count, number
        cdef bint begun = False
        if PyUnicode_GET_LENGTH(names) > 2 * _MOST:
            return found
        count = hash_names_into(names, keys)
        for number in range(count):
            if keys[number] >= _LETTERS and not is_among(keys[number], keys, number):
                take(&found, self._names.of(keys[number]), begun)
                begun = True
        return found

    cdef Odds word_odds(self, str text) noexcept:
        """Return the log-odds of the words of a short passage; its first word counts twice."""
        cdef uint64_t keys[_MOST]
        cdef Odds found = Odds(0, 0, 0)
        cdef Py_ssize_t count = hash_into(text, keys) if PyUnicode_GET_LENGTH(text) <= _SHORT else 0
        cdef Py_ssize_t number
        if count:
            take(&found, self._words.of(first_key(keys[0])), False)
        for number in range(count):
            take(&found, self._words.of(keys[number]), True)
        return found


cdef inline bint is_among(uint64_t key, const uint64_t *keys, Py_ssize_t count) noexcept:
    cdef Py_ssize_t number
    for number in range(count):
        if keys[number] == key:
            return True
    return False


cdef inline void take(Odds *found, float odds, bint begun) noexcept:
    """Add log-odds to what was found."""
    found.low = min(found.low, odds) if begun else odds
    found.high = max(found.high, odds) if begun else odds
    found.total += odds


def name_tokens(str names not None):
    """Return the distinct tokens of what an element is called: ``post-body js-x`` is post, body, js."""
    return tuple(dict.fromkeys([token for token in _TOKEN.findall(names) if len(token) > 1]))


def text_tokens(str text not None):
    """Return the words of a short passage, the first one marked; none of a long one."""
    if len(text) > _SHORT:
        return []
    found = _WORD_OR_END.findall(text.lower().replace("\n", " "))
    return [f"^{found[0]}", *found] if found else []
