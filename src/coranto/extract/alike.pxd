from libc.stdint cimport uint64_t


cdef class Keys:
    cdef Py_ssize_t count
    cdef uint64_t *keys
    # For each the place of the first one that is the same.
    cdef Py_ssize_t *first
    cdef int find_first(self) except -1


cdef void *allocate(size_t count, size_t size) except NULL
