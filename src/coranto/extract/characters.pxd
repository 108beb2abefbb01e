from libc.stdint cimport uint64_t

cdef struct Counts:
    Py_ssize_t spaces
    # Full stops and the like that end a sentence: before a blank, a quotation mark or the end.
    Py_ssize_t stops
    Py_ssize_t commas
    Py_ssize_t capitals
    Py_ssize_t digits
    # Marks of furniture: copyright signs, bars, bullets, arrows.
    Py_ssize_t odd
    # Whether the text ends as a sentence does, ends with a colon, and begins with a small letter.
    bint closed
    bint colon
    bint opens_low

cdef Counts count_characters(str text) noexcept
cdef Py_ssize_t hash_into(str text, uint64_t *keys) noexcept
cdef Py_ssize_t hash_names_into(str names, uint64_t *keys) noexcept
cdef uint64_t first_key(uint64_t key) noexcept
