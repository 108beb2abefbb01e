from libc.stdint cimport uint64_t

cdef struct Odds:
    # Log-odds of several words: the lowest, the highest, the sum.
    float low
    float high
    float total


cdef class Table:
    cdef uint64_t *_keys
    cdef float *_odds
    cdef int _shift
    cdef Py_ssize_t _slot(self, uint64_t key) noexcept
    cdef float of(self, uint64_t key) noexcept


cdef class Lexicon:
    cdef readonly dict names
    cdef readonly dict words
    cdef Table _names
    cdef Table _words
    cdef Odds name_odds(self, str names) noexcept
    cdef Odds word_odds(self, str text) noexcept
