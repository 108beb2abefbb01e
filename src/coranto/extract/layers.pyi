from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

_Matrix = npt.NDArray[np.float32]
_Vector = npt.NDArray[np.float32]

def clipped(parts: Sequence[_Matrix], lowest: _Vector, highest: _Vector) -> _Matrix: ...
def rectified(rows: _Matrix, biases: _Vector) -> _Matrix: ...
def mean_chances(odds: _Matrix, biases: _Vector) -> _Vector: ...
