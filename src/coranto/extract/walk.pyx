# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""The walk over a parsed page: its passages, the elements around them, and what it says of itself.

The parser's tree is walked once in document order, without recursion, and only read. No Python code runs meanwhile,
so that nobody can change the tree.
"""

from cpython.mem cimport PyMem_Free, PyMem_Realloc
from libc.math cimport nearbyint
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t

from coranto.extract.elements cimport (
    BLOCK, BREAK, FOOTER, HTML, LINK, META, NAV, SCRIPT, STRONG, TIME, TITLE, UNSHOWN,
    Kind, is_furniture, is_hidden, kind_of, names_of, tag_of,
)
from coranto.extract.tree cimport (
    CONTENT, DATETIME, ELEMENT, HTTP_EQUIV, ITEMPROP, KIND, NAME, NAMED, PROPERTY, TEXT,
    Attribute, Node, Reader, Text, characters_of, value_of,
)

cdef extern from "Python.h":
    bint Py_UNICODE_ISSPACE(Py_UCS4)


cdef enum:
    _MAX_NODES = 100_000
    _MAX_TITLE = 4_000  # characters of the title element that are read
    _CUT = 0x110000  # stands for two line breaks or more in an open passage; no character has this number

MAX_NODES = _MAX_NODES
"""Nodes of a page that are walked (the largest held article page has 24,000)."""

# A *place* is a container's number, shifted by so many bits, with LINK and STRONG in the lowest two; or one of
# these: that of an element that is not shown, and of one not met yet.
cdef enum:
    _IN_CONTAINER = 2
    _NOWHERE = -1
    _UNPLACED = -2

cdef class Container:
    """An element that is a block.

    ``parent`` is its number in ``Page.containers``, -1 for the root; ``names`` what it is called by classes, id, role
    and labels, lower-case and joined by blanks; ``end`` the number of the first container after it that is not in it.
    """

    def __init__(self, str tag, Py_ssize_t parent, Py_ssize_t depth, str names, bint hidden=False, Py_ssize_t end=0):
        self.tag, self.parent, self.depth, self.names, self.hidden, self.end = tag, parent, depth, names, hidden, end

    def _values(self):
        return self.tag, self.parent, self.depth, self.names, self.hidden, self.end

    def __eq__(self, other):
        return isinstance(other, Container) and self._values() == other._values()

    def __repr__(self):
        return f"Container{self._values()}"


cdef class Passage:
    """A run of text without a block boundary in it.

    ``tag`` is the name of the element that holds the text directly, ``container`` its number in ``Page.containers``;
    ``link_chars`` and ``strong_chars`` are the characters of the text that are in links and in bold type.
    """

    def __init__(self, str text, str tag, Py_ssize_t container, Py_ssize_t link_chars, Py_ssize_t strong_chars):
        self.text, self.tag, self.container = text, tag, container
        self.link_chars, self.strong_chars = link_chars, strong_chars

    @property
    def link_density(self):
        """Share of the text that is links, 0 to 1."""
        return min(1.0, self.link_chars / <double>len(self.text))

    def _values(self):
        return self.text, self.tag, self.container, self.link_chars, self.strong_chars

    def __eq__(self, other):
        return isinstance(other, Passage) and self._values() == other._values()

    def __repr__(self):
        return f"Passage{self._values()}"


ctypedef fused Unit:
    uint8_t
    uint16_t
    uint32_t


cdef struct Open:
    const Node *node
    int64_t place


cdef inline bint is_space(Py_UCS4 point) noexcept:
    return (point <= 32 or point > 126) and Py_UNICODE_ISSPACE(point)


cdef inline Py_UCS4 blank_for(Py_ssize_t breaks) noexcept:
    """Return what stands in a passage for blanks with so many line breaks among them."""
    if breaks > 1:
        return _CUT
    return 10 if breaks else 32


cdef class Walk:
    """What one run over a document found.

    ``containers`` and ``passages`` are in document order; ``moments`` is what each ``time`` element says by its
    ``datetime``, with the number of the passage it stands in or before; ``metas`` the content of the ``meta`` elements
    by lower-case name, property, itemprop or http-equiv; ``data`` the texts of the scripts that hold JSON-LD.

    A container is numbered when the first text in it comes, the ones around it before it. ``open`` holds the elements
    around the node at hand, the document first, each with its place as soon as a text asked for it.
    """

    cdef readonly list containers
    cdef readonly list passages
    cdef readonly list moments
    cdef readonly dict metas
    cdef readonly list data
    cdef str _title
    cdef Reader reader
    cdef Open *open
    cdef Py_ssize_t open_room
    # the open passage: its characters, blanks collapsed; its container; what it counted
    cdef Py_UCS4 *points
    cdef Py_ssize_t room, filled
    cdef bint begun, gap, broken
    cdef Py_ssize_t breaks, raw, links, strongs, container
    cdef str moment

    def __cinit__(self, document):
        self.reader = Reader(document)
        self.containers, self.passages, self.moments = [], [], []
        self.metas, self.data = {}, []
        self.container = -1
        self.run()
        self.close()
        self.reader = None

    def __dealloc__(self):
        PyMem_Free(self.open)
        PyMem_Free(self.points)

    @property
    def title(self):
        """The text of the ``title`` element, blanks collapsed."""
        return " ".join(self._title[:_MAX_TITLE].split()) if self._title else ""

    cdef int run(self) except -1:
        """Fill the lists."""
        cdef const Node *node = self.reader.tree.document
        cdef Py_ssize_t depth = 0, seen
        for seen in range(_MAX_NODES):
            if node.first_child != NULL:
                self.enter(node, depth)
                depth += 1
                node = node.first_child
            else:
                while depth and node.next == NULL:
                    node = node.parent
                    depth -= 1
                if not depth:
                    break
                node = node.next
            if node.type == TEXT:
                self.read(node, depth - 1)
            elif node.type == ELEMENT:
                self.meet(node)
        return self.flush()

    cdef int enter(self, const Node *node, Py_ssize_t depth) except -1:
        """Note that a node is around those that come."""
        if depth == self.open_room:
            self.open_room = 2 * self.open_room + 64
            grown = <Open *>PyMem_Realloc(self.open, self.open_room * sizeof(Open))
            if grown == NULL:
                raise MemoryError
            self.open = grown
        self.open[depth] = Open(node, _UNPLACED if depth else _NOWHERE)
        return 0

    cdef int meet(self, const Node *node) except -1:
        """Do to the open passage what an element does that starts."""
        cdef const Kind *kind = kind_of(node)
        if kind.source:
            return self.note(node, kind.source)
        if kind.role == BLOCK:
            return self.flush()
        if kind.role == TIME:
            return self.note_moment(node)
        if kind.role == BREAK and self.begun:
            self.gap = self.broken = True
            self.breaks += 1
            self.raw += 1
        return 0

    cdef int note_moment(self, const Node *node) except -1:
        cdef const Attribute *found[NAMED]
        self.reader.find_attributes(node, found)
        self.moment = value_of(found[DATETIME])
        return 0

    cdef int note(self, const Node *node, uint8_t source) except -1:
        """Note what an element says of the page; it does nothing to the open passage."""
        cdef const Attribute *found[NAMED]
        if source == TITLE:
            self._title = self.reader.text_in(node) if self._title is None else self._title
            return 0
        self.reader.find_attributes(node, found)
        if source == SCRIPT:
            if found[KIND] != NULL and "ld+json" in value_of(found[KIND]).lower():
                self.data.append(self.reader.text_in(node))
        elif found[CONTENT] != NULL and found[CONTENT].length:
            content = value_of(found[CONTENT]).strip()
            for name in (NAME, PROPERTY, ITEMPROP, HTTP_EQUIV):
                if found[name] != NULL and found[name].length:
                    self.metas.setdefault(value_of(found[name]).strip().lower(), []).append(content)
        return 0

    cdef int read(self, const Node *node, Py_ssize_t around) except -1:
        """Add a text to the open passage, or to a new one."""
        cdef int64_t place = self.open[around].place
        if place == _NOWHERE:
            return 0
        cdef Text text = self.reader.text_of(node)
        cdef Py_ssize_t first = first_shown(&text)
        if first == text.length:
            self.gap = True
            self.raw += self.begun
            return 0
        if place == _UNPLACED:
            place = self.place(around)
            if place == _NOWHERE:
                return 0
        self.begin(place >> _IN_CONTAINER)
        return self.add(&text, first, place)

    cdef int begin(self, Py_ssize_t container) except -1:
        """Have a passage open for the text of a container."""
        if container != self.container:
            self.flush()
            self.container = container
        if self.moment is not None:
            self.moments.append((len(self.passages), self.moment))
            self.moment = None
        self.begun = True
        return 0

    cdef int add(self, const Text *text, Py_ssize_t first, int64_t place) except -1:
        """Add a text's characters from the first one that is not blank."""
        cdef Py_ssize_t last
        self.make_room(text.length + 2)
        self.gap |= first > 0
        if text.kind == 1:
            last = self.copy(<const uint8_t *>text.data, first, text.length)
        elif text.kind == 2:
            last = self.copy(<const uint16_t *>text.data, first, text.length)
        else:
            last = self.copy(<const uint32_t *>text.data, first, text.length)
        self.raw += text.length
        if place & LINK:
            self.links += last + 1 - first
        if place & STRONG:
            self.strongs += last + 1 - first
        return 0

    cdef int make_room(self, Py_ssize_t more) except -1:
        if self.filled + more > self.room:
            self.room = 2 * (self.filled + more)
            grown = <Py_UCS4 *>PyMem_Realloc(self.points, self.room * sizeof(Py_UCS4))
            if grown == NULL:
                raise MemoryError
            self.points = grown
        return 0

    cdef Py_ssize_t copy(self, const Unit *data, Py_ssize_t first, Py_ssize_t length) noexcept:
        """Copy characters with their blanks collapsed; return where the last one stood that is not blank."""
        cdef Py_ssize_t place, last = first
        cdef bint gap = self.gap
        cdef Py_UCS4 *end = self.points + self.filled
        for place in range(first, length):
            if is_space(data[place]):
                gap = True
                continue
            if gap:
                if end != self.points:
                    end[0] = blank_for(self.breaks)
                    end += 1
                self.breaks = 0
                gap = False
            end[0] = data[place]
            end += 1
            last = place
        self.filled = end - self.points
        self.gap = gap
        return last

    cdef int flush(self) except -1:
        """End the open passage; two line breaks in a row have ended one as well."""
        if self.begun:
            if self.broken:
                self.part()
            else:
                self.keep(0, self.filled, self.links, self.strongs)
        self.begun = self.gap = self.broken = False
        self.breaks = self.raw = self.links = self.strongs = self.filled = 0
        return 0

    cdef int part(self) except -1:
        """Keep the runs between cuts as passages, each with its share of the links and bold type."""
        cdef Py_ssize_t place, start = 0
        cdef double share
        for place in range(self.filled + 1):
            if place == self.filled or self.points[place] == _CUT:
                share = (place - start) / <double>self.raw
                self.keep(start, place, <Py_ssize_t>nearbyint(self.links * share), <Py_ssize_t>nearbyint(self.strongs * share))
                start = place + 1
        return 0

    cdef int keep(self, Py_ssize_t start, Py_ssize_t end, Py_ssize_t links, Py_ssize_t strongs) except -1:
        cdef Passage passage = Passage.__new__(Passage)
        passage.text = characters_of(self.points + start, end - start)
        passage.tag = (<Container>self.containers[self.container]).tag
        passage.container = self.container
        passage.link_chars, passage.strong_chars = links, strongs
        self.passages.append(passage)
        return 0

    cdef int64_t place(self, Py_ssize_t around) except -3:
        """Return the place of an element, placing those around it that have none yet, from the outside in."""
        cdef Py_ssize_t depth = around
        while self.open[depth].place == _UNPLACED:  # the document is nowhere
            depth -= 1
        for depth in range(depth + 1, around + 1):
            self.open[depth].place = self.place_in(self.open[depth].node, self.open[depth - 1].place)
        return self.open[around].place

    cdef int64_t place_in(self, const Node *node, int64_t outer) except -3:
        """Return the place of a node in a place."""
        if node.type != ELEMENT:  # what a template holds
            return _NOWHERE
        cdef uint8_t effect = kind_of(node).effect
        if outer == _NOWHERE:
            return self.contain(node, -1, 0) if effect == HTML else _NOWHERE
        if effect <= LINK:
            return outer | effect
        if effect == UNSHOWN or (effect == NAV or effect == FOOTER) and is_furniture(self.reader, node, effect):
            return _NOWHERE
        return self.contain(node, outer >> _IN_CONTAINER, outer & (LINK | STRONG))

    cdef int64_t contain(self, const Node *node, Py_ssize_t parent, int64_t type) except -3:
        """Number an element, and return its place."""
        cdef const Attribute *attributes[NAMED]
        cdef Container found = Container.__new__(Container)
        found.tag = tag_of(node)
        found.parent = parent
        found.depth = (<Container>self.containers[parent]).depth + 1 if parent >= 0 else 0
        found.names = ""
        if node.attribute_count:
            self.reader.find_attributes(node, attributes)
            found.names, found.hidden = names_of(attributes), is_hidden(attributes)
        self.containers.append(found)
        return (len(self.containers) - 1) << _IN_CONTAINER | type

    cdef int close(self) except -1:
        """Set the ends: containers are numbered from the outside in, so the last of a subtree is known from below."""
        cdef Py_ssize_t number
        cdef Container found, parent
        for number in range(len(self.containers) - 1, -1, -1):
            found = self.containers[number]
            found.end = max(found.end, number + 1)
            if found.parent >= 0:
                parent = self.containers[found.parent]
                parent.end = max(parent.end, found.end)
        return 0


cdef inline Py_ssize_t first_shown(const Text *text) noexcept:
    """Return the place of a text's first character that is not blank, or its length."""
    cdef Py_ssize_t place = 0
    if text.kind == 1:
        while place < text.length and is_space((<const uint8_t *>text.data)[place]):
            place += 1
    elif text.kind == 2:
        while place < text.length and is_space((<const uint16_t *>text.data)[place]):
            place += 1
    else:
        while place < text.length and is_space((<const uint32_t *>text.data)[place]):
            place += 1
    return place
