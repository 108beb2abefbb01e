from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

_Keys = npt.NDArray[np.uint64]

def hash_words(texts: Sequence[str]) -> tuple[_Keys, npt.NDArray[np.int64]]: ...
def hash_word(word: str) -> int: ...
