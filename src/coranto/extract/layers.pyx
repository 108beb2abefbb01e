# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""What a small network does beside multiplying matrices: each in one pass, since a page has few rows."""

from libc.math cimport exp

import numpy as np

cdef enum:
    _STEEPEST = 30  # log-odds beyond this are as good as this


def clipped(parts, const float[::1] lowest not None, const float[::1] highest not None):
    """Return matrices (rows x columns) side by side, each column cut at its limits."""
    cdef Py_ssize_t row, start = 0, width = lowest.shape[0], rows = len(parts[0])
    cdef float[:, ::1] found = np.empty((rows, width), np.float32)
    cdef const float[:, ::1] part
    if highest.shape[0] != width or sum([other.shape[1] for other in parts]) != width:
        raise ValueError("the parts do not fit the limits")
    for part in parts:
        if part.shape[0] != rows:
            raise ValueError("the parts do not fit each other")
        for row in range(rows if part.shape[1] else 0):
            clip(&part[row, 0], &lowest[start], &highest[start], &found[row, start], part.shape[1])
        start += part.shape[1]
    return np.asarray(found)


cdef inline void clip(
    const float *values, const float *lowest, const float *highest, float *found, Py_ssize_t count
) noexcept:
    cdef Py_ssize_t place
    for place in range(count):
        found[place] = min(max(values[place], lowest[place]), highest[place])


def rectified(float[:, ::1] rows not None, const float[::1] biases not None):
    """Return the same matrix (rows x units), biases added and what is negative set to 0."""
    cdef Py_ssize_t row
    if biases.shape[0] != rows.shape[1]:
        raise ValueError("the biases do not fit the units")
    for row in range(rows.shape[0]):
        rectify(&rows[row, 0], &biases[0], rows.shape[1])
    return np.asarray(rows)


cdef inline void rectify(float *values, const float *biases, Py_ssize_t count) noexcept:
    cdef Py_ssize_t place
    for place in range(count):
        values[place] = max(values[place] + biases[place], <float>0)


def mean_chances(const float[:, ::1] odds not None, const float[::1] biases not None):
    """Return for each row (rows x outputs) the mean of the chances that log-odds, biases added, stand for."""
    cdef Py_ssize_t row, output, outputs = odds.shape[1]
    cdef float[::1] found = np.empty(odds.shape[0], np.float32)
    cdef double mean
    if biases.shape[0] != outputs:
        raise ValueError("the biases do not fit the outputs")
    for row in range(odds.shape[0]):
        mean = 0
        for output in range(outputs):
            mean += 1 / (1 + exp(-min(max(<double>odds[row, output] + biases[output], -_STEEPEST), _STEEPEST)))
        found[row] = mean / outputs
    return np.asarray(found)
