"""The parser's tree, as the C code of turbohtml 1.15.4 lays it out.

turbohtml ships no headers, so what is read is declared here (from ``dom/tree.h``, ``dom/tree_internal.h``,
``dom/ownership.h`` and ``dom/nodes.h``), for that one version: ``Reader`` refuses any other. Of the longer structures
only the beginning is declared. All of it is only ever read.
"""

from cpython.object cimport PyObject
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t

cdef enum:
    ELEMENT = 1
    TEXT = 2

cdef struct Attribute:
    uint32_t name
    # Number of the name: of a common one always the same, of a rare one its own in each tree.
    Py_UCS4 *value
    # NULL where there is none or an empty one.
    Py_ssize_t length

cdef struct Node:
    uint8_t type
    uint8_t attribute_capacity
    uint16_t atom
    # Number of an element's name; 0 for one that HTML does not know.
    uint8_t flags
    uint8_t namespace
    uint16_t binding
    uint32_t sequence
    uint8_t css_safety
    Node *parent
    Node *first_child
    Node *last_child
    Node *previous
    Node *next
    Py_UCS4 *text
    # An element's name or a text's characters; a text that was not changed is a tagged place in the source instead.
    Py_ssize_t length
    Attribute *attributes
    Py_ssize_t attribute_count

cdef struct AttributeName:
    const char *name
    uint32_t length
    uint32_t hash

cdef struct Tree:
    void *arena
    Node *document
    void *open_elements
    Py_ssize_t open_length
    uint64_t stack_version
    uint64_t scope_version
    uint16_t scope_atom
    uint16_t context_atom
    int scope_result
    int open_paragraphs
    Py_ssize_t open_capacity
    Py_ssize_t deepest
    void *formatting
    Py_ssize_t formatting_length
    Node *merged_text
    size_t merged_capacity
    Py_ssize_t formatting_hint
    void *formatting_hashes
    size_t hash_count
    size_t hash_capacity
    int hashes_valid
    uint32_t next_sequence
    Py_ssize_t formatting_capacity
    Node *head
    Node *fragment_root
    Node *form
    int *templates
    Py_ssize_t templates_length
    Py_ssize_t templates_capacity
    int frameset_ok
    int drop_newline
    Py_ssize_t text_offset
    int foster
    int reparse_hazard
    void *closing_tag
    int quirks
    int scripting
    int declarative_shadow
    int has_nul
    int xml
    int has_xml_namespace
    int can_span
    int track_positions
    int track_locations
    int kind
    # Bytes a character of the source, as in a ``str``.
    const void *source
    # What tagged places are places in.
    void *owned_source
    Py_ssize_t length
    int failed
    int errors_merged
    AttributeName *rare_names
    # The rare names; their numbers go on where those of the common ones end.
    uint32_t rare_name_count

cdef struct Handle:
    PyObject base
    Tree *tree

cdef struct NodeObject:
    PyObject base
    Handle *handle
    Node *node

# The attributes that are known by name, in the order of their names in ``tree.pyx``.
cdef enum:
    CLASS
    ID
    ITEMPROP
    ROLE
    LABEL
    TEST_ID
    COMPONENT
    STYLE
    HIDDEN
    ARIA_HIDDEN
    DATETIME
    NAME
    PROPERTY
    HTTP_EQUIV
    CONTENT
    KIND
    NAMED

cdef struct Text:
    const void *data
    int kind
    # Bytes a character.
    Py_ssize_t length


cdef class Reader:
    cdef object _document
    cdef const Tree *tree
    cdef uint8_t *_names
    cdef uint32_t _numbers
    cdef int _number_names(self) except -1
    cdef void find_attributes(self, const Node *node, const Attribute **found) noexcept
    cdef Text text_of(self, const Node *node) noexcept
    cdef str text_in(self, const Node *element)


cdef str characters_of(const Py_UCS4 *points, Py_ssize_t length)

cdef inline str value_of(const Attribute *attribute):
    """Return an attribute's value; nothing where there is none."""
    return characters_of(attribute.value, attribute.length) if attribute != NULL else ""

cdef inline const Node *following(const Node *node, const Node *top) noexcept:
    """Return the next node in document order below another one, or NULL."""
    if node.first_child != NULL:
        return node.first_child
    while node != top:
        if node.next != NULL:
            return node.next
        node = node.parent
    return NULL
