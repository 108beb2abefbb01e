import turbohtml

MAX_NODES: int

class Container:
    tag: str
    parent: int
    depth: int
    names: str
    hidden: bool
    end: int
    def __init__(self, tag: str, parent: int, depth: int, names: str, hidden: bool = False, end: int = 0) -> None: ...

class Passage:
    text: str
    tag: str
    container: int
    link_chars: int
    strong_chars: int
    def __init__(self, text: str, tag: str, container: int, link_chars: int, strong_chars: int) -> None: ...
    @property
    def link_density(self) -> float: ...

class Walk:
    containers: list[Container]
    passages: list[Passage]
    moments: list[tuple[int, str]]
    metas: dict[str, list[str]]
    data: list[str]
    def __init__(self, document: turbohtml.Document) -> None: ...
    @property
    def title(self) -> str: ...
