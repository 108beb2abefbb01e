# cython: language_level=3, boundscheck=False, wraparound=False
"""Reads the parser's tree where it lies in memory: the only module that depends on turbohtml's inner layout.

``tree.pxd`` declares that layout for one version. The first document shows whether it is that version, and whether what
is read by the layout is what turbohtml itself says; the numbers of names are learnt from it, not copied.
"""

from cpython.mem cimport PyMem_Calloc, PyMem_Free
from cpython.object cimport PyObject
from cpython.unicode cimport PyUnicode_FromKindAndData
from libc.stdint cimport uint8_t, uint32_t, uintptr_t

import turbohtml

from coranto.errors import ParserRefused

MADE_FOR = "1.15.4"
_NAMES = ("class", "id", "itemprop", "role", "aria-label", "data-testid", "data-component", "style", "hidden",
          "aria-hidden", "datetime", "name", "property", "http-equiv", "content", "type")
_PLACES = {name.encode(): place for place, name in enumerate(_NAMES)}
_RARE = "coranto-rare"
"""An attribute that no table of common names has."""
_SAMPLE = f"<p {_RARE} {' '.join(f'{name}=v-{name}' for name in _NAMES)}>One &amp; two<b>three</b><!--4-->é</p>five"

cdef bint _checked = False
cdef uint32_t _first_rare = 0  # number of the first rare name of a tree
cdef uint32_t _common[NAMED]  # the numbers of the names above, 0 for rare ones


cdef class Reader:
    """Reads one document, and keeps it alive. Nobody may change it meanwhile.

    Raises:
        ParserRefused: this is not the turbohtml whose layout is known.
    """

    def __cinit__(self, document):
        if type(document) is not turbohtml.Document:
            raise TypeError(f"not a document: {type(document).__name__}")
        if not _checked:
            _check()
        self._document, self.tree = document, tree_of(document)
        self._number_names()

    def __dealloc__(self):
        PyMem_Free(self._names)

    cdef int _number_names(self) except -1:
        """Note which of the tree's numbers stand for the known names: their place plus 1, 0 for any other."""
        cdef uint32_t rare
        cdef int name
        self._numbers = _first_rare + self.tree.rare_name_count
        self._names = <uint8_t *>PyMem_Calloc(self._numbers, 1)
        if self._names == NULL:
            raise MemoryError
        for name in range(NAMED):
            if _common[name]:
                self._names[_common[name]] = name + 1
        for rare in range(self.tree.rare_name_count):
            self._names[_first_rare + rare] = _place_of(&self.tree.rare_names[rare]) + 1
        return 0

    cdef void find_attributes(self, const Node *node, const Attribute **found) noexcept:
        """Set the attributes that an element has of the known ones, NULL for the others."""
        cdef Py_ssize_t place
        cdef uint32_t number
        for place in range(NAMED):
            found[place] = NULL
        for place in range(node.attribute_count):
            number = node.attributes[place].name
            if number < self._numbers and self._names[number]:
                found[self._names[number] - 1] = &node.attributes[place]

    cdef Text text_of(self, const Node *node) noexcept:
        """Return the characters of a text, wherever they lie."""
        cdef const Tree *tree = self.tree
        cdef uintptr_t place = <uintptr_t>node.text
        if not place & 1:
            return Text(node.text, 4, node.length)
        place >>= 1
        if tree.source == NULL or place + <uintptr_t>node.length > <uintptr_t>tree.length:
            return Text(NULL, 4, 0)
        return Text(<const char *>tree.source + place * tree.kind, tree.kind, node.length)

    cdef str text_in(self, const Node *element):
        """Return the text that is in an element itself, not in others in it."""
        cdef const Node *node = element.first_child
        cdef Text text
        cdef list found = []
        while node != NULL:
            if node.type == TEXT:
                text = self.text_of(node)
                found.append(PyUnicode_FromKindAndData(text.kind, text.data, text.length))
            node = node.next
        return "".join(found)


cdef str characters_of(const Py_UCS4 *points, Py_ssize_t length):
    """Return characters as a string."""
    return PyUnicode_FromKindAndData(4, points, length) if length else ""


cdef const Tree *tree_of(object document) noexcept:
    return (<NodeObject *><PyObject *>document).handle.tree


cdef int _place_of(const AttributeName *found) except -2:
    """Return the place of a name among the known ones, or -1."""
    return _PLACES.get(found.name[: found.length], -1)


cdef int _check() except -1:
    """Learn the numbers of the names, and compare what is read by the layout with what turbohtml says."""
    global _checked
    if turbohtml.__version__ != MADE_FOR or turbohtml.Document.__basicsize__ != sizeof(NodeObject):
        raise _refusal(f"turbohtml {turbohtml.__version__} is not the version that Coranto reads")
    _learn(turbohtml.parse(_SAMPLE, positions=False))
    _checked = True
    for sample in (_SAMPLE, _SAMPLE + "\r\n", _SAMPLE + "中", _SAMPLE + "😀"):  # all the ways to keep the source
        document = turbohtml.parse(sample, positions=False)
        if _read(Reader(document)) != [_said(node) for node in document.descendants]:
            _checked = False
            raise _refusal(f"turbohtml {MADE_FOR} as built here keeps its tree otherwise than Coranto reads it")
    return 0


def _refusal(message):
    return ParserRefused(message, where="turbohtml", hint=f"install the wheel of turbohtml=={MADE_FOR} from PyPI")


cdef int _learn(object document) except -1:
    """Learn the numbers of the names from the sample's first paragraph, whose first attribute is the first rare one."""
    global _first_rare
    cdef const Tree *tree = tree_of(document)
    cdef const Node *node = tree.document
    cdef uint32_t number
    cdef int name
    while node != NULL and node.attribute_count != NAMED + 1:
        node = following(node, tree.document)
    if node == NULL:
        raise _refusal("the sample's attributes are not found")
    _first_rare = node.attributes[0].name
    for name in range(NAMED):
        number = node.attributes[name + 1].name
        _common[name] = number if number < _first_rare else 0
    return 0


cdef list _read(Reader reader):
    """Return what the sample's nodes are, read by the layout."""
    cdef const Attribute *found[NAMED]
    cdef const Node *node = following(reader.tree.document, reader.tree.document)
    read = []
    while node != NULL:
        if node.type == ELEMENT:
            reader.find_attributes(node, found)
            read.append((characters_of(node.text, node.length), [value_of(found[name]) for name in range(NAMED)]))
        elif node.type == TEXT:
            text = reader.text_of(node)
            read.append(PyUnicode_FromKindAndData(text.kind, text.data, text.length))
        else:
            read.append(None)
        node = following(node, reader.tree.document)
    return read


def _said(node):
    """Return what turbohtml says of a node, as ``_read`` tells it."""
    if type(node) is turbohtml.Element:
        return node.tag, [node.attr(name) or "" for name in _NAMES]
    return node.data if type(node) is turbohtml.Text else None
