import numpy as np
import numpy.typing as npt

from coranto.extract.dom import Page
from coranto.extract.lexicon import Lexicon

Matrix = npt.NDArray[np.float32]
Vector = npt.NDArray[np.float32]

class Columns:
    size: Vector
    def __init__(self, page: Page) -> None: ...

def describe(columns: Columns, lexicon: Lexicon) -> Matrix: ...
def context(chances: Vector, columns: Columns) -> Matrix: ...
