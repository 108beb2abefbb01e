cdef class Container:
    cdef readonly str tag
    cdef readonly Py_ssize_t parent
    cdef readonly Py_ssize_t depth
    cdef readonly str names
    cdef readonly bint hidden
    cdef public Py_ssize_t end


cdef class Passage:
    cdef readonly str text
    cdef readonly str tag
    cdef readonly Py_ssize_t container
    cdef readonly Py_ssize_t link_chars
    cdef readonly Py_ssize_t strong_chars
