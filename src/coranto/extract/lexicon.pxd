from libc.stdint cimport uint64_t

cdef struct Odds:
    # Log-odds of several words: the lowest, the highest, the sum.
    float low
    float high
    float total


cdef struct Slot:
    uint64_t key  # 0 for an empty one
    float odds


cdef class Table:
    cdef Slot *_slots
    cdef int _shift
    cdef Slot *_find(self, uint64_t key) noexcept
    cdef float of(self, uint64_t key) noexcept


cdef class Lexicon:
    cdef readonly dict names
    cdef readonly dict words
    cdef Table _names
    cdef Table _words
    cdef Odds name_odds(self, str names) noexcept
    cdef Odds word_odds(self, str text) noexcept
