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

def walk(document: turbohtml.Document) -> tuple[list[Container], list[Passage], list[tuple[int, str]]]: ...
