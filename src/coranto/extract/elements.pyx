# cython: language_level=3, boundscheck=False, wraparound=False
"""What elements are by their names and attributes, for the walk: parts of the text, hidden, furniture."""

from libc.stdint cimport uint8_t, uint32_t

from coranto.extract.tree cimport (
    ARIA_HIDDEN, CLASS, COMPONENT, ELEMENT, HIDDEN, ID, LABEL, NAMED, STYLE, TEXT,
    Attribute, Node, Reader, characters_of, following, value_of,
)

cdef enum:
    _MAX_NAMES = 300
    _FURNISHED = 20_000  # characters from which a nav or footer is no furniture: somebody forgot to close it
    _LOOKED_AT = 100_000  # nodes of it up to which it can be furniture
    _ATOMS = 512
    _NAMESPACES = 3

_SKIPPED = (
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "head", "title", "select",
    "textarea", "datalist", "canvas", "audio", "video", "picture", "img", "source", "link", "meta", "input", "map",
    "dialog",
)
_INLINE = (
    "abbr", "acronym", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "sub", "sup", "time",
    "tt", "u", "var", "wbr", "amp-link",
)
_DRAWN = (
    "path", "g", "use", "circle", "rect", "polygon", "polyline", "line", "ellipse", "defs", "symbol", "stop",
    "clippath", "lineargradient", "mask", "desc", "text", "tspan",
)
_EFFECTS = (
    dict.fromkeys(_SKIPPED, UNSHOWN)
    | dict.fromkeys(_INLINE, PLAIN)
    | {"a": LINK, "b": STRONG, "strong": STRONG, "nav": NAV, "footer": FOOTER, "html": HTML}
)
_ROLES = (
    dict.fromkeys((*_EFFECTS, *_DRAWN), NONE)
    | {"br": BREAK, "time": TIME, "nav": BLOCK, "footer": BLOCK, "html": BLOCK}
)
_SURROUND = ("article", "main")
_OPENERS = ("h1", "article", "main")
"""What no furniture holds."""
_SOURCES = {"meta": META, "script": SCRIPT, "title": TITLE}

cdef Kind _kinds[_NAMESPACES][_ATOMS]
cdef Kind _unlisted  # what the last element was whose name HTML does not know
cdef list _tags = [None] * (_NAMESPACES * _ATOMS)


cdef inline bint is_listed(const Node *node) noexcept:
    return 0 < node.atom < _ATOMS and node.namespace < _NAMESPACES


cdef str tag_of(const Node *node):
    """Return an element's name; those that HTML knows are made once."""
    if not is_listed(node):
        return characters_of(node.text, node.length)
    cdef Py_ssize_t place = node.namespace * _ATOMS + node.atom
    if _tags[place] is None:
        _tags[place] = characters_of(node.text, node.length)
    return _tags[place]


cdef const Kind *kind_of(const Node *node) except NULL:
    """Return what an element of such a name is, until the next call; a name that HTML knows is looked up once."""
    cdef Kind *kind = &_kinds[node.namespace][node.atom] if is_listed(node) else &_unlisted
    if not kind.known:
        tag = tag_of(node)
        kind.effect, kind.role = _EFFECTS.get(tag, CONTAINS), _ROLES.get(tag, BLOCK)
        kind.source = _SOURCES.get(tag, NOTHING)
        kind.opens, kind.surrounds = tag in _OPENERS, tag in _SURROUND
        kind.known = is_listed(node)
    return kind


cdef str names_of(const Attribute **attributes):
    """Return the values of the attributes that name an element, joined by blanks, cut, lower-case."""
    cdef Py_UCS4 points[_MAX_NAMES]
    cdef Py_ssize_t filled = 0, place
    cdef uint32_t point
    cdef bint ascii = True
    cdef int name
    for name in range(CLASS, COMPONENT + 1):
        if attributes[name] == NULL or not attributes[name].length:
            continue
        if filled and filled < _MAX_NAMES:
            points[filled] = 32
            filled += 1
        for place in range(min(attributes[name].length, _MAX_NAMES - filled)):
            point = attributes[name].value[place]
            ascii &= point < 128
            points[filled] = point + 32 if 65 <= point <= 90 else point
            filled += 1
    found = characters_of(points, filled)
    return found if ascii else found.lower()


cdef bint is_hidden(const Attribute **attributes) except -1:
    """Whether an element's attributes hide it."""
    if attributes[HIDDEN] != NULL:
        return True
    if attributes[STYLE] != NULL:
        style = value_of(attributes[STYLE])
        if "display" in style and "display:none" in style.replace(" ", "").lower():
            return True
    return attributes[ARIA_HIDDEN] != NULL and value_of(attributes[ARIA_HIDDEN]) == "true"


cdef bint is_furniture(Reader reader, const Node *node, uint8_t effect) except -1:
    """Whether a ``nav`` or ``footer`` is the site's: no breadcrumb trail, no article's foot, not the page itself."""
    cdef const Attribute *found[NAMED]
    if effect == FOOTER and is_in_article(node):
        return False
    reader.find_attributes(node, found)
    if "crumb" in (value_of(found[CLASS]) or value_of(found[LABEL]) or value_of(found[ID])).lower():
        return False
    return holds_little(node)


cdef bint is_in_article(const Node *node) except -1:
    while node.parent != NULL:
        node = node.parent
        if node.type == ELEMENT and kind_of(node).surrounds:
            return True
    return False


cdef bint holds_little(const Node *top) except -1:
    """Whether an element holds less text than a page, and no headline or article."""
    cdef const Node *node = following(top, top)
    cdef Py_ssize_t characters = 0, seen = 0
    while node != NULL:
        if node.type == TEXT:
            characters += node.length
        elif node.type == ELEMENT and kind_of(node).opens:
            return False
        seen += 1
        if characters >= _FURNISHED or seen > _LOOKED_AT:
            return False
        node = following(node, top)
    return True
