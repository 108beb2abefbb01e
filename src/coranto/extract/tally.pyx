# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""What is counted over all passages of a page before its kind is told: compiled, as most pages need no more."""

from coranto.extract.walk cimport Passage

cdef enum:
    _LEAST = 8  # characters of links that any linked headline has
    _CARD = 20  # characters from which a linked line counts as the headline of another page
    _DENSE = 0x2E80  # from this character on scripts say in half as many characters what others say
    _TEASERS = 2  # passages after a linked headline that may be its teaser
    _LABEL = 40  # characters of a label that holds a time of day
    _ENDING = 6  # characters at its end of which one is a digit, where its first is none


cdef bint _is_card(Passage found) noexcept:
    cdef Py_ssize_t size = len(found.text)
    if found.link_chars < _LEAST or 10 * found.link_chars <= 8 * size:
        return False
    return size >= _CARD or (2 * size >= _CARD and <Py_UCS4>found.text[0] >= _DENSE)


def is_card(Passage found):
    """Whether a passage is a linked headline."""
    return _is_card(found)


def count_cards(list passages):
    """Return how many passages are linked headlines."""
    cdef Passage found
    cdef Py_ssize_t count = 0
    for found in passages:
        count += _is_card(found)
    return count


def count_characters(list passages, Py_ssize_t least=0):
    """Return the characters, links aside, of the passages that are longer than ``least``."""
    cdef Passage found
    cdef Py_ssize_t size, count = 0
    for found in passages:
        size = len(found.text)
        if size > least:
            count += size - found.link_chars
    return count


def count_untold(list passages, list body):
    """Return the characters, links aside, of the body's passages that are no linked headline's teaser.

    ``body`` holds some of ``passages``, in their order.
    """
    cdef Passage found
    cdef Py_ssize_t number, last = -_TEASERS - 1, place = 0, count = 0
    for number in range(len(passages)):
        found = <Passage>passages[number]
        if _is_card(found):
            last = number
        if place < len(body) and body[place] is found:
            place += 1
            if number - last > _TEASERS:
                count += len(found.text) - found.link_chars
    return count


cdef bint _is_separator(Py_UCS4 character) noexcept:
    return character in u":.hH٫時时点點시"


cdef bint _holds_time(str text, Py_ssize_t size) noexcept:
    """Whether two digits stand after a separator after a digit; a blank may stand on either side of it."""
    cdef Py_ssize_t at, before, after
    for at in range(1, size - 2):
        if _is_separator(<Py_UCS4>text[at]):
            before = at - 2 if (<Py_UCS4>text[at - 1]).isspace() and at > 1 else at - 1
            after = at + 2 if (<Py_UCS4>text[at + 1]).isspace() else at + 1
            if after + 1 < size and (<Py_UCS4>text[before]).isdigit():
                if (<Py_UCS4>text[after]).isdigit() and (<Py_UCS4>text[after + 1]).isdigit():
                    return True
    return False


cdef bint _ends_in_digit(str text, Py_ssize_t size) noexcept:
    cdef Py_ssize_t at
    for at in range(max(0, size - _ENDING), size):
        if (<Py_UCS4>text[at]).isdigit():
            return True
    return False


def find_timed(list passages):
    """Return the numbers of the passages that may be a time of day, or begin with one."""
    cdef Passage found
    cdef Py_ssize_t number, size
    cdef list timed = []
    for number in range(len(passages)):
        found = <Passage>passages[number]
        size = len(found.text)
        if (<Py_UCS4>found.text[0]).isdigit() or (size <= _LABEL and _ends_in_digit(found.text, size)):
            if _holds_time(found.text, min(size, _LABEL)):
                timed.append(number)
    return timed
