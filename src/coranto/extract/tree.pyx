# cython: language_level=3, boundscheck=False, wraparound=False
"""Reads the parser's tree where it lies in memory: the only module that depends on turbohtml's inner layout.

``tree.pxd`` declares that layout for one version. The first document shows whether it is that version and whether
what is read by the layout is what turbohtml itself says; numbers of names are learnt from it, not copied.
"""

from cpython.unicode cimport PyUnicode_FromKindAndData
from libc.stdint cimport uint32_t, uintptr_t
from libc.string cimport memcmp

import turbohtml

from coranto.errors import ParserRefused

MADE_FOR = "1.15.4"
_NAMES = ("class", "id", "itemprop", "role", "aria-label", "data-testid", "data-component", "style", "hidden",
          "aria-hidden", "datetime")
_ENCODED = tuple(name.encode() for name in _NAMES)
_RARE = "coranto-rare"
"""An attribute that no table of common names has."""
_SAMPLE = f"<p {_RARE} {' '.join(f'{name}=v-{name}' for name in _NAMES)}>One &amp; two<b>three</b><!--4-->é</p>five"

cdef bint _checked = False
cdef uint32_t _first_rare = 0
"""Number of the first rare name of a tree."""
cdef uint32_t _common[NAMED]
"""The numbers of the names above, 0 for rare ones."""


cdef Tree *tree_of(object document) except NULL:
    """Return the tree of a turbohtml document, which lives as long as that.

    Raises:
        ParserRefused: this is not the turbohtml whose layout is known.
    """
    if type(document) is not turbohtml.Document:
        raise TypeError(f"not a document: {type(document).__name__}")
    if not _checked:
        _check()
    return (<NodeObject *><PyObject *>document).handle.tree


cdef void number_names(const Tree *tree, uint32_t *numbers) noexcept:
    """Set the numbers that the names of ``Name`` have in a tree; 0 stands for one that does not occur."""
    cdef uint32_t rare
    cdef int name
    for name in range(NAMED):
        numbers[name] = _common[name]
    for rare in range(tree.rare_name_count):
        name = _place(&tree.rare_names[rare])
        if name >= 0:
            numbers[name] = _first_rare + rare


cdef int _place(const AttributeName *found) noexcept:
    """Return the place of a name in the order of the names, or -1."""
    cdef int name
    for name in range(NAMED):
        if len(<bytes>_ENCODED[name]) == found.length and not memcmp(<char *><bytes>_ENCODED[name], found.name, found.length):
            return name
    return -1


cdef void find_attributes(const Node *node, const uint32_t *numbers, const Attribute **found) noexcept:
    """Set the attributes that an element has of those in the order of the names, by the numbers of its tree, NULL for the others."""
    cdef Py_ssize_t place
    cdef int name
    for name in range(NAMED):
        found[name] = NULL
    for place in range(node.attribute_count):
        for name in range(NAMED):
            if numbers[name] == node.attributes[place].name:
                found[name] = &node.attributes[place]


cdef Text text_of(const Tree *tree, const Node *node) noexcept:
    """Return the characters of a text, wherever they lie."""
    cdef uintptr_t place = <uintptr_t>node.text
    if not place & 1:
        return Text(node.text, 4, node.length)
    place >>= 1
    if tree.source == NULL or place + <uintptr_t>node.length > <uintptr_t>tree.length:
        return Text(NULL, 4, 0)
    return Text(<const char *>tree.source + place * tree.kind, tree.kind, node.length)


cdef str characters_of(const Py_UCS4 *points, Py_ssize_t length):
    """Return characters as a string."""
    return PyUnicode_FromKindAndData(4, points, length) if length else ""


cdef int _check() except -1:
    """Learn the numbers of the names, and compare what is read by the layout with what turbohtml says."""
    global _checked
    if turbohtml.__version__ != MADE_FOR or turbohtml.Document.__basicsize__ != sizeof(NodeObject):
        raise _refusal(f"turbohtml {turbohtml.__version__} is not the version that Coranto reads")
    for sample in (_SAMPLE, _SAMPLE + "\r\n"):  # with a carriage return, the tree keeps a source of its own
        _compare(turbohtml.parse(sample, positions=False))
    _checked = True
    return 0


cdef int _compare(object document) except -1:
    cdef const Tree *tree = (<NodeObject *><PyObject *>document).handle.tree
    _learn(tree)
    if _read(tree) != [_said(node) for node in document.descendants]:
        raise _refusal(f"turbohtml {MADE_FOR} as built here keeps its tree otherwise than Coranto reads it")
    return 0


def _refusal(message):
    return ParserRefused(message, where="turbohtml", hint=f"install the wheel of turbohtml=={MADE_FOR} from PyPI")


cdef int _learn(const Tree *tree) except -1:
    """Learn the numbers of the names from the sample's first paragraph, whose first attribute is the first rare one."""
    global _first_rare
    cdef const Node *node = tree.document
    while node != NULL and node.attribute_count != NAMED + 1:
        node = following(node, tree.document)
    if node == NULL:
        raise _refusal("the sample's attributes are not found")
    _first_rare = node.attributes[0].name
    cdef int name
    for name in range(NAMED):
        number = node.attributes[name + 1].name
        _common[name] = number if number < _first_rare else 0
    return 0


cdef list _read(const Tree *tree):
    """Return what the sample's nodes are, read by the layout."""
    cdef uint32_t numbers[NAMED]
    cdef const Attribute *found[NAMED]
    cdef const Node *node = following(tree.document, tree.document)
    number_names(tree, numbers)
    read = []
    while node != NULL:
        if node.type == ELEMENT:
            find_attributes(node, numbers, found)
            values = [characters_of(found[name].value, found[name].length) for name in range(NAMED) if found[name] != NULL]
            read.append((characters_of(node.text, node.length), values))
        elif node.type == TEXT:
            text = text_of(tree, node)
            read.append((PyUnicode_FromKindAndData(text.kind, text.data, text.length), None))
        else:
            read.append(None)
        node = following(node, tree.document)
    return read


def _said(node):
    """Return what turbohtml says of a node, as ``_read`` tells it."""
    if type(node) is turbohtml.Element:
        return node.tag, [node.attr(name) for name in _NAMES if node.attr(name) is not None]
    return (node.data, None) if type(node) is turbohtml.Text else None
