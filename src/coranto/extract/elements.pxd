from libc.stdint cimport uint8_t

from coranto.extract.tree cimport Attribute, Node, Reader

# What an element does to the text in it: nothing, sets it bold, links it, hides it, contains it, may hide it.
cdef enum:
    PLAIN = 0
    STRONG = 1
    LINK = 2
    UNSHOWN = 3
    CONTAINS = 4
    NAV = 5
    FOOTER = 6
    HTML = 7

# What an element does to the passage that is open when it starts: nothing, ends it, breaks the line, says a time.
cdef enum:
    NONE = 0
    BLOCK = 1
    BREAK = 2
    TIME = 3

# What the walk takes out of an element besides.
cdef enum:
    NOTHING = 0
    META = 1
    SCRIPT = 2
    TITLE = 3

cdef struct Kind:
    bint known
    uint8_t effect
    uint8_t role
    uint8_t source
    bint opens  # no furniture holds it
    bint surrounds  # a footer in it is its own

cdef const Kind *kind_of(const Node *node) except NULL
cdef str tag_of(const Node *node)
cdef str names_of(const Attribute **attributes)
cdef bint is_hidden(const Attribute **attributes) except -1
cdef bint is_furniture(Reader reader, const Node *node, uint8_t effect) except -1
