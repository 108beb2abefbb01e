# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""Kinds of characters, counted in a text, and the words of texts as numbers."""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t

import numpy as np

cdef extern from "Python.h":
    bint Py_UNICODE_ISALNUM(Py_UCS4)
    Py_UCS4 Py_UNICODE_TOLOWER(Py_UCS4)

cdef enum:
    _BASIC = 0x10000  # code points that the tables know; the last one stands for all beyond
    _CASED = 0x600  # below this they are asked for case and digits: Latin, Greek, Cyrillic, Armenian, Hebrew
    _DOTTED_I = 0x130  # its small letter is two characters

cdef enum:
    _STOP = 1
    _COMMA = 2
    _SPACE = 4
    _QUOTE = 8
    _LOWER = 16
    _ODD = 32
    _DIGIT = 64
    _UPPER = 128

_MARKS = ((".!?…。！？।؟", _STOP), (",،、，", _COMMA), (" \n", _SPACE), ("\"'”’»“‘)]」』", _QUOTE), ("©|•·›»→", _ODD))

cdef enum:
    _LANE = 12  # bits for each of the five counts that are summed in one number
    _RUN = 4_000  # characters after which the sums are taken out, before a lane runs over

cdef uint64_t _RADIX = 0x9E3779B97F4A7C15
cdef uint64_t _FIRST = 0xBF58476D1CE4E5B9

cdef uint8_t _kinds[_BASIC]
cdef uint32_t _small[_BASIC]
"""For each character of a word the small letter's code point, for others nothing."""
cdef uint32_t _plain[_BASIC]
"""The same for the letters a to z alone."""
cdef uint64_t _lanes[256]
"""For each set of kinds a number that has a one in the lane of each kind that is counted so."""

ctypedef fused Unit:
    uint8_t
    uint16_t
    uint32_t


cdef Counts count_characters(str text) noexcept:
    """Return the counts of a text that is not empty."""
    cdef const void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text)
    if PyUnicode_KIND(text) == 1:
        return count_units(<const uint8_t *>data, length)
    if PyUnicode_KIND(text) == 2:
        return count_units(<const uint16_t *>data, length)
    return count_units(<const uint32_t *>data, length)


cdef inline uint32_t known(Unit point) noexcept:
    if Unit is uint32_t:
        return min(point, <uint32_t>(_BASIC - 1))
    else:
        return point


cdef Counts count_units(const Unit *points, Py_ssize_t length) noexcept:
    cdef Counts counts = Counts(0, 0, 0, 0, 0, 0, False, False, False)
    cdef Py_ssize_t place = 0, end
    cdef uint64_t sums
    cdef uint8_t kind = 0
    while place < length:
        end, sums = min(length, place + _RUN), 0
        for place in range(place, end):
            kind = _kinds[known(points[place])]
            sums += _lanes[kind]
            if kind & _STOP and (place + 1 == length or _kinds[known(points[place + 1])] & (_SPACE | _QUOTE)):
                counts.stops += 1
        place = end
        take_out(sums, &counts)
    counts.closed = kind & (_STOP | _QUOTE) != 0
    counts.colon = points[length - 1] == c':'
    counts.opens_low = _kinds[known(points[0])] & _LOWER != 0
    return counts


cdef inline void take_out(uint64_t sums, Counts *counts) noexcept:
    """Add sums to the counts."""
    cdef uint64_t lane = (1 << _LANE) - 1
    counts.spaces += sums & lane
    counts.commas += sums >> _LANE & lane
    counts.odd += sums >> 2 * _LANE & lane
    counts.capitals += sums >> 3 * _LANE & lane
    counts.digits += sums >> 4 * _LANE & lane


cdef Py_ssize_t hash_into(str text, uint64_t *keys) noexcept:
    r"""Set the keys of a text's words (``\w+``, case aside); return how many: at most half as many as characters.

    The key is the word's value as a number in a large radix, modulo 2**64 (Karp and Rabin 1987).
    """
    return hash_runs(text, _small, keys)


cdef Py_ssize_t hash_names_into(str names, uint64_t *keys) noexcept:
    """Set the keys of the runs of the letters a to z, as for words; return how many."""
    return hash_runs(names, _plain, keys)


cdef Py_ssize_t hash_runs(str text, const uint32_t *letters, uint64_t *keys) noexcept:
    cdef const void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text)
    if PyUnicode_KIND(text) == 1:
        return hash_units(<const uint8_t *>data, length, letters, keys)
    if PyUnicode_KIND(text) == 2:
        return hash_units(<const uint16_t *>data, length, letters, keys)
    return hash_units(<const uint32_t *>data, length, letters, keys)


cdef Py_ssize_t hash_units(const Unit *points, Py_ssize_t length, const uint32_t *letters, uint64_t *keys) noexcept:
    cdef Py_ssize_t found = 0, place
    cdef uint64_t power = 0, key = 0
    cdef uint32_t letter
    for place in range(length):
        letter = letters[known(points[place])]
        if letter:
            key = key + letter * power if power else letter
            power = power * _RADIX if power else _RADIX
        elif power:
            keys[found] = key
            found += 1
            power = 0
    if power:
        keys[found] = key
        found += 1
    return found


cdef inline uint64_t first_key(uint64_t key) noexcept:
    """Return the key of a word as the first word of a text."""
    return (key ^ key >> 29) * _FIRST


def hash_words(texts):
    """Return the keys of the words of texts, in order, and how many words begin before each text."""
    cdef uint64_t[::1] keys = np.empty(sum((len(text) + 1) // 2 for text in texts) + 1, np.uint64)
    cdef int64_t[::1] firsts = np.empty(len(texts), np.int64)
    cdef Py_ssize_t found = 0, number
    for number, text in enumerate(texts):
        firsts[number] = found
        found += hash_into(text, &keys[found])
    return np.asarray(keys)[:found], np.asarray(firsts)


def hash_word(str word not None):
    """Return the key of one word; one that begins with ``^`` is another one, the same word as a text's first."""
    keys, _ = hash_words([word.removeprefix("^")])
    if not len(keys):
        return 0
    return first_key(keys[0]) if word.startswith("^") else int(keys[0])


cdef int _fill_tables() except -1:
    cdef Py_ssize_t point
    cdef int lane, kinds
    for point in range(_BASIC):
        letter = chr(point)
        if Py_UNICODE_ISALNUM(point) or letter == "_":
            _small[point] = point if point == _DOTTED_I else Py_UNICODE_TOLOWER(point)
    for point in range(c'a', c'z' + 1):
        _plain[point] = point
    for point in range(_CASED):
        letter = chr(point)
        _kinds[point] = _DIGIT * letter.isdigit() | _UPPER * letter.isupper() | _LOWER * letter.islower()
    for marks, kind in _MARKS:
        for mark in marks:
            _kinds[<Py_ssize_t>ord(mark)] |= <uint8_t>kind
    for kinds in range(256):
        for lane, kind in enumerate((_SPACE, _COMMA, _ODD, _UPPER, _DIGIT)):
            if kinds & <int>kind:
                _lanes[kinds] |= <uint64_t>1 << lane * _LANE
    return 0


_fill_tables()
