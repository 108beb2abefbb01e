# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""What the body model sees of a passage: its text, its element, its neighbours, its template.

``docs/explanation/extraction.md`` lists the columns. What is said of an element is gathered once for each container,
parents before children, and copied to the passages in it.
"""

from cpython.mem cimport PyMem_Free
from libc.math cimport log1p
from libc.stdint cimport uint32_t, uint64_t

from coranto.extract.alike cimport Keys, allocate
from coranto.extract.characters cimport Counts, count_characters
from coranto.extract.lexicon cimport Lexicon, Odds
from coranto.extract.walk cimport Container, Passage

import numpy as np

_TAGS = ("p", "div", "li", "td", "h1", "h2", "h3", "h4", "figcaption", "blockquote", "button", "pre", "dd", "span")
_AROUND = ("article", "main", "nav", "aside", "footer", "header", "form", "figure", "table", "ul", "ol", "blockquote",
           "section", "button", "li", "p")

cdef enum:
    _PROSE = 80  # characters from which a passage with few links counts as prose
    _TOLD = 9  # characters above which a passage is looked for in the title ...
    _DESCRIBED = 30  # ... and in the description and in what the structured data holds
    _NEAR = 6  # passages around one whose figures it sees
    _FAR = 8  # passages around one of which it sees what the first look thought
    _NEIGHBOURLY = 8  # how many of a passage's own columns its neighbours see
    _LEVELS = 4  # containers above a passage whose names are described
    _LIKENESSES = 3  # the same element, the same parent, the same template

# Where the columns of each kind begin.
cdef enum:
    OWN = 0
    TAGS = 20
    AROUND = 34
    NAMES = 51
    SUBTREES = 63
    INSIDE = 78
    GROUPS = 81
    PLACES = 93
    NEIGHBOURS = 102
    WIDTH = 150
    CONTEXT = 20  # columns that the second look adds

cdef int[_FAR] _STEPS = [-3, -2, -1, 1, 2, 3, -5, 5]
cdef double[3] _SHARES = [0.95, 0.8, 0.6]
cdef uint64_t _MIXED = 0x9E3779B97F4A7C15

_DESCRIPTIONS = ("og:description", "description")
_KNOWN = {
    tag: (_TAGS.index(tag) if tag in _TAGS else -1, 1 << _AROUND.index(tag) if tag in _AROUND else 0)
    for tag in (*_TAGS, *_AROUND)
}
"""For each tag the place of its own column, -1 for none, and the bit that says that it is around."""
_UNKNOWN = (-1, 0)

cdef enum:
    _HIDDEN = 16  # the place of that bit, after the tags around
    _H1 = 4  # the place of that tag

cdef struct Sums:
    double count
    double chars
    double links
    double prose

cdef struct Group:
    Sums sums
    float[4] seen
    double mass
    double sure

cdef struct Held:
    # What is known of a container.
    Py_ssize_t above  # the root is above itself
    Py_ssize_t end
    Py_ssize_t alike  # the first container of its template
    bint root
    uint32_t around
    int tag
    float depth
    Sums below
    float[3] seen
    Odds odds
    Odds way  # of all on the way to the root, the root's own not in the sum

cdef struct Said:
    # What is known of a passage.
    Py_ssize_t container
    Py_ssize_t[_LIKENESSES] group
    float size
    float links
    float prose


cdef class Columns:
    """A page's passages and containers as arrays."""

    cdef readonly object size
    cdef object page
    cdef list passages, containers
    cdef Py_ssize_t count, held_count
    cdef Held *held
    cdef Said *said
    cdef Group *groups[_LIKENESSES]
    cdef double whole  # characters of prose on the page
    cdef Py_ssize_t[3] best  # the innermost containers that hold such a share of the prose

    def __cinit__(self, page):
        self.page, self.passages, self.containers = page, page.passages, page.containers
        self.count, self.held_count = len(self.passages), len(self.containers)
        self.held = <Held *>allocate(self.held_count, sizeof(Held))
        self.said = <Said *>allocate(self.count, sizeof(Said))
        for likeness in range(_LIKENESSES):
            self.groups[likeness] = <Group *>allocate(self.held_count, sizeof(Group))
        self.size = np.empty(self.count, np.float32)
        self._read_containers()
        self._read_passages()
        self._group()
        self._sum_groups()
        self._sum_subtrees()

    def __dealloc__(self):
        PyMem_Free(self.held)
        PyMem_Free(self.said)
        for likeness in range(_LIKENESSES):
            PyMem_Free(self.groups[likeness])

    cdef int _read_containers(self) except -1:
        cdef Container container
        cdef Held *held
        cdef Py_ssize_t number
        for number in range(self.held_count):
            container, held = self.containers[number], &self.held[number]
            held.root, held.above = container.parent < 0, max(container.parent, 0)
            held.end, held.depth = container.end, container.depth / 10.0
            held.tag, held.around = _KNOWN.get(container.tag, _UNKNOWN)
            held.around |= container.hidden << _HIDDEN
            if not held.root:
                held.around |= self.held[held.above].around
        return 0

    cdef int _read_passages(self) except -1:
        cdef Passage passage
        cdef Said *said
        cdef Py_ssize_t number
        cdef float[::1] size = self.size
        cdef double whole = 0
        for number in range(self.count):
            passage, said = self.passages[number], &self.said[number]
            said.container = passage.container
            said.size = size[number] = len(passage.text)
            said.links = min(<float>passage.link_chars, said.size)
            said.prose = said.size if said.size >= _PROSE and said.links < <float>0.3 * said.size else 0
            whole += said.prose
        self.whole = max(whole, 1.0)
        return 0

    cdef int _group(self) except -1:
        """Number the group of each passage, for each likeness: there are at most as many as containers."""
        cdef Said *said
        cdef Py_ssize_t number
        self._find_templates()
        for number in range(self.count):
            said = &self.said[number]
            said.group[0], said.group[1] = said.container, self.held[said.container].above
            said.group[2] = self.held[said.container].alike
        return 0

    cdef int _find_templates(self) except -1:
        """Find the containers of one template: those with one tag and names, in parents that are alike."""
        cdef Keys shapes = Keys(self.held_count), pairs = Keys(self.held_count)
        cdef Container container
        cdef Py_ssize_t number
        for number in range(self.held_count):
            container = self.containers[number]
            shapes.keys[number] = <uint64_t>hash(container.tag) * _MIXED + <uint64_t>hash(container.names)
            pairs.keys[number] = shapes.keys[number] * _MIXED + shapes.keys[self.held[number].above]
        pairs.find_first()
        for number in range(self.held_count):
            self.held[number].alike = pairs.first[number]
        return 0

    cdef void _sum_groups(self) noexcept:
        cdef Said *said
        cdef Group *group
        cdef Py_ssize_t number
        cdef int likeness
        for number in range(self.count):
            said = &self.said[number]
            for likeness in range(_LIKENESSES):
                add(&self.groups[likeness][said.group[likeness]].sums, said)
        for likeness in range(_LIKENESSES):
            for number in range(self.held_count):
                group = &self.groups[likeness][number]
                if group.sums.count:
                    group.seen[0] = log1p(group.sums.count)
                    group.seen[1] = log1p(group.sums.chars / group.sums.count) / 5
                    group.seen[2] = group.sums.links / max(group.sums.chars, 1.0)
                    group.seen[3] = group.sums.prose / self.whole

    cdef void _sum_subtrees(self) noexcept:
        """Sum up from below; find the innermost containers that hold most of the prose."""
        cdef Held *held
        cdef Py_ssize_t number
        cdef int share
        for number in range(self.count):
            add(&self.held[self.said[number].container].below, &self.said[number])
        for number in range(self.held_count - 1, -1, -1):
            held = &self.held[number]
            held.seen[0] = held.below.prose / self.whole
            held.seen[1] = held.below.links / max(held.below.chars, 1.0)
            held.seen[2] = log1p(held.below.chars) / 5
            for share in range(3):
                if not self.best[share] and held.below.prose >= _SHARES[share] * self.whole:
                    self.best[share] = number
            if not held.root:
                merge(&self.held[held.above].below, &held.below)

    cdef int name(self, Lexicon lexicon) except -1:
        """Set what the names on the way to the root say."""
        cdef Held *held
        cdef const Odds *above
        cdef Py_ssize_t number
        for number in range(self.held_count):
            held = &self.held[number]
            if held.alike == number:
                held.odds = lexicon.name_odds((<Container>self.containers[number]).names)
            else:
                held.odds = self.held[held.alike].odds
            if held.root:
                held.way = Odds(held.odds.low, held.odds.high, 0)
            else:
                above = &self.held[held.above].way
                held.way.low, held.way.high = min(held.odds.low, above.low), max(held.odds.high, above.high)
                held.way.total = held.odds.total + above.total
        return 0

    cdef int write_own(self, Py_ssize_t number, Lexicon lexicon, float *row) except -1:
        """Write what a passage's text says by itself."""
        cdef Passage passage = self.passages[number]
        cdef float size = self.said[number].size, links = self.said[number].links
        cdef Counts counts = count_characters(passage.text)
        cdef float words = counts.spaces + 1
        cdef Odds odds = lexicon.word_odds(passage.text)
        row[0] = log1p(size)
        row[1] = links / size
        row[2] = min(<float>1, passage.strong_chars / size)
        row[3] = min(counts.stops, 8) / 4.0
        row[4] = min(<float>1, 12 * counts.stops / words)
        row[5] = counts.commas / words
        row[6], row[7], row[8] = odds.total, odds.low, odds.high
        row[9], row[10], row[11] = counts.closed, counts.colon, counts.opens_low
        row[12] = 6 * counts.capitals / size
        row[13] = counts.digits / size
        row[14] = size / words / 10
        row[15] = min(counts.odd, 2)
        row[16] = "@" in passage.text or "http" in passage.text
        return 0

    cdef int write_told(self, float[:, ::1] rows) except -1:
        """Write whether the page's own title, description and structured data hold a passage."""
        cdef str title = self.page.title, body = self.page.told_body, text
        cdef str description = description_of(self.page.metas)
        cdef Py_ssize_t number
        for number in range(self.count):
            text = (<Passage>self.passages[number]).text
            rows[number, 17] = _TOLD < len(text) <= len(title) and text in title
            rows[number, 18] = len(text) > _DESCRIBED and len(description) > 0 and text[:100] in description
            rows[number, 19] = (1 if text[5:45] in body else -1) if len(text) >= _DESCRIBED and len(body) else 0
        return 0

    cdef void write_element(self, const Said *said, float *row) noexcept:
        """Write what a passage's element is, what is around it, and what these are called."""
        cdef const Held *held = &self.held[said.container]
        cdef const Held *here = held
        cdef int place
        for place in range(TAGS, NAMES):
            row[place] = 0
        if held.tag >= 0:
            row[TAGS + held.tag] = 1
        for place in range(_HIDDEN + 1):
            row[AROUND + place] = held.around >> place & 1
        for place in range(_LEVELS):
            row[NAMES + 2 * place] = here.odds.low if not place or not here.root else 0
            row[NAMES + 2 * place + 1] = here.odds.high if not place or not here.root else 0
            here = &self.held[here.above]
        row[NAMES + 8], row[NAMES + 9] = held.way.low, held.way.high
        row[NAMES + 10], row[NAMES + 11] = held.way.total, held.depth

    cdef void write_sums(self, const Said *said, float *row) noexcept:
        """Write how much of the page's prose, and how many links, are in the elements around and in those alike."""
        cdef const Held *here = &self.held[said.container]
        cdef int level, figure, share
        for level in range(_LEVELS + 1):
            for figure in range(3):
                row[SUBTREES + 3 * level + figure] = here.seen[figure]
            here = &self.held[here.above]
        for share in range(3):
            row[INSIDE + share] = self.best[share] <= said.container < self.held[self.best[share]].end
        for level in range(_LIKENESSES):
            for figure in range(4):
                row[GROUPS + 4 * level + figure] = self.groups[level][said.group[level]].seen[figure]

    cdef int write_places(self, float[:, ::1] rows) except -1:
        """Write where each passage stands: in the page, to the headline, to the first and last prose."""
        cdef Keys texts = Keys(self.count)
        cdef Py_ssize_t number, headline = self.find_headline()
        cdef double running = 0
        cdef float *row
        for number in range(self.count):
            texts.keys[number] = <uint64_t>hash((<Passage>self.passages[number]).text)
        texts.find_first()
        for number in range(self.count):
            row = &rows[number, PLACES]
            row[0] = number / <double>self.count
            row[1] = log1p(self.count) / 5
            row[2] = log1p(self.whole) / 8
            row[4] = running / self.whole
            running += self.said[number].prose
            row[3] = running / self.whole
            row[5] = min(max((number - headline) / 20.0, -2.0), 2.0) if headline >= 0 else 0
            row[6] = number < headline
            row[7] = headline >= 0
            row[8] = texts.first[number] != number
        return 0

    cdef Py_ssize_t find_headline(self) noexcept:
        """Return the number of the first ``h1``, or -1."""
        cdef Py_ssize_t number
        for number in range(self.count):
            if self.held[self.said[number].container].tag == _H1:
                return number
        return -1


def describe(Columns columns not None, Lexicon lexicon not None):
    """Return one row a passage (passages x columns)."""
    cdef Py_ssize_t number
    cdef float[:, ::1] rows = np.empty((columns.count, WIDTH if columns.count else 0), np.float32)
    if columns.count:
        columns.name(lexicon)
        for number in range(columns.count):
            columns.write_own(number, lexicon, &rows[number, OWN])
            columns.write_element(&columns.said[number], &rows[number, 0])
            columns.write_sums(&columns.said[number], &rows[number, 0])
        columns.write_told(rows)
        columns.write_places(rows)
        write_neighbours(rows)
    return np.asarray(rows)


def context(const float[::1] chances not None, Columns columns not None):
    """Return what the second look adds: the first look's chances of the neighbours and of each group."""
    cdef float[:, ::1] rows = np.empty((columns.count, CONTEXT), np.float32)
    cdef Py_ssize_t number, count = columns.count
    cdef double whole = 0, before = 0, weight
    cdef float *row
    cdef int step, likeness
    if chances.shape[0] != count:
        raise ValueError("there must be as many chances as passages")
    for number in range(count):
        whole += chances[number] * columns.said[number].size
    sum_chances(columns, chances)
    whole = max(whole, 1.0)
    for number in range(count):
        row, weight = &rows[number, 0], chances[number] * columns.said[number].size
        row[0] = chances[number]
        for step in range(_FAR):
            row[1 + step] = chances[number + _STEPS[step]] if 0 <= number + _STEPS[step] < count else 0
        row[9] = before / whole
        before += weight
        row[10] = 1 - before / whole
        for likeness in range(_LIKENESSES):
            group = &columns.groups[likeness][columns.said[number].group[likeness]]
            row[11 + 3 * likeness] = group.mass / max(group.sums.chars, 1.0)
            row[12 + 3 * likeness] = group.sure / group.sums.count
            row[13 + 3 * likeness] = group.mass / whole
    return np.asarray(rows)


cdef void sum_chances(Columns columns, const float[::1] chances) noexcept:
    """Sum up for each group the characters that the first look takes for body, and its chances."""
    cdef Py_ssize_t number
    cdef int likeness
    for likeness in range(_LIKENESSES):
        for number in range(columns.held_count):
            columns.groups[likeness][number].mass = columns.groups[likeness][number].sure = 0
        for number in range(columns.count):
            group = &columns.groups[likeness][columns.said[number].group[likeness]]
            group.mass += chances[number] * columns.said[number].size
            group.sure += chances[number]


cdef void write_neighbours(float[:, ::1] rows) noexcept:
    """Write the first figures of the passages around each one, zeros beyond the ends."""
    cdef Py_ssize_t number, other, count = rows.shape[0]
    cdef int step, figure
    for number in range(count):
        for step in range(_NEAR):
            other = number + _STEPS[step]
            for figure in range(_NEIGHBOURLY):
                rows[number, NEIGHBOURS + _NEIGHBOURLY * step + figure] = rows[other, figure] if 0 <= other < count else 0


cdef str description_of(dict metas):
    """Return what the page says of itself, blanks collapsed."""
    for name in _DESCRIPTIONS:
        if metas.get(name):
            return " ".join(metas[name][0].split())
    return ""


cdef inline void add(Sums *sums, const Said *said) noexcept:
    sums.count += 1
    sums.chars += said.size
    sums.links += said.links
    sums.prose += said.prose


cdef inline void merge(Sums *sums, const Sums *more) noexcept:
    sums.count += more.count
    sums.chars += more.chars
    sums.links += more.links
    sums.prose += more.prose
