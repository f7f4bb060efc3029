"""The one small network of the package: hashed features are summed, rectified, and weighed."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from thinc.api import NumpyOps

Floats = NDArray[np.float32]
Hashed = NDArray[np.int32]
OPS = NumpyOps()


@dataclass(frozen=True, slots=True)
class Network:
    """`table` holds a row for each hashed feature, `output` a column for each label."""

    table: Floats
    bias: Floats
    output: Floats
    output_bias: Floats

    def hidden(self, features: Hashed) -> Floats:
        """The summed rows of each example's features, what is below zero cut off."""
        summed: Floats = np.asarray(OPS.gather_add(self.table, features)) + self.bias
        return np.maximum(summed, 0)

    def predict(self, features: Hashed) -> Floats:
        """The probability of each label, one row for each example."""
        return softmax(self.hidden(features) @ self.output + self.output_bias)


def softmax(scores: Floats) -> Floats:
    """Rows that sum to one."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=1, keepdims=True)
    return shares
