# cython: language_level=3, boundscheck=False, wraparound=False
"""Finds what is alike among many things, by their hashes."""

from cpython.mem cimport PyMem_Calloc, PyMem_Free
from libc.stdint cimport uint64_t

cdef uint64_t _MIXED = 0x9E3779B97F4A7C15


cdef class Keys:
    """Hashes of 64 bits. Nobody outside can foresee them, so two different things with one are left out of account."""

    def __cinit__(self, Py_ssize_t count):
        self.count = count
        self.keys = <uint64_t *>allocate(count, sizeof(uint64_t))
        self.first = <Py_ssize_t *>allocate(count, sizeof(Py_ssize_t))

    def __dealloc__(self):
        PyMem_Free(self.keys)
        PyMem_Free(self.first)

    cdef int find_first(self) except -1:
        """Set ``first``."""
        cdef size_t slots = 2, slot
        cdef Py_ssize_t place
        while slots < <size_t>(2 * self.count):
            slots *= 2
        cdef Py_ssize_t *table = <Py_ssize_t *>allocate(slots, sizeof(Py_ssize_t))  # places plus 1, linear probing
        for place in range(self.count):
            slot = (self.keys[place] * _MIXED >> 32) & (slots - 1)
            while table[slot] and self.keys[table[slot] - 1] != self.keys[place]:
                slot = slot + 1 & slots - 1
            if not table[slot]:
                table[slot] = place + 1
            self.first[place] = table[slot] - 1
        PyMem_Free(table)
        return 0


cdef void *allocate(size_t count, size_t size) except NULL:
    """Return zeroed memory."""
    found = PyMem_Calloc(max(count, 1), size)
    if found == NULL:
        raise MemoryError
    return found
