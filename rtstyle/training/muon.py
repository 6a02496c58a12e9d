"""Muon: momentum whose matrices are made orthogonal before they move the weights.

Jordan et al. 2024, "Muon: an optimizer for hidden layers in neural networks". The gradient of a convolution is a matrix
of low rank: a few directions drown all others. Orthogonalising its running mean moves along all of them alike, which
takes a network of convolutions as far as Adam in about two thirds of the steps, for one matrix product a layer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_NEWTON_SCHULZ = (3.4445, -4.7750, 2.0315)
"""A quintic that takes singular values in (0, 1] to about 1, five times applied; the coefficients are Jordan's."""
_UPDATE_RMS = 0.2
"""Root mean square of an update's entries as in Adam, so that Adam's learning rates fit (Liu et al. 2025, §2.2)."""


class Muon(torch.optim.Optimizer):
    """Muon for weights of two dimensions and more; Adam for biases and other vectors.

    Args:
        parameters: Of the network. Convolutions (out, in, h, w) count as matrices (out, in × h × w).
        lr: Learning rate, of both.
        betas: Adam's averages, for the vectors.
        momentum: Share of the past in Muon's mean of gradients; Nesterov's form is used.
    """

    def __init__(
        self,
        parameters: Iterable[Tensor],
        lr: float,
        betas: tuple[float, float],
        *,
        momentum: float = 0.95,
    ) -> None:
        super().__init__(list(parameters), {"lr": lr, "betas": betas, "momentum": momentum})

    @torch.no_grad()
    def step(self, closure: Callable[[], float] | None = None) -> None:  # type: ignore[override]
        """Moves every parameter that has a gradient."""
        assert closure is None, "a gradient is all that this optimizer looks at"
        for group in self.param_groups:
            for parameter in group["params"]:
                if parameter.grad is None:
                    continue
                move = _step_of_matrix if parameter.ndim > 1 else _step_of_vector
                move(parameter, parameter.grad, self.state[parameter], group)


def orthogonalized(matrix: Tensor) -> Tensor:
    """The nearest matrix whose singular values are all about 1 (0.7 to 1.2), by Newton and Schulz's iteration.

    Args:
        matrix: (m, n), float32, of any scale; zeros stay zeros.

    Returns:
        (m, n) float32.
    """
    wide: Tensor = matrix if matrix.shape[0] <= matrix.shape[1] else matrix.T
    a, b, c = _NEWTON_SCHULZ
    wide = wide / (torch.linalg.vector_norm(wide) + 1e-7)
    for _ in range(5):
        gram = wide @ wide.T
        wide = a * wide + (b * gram + c * gram @ gram) @ wide
    return wide if matrix.shape[0] <= matrix.shape[1] else wide.T


def _step_of_matrix(
    parameter: Tensor, gradient: Tensor, state: dict[str, Any], group: dict[str, Any]
) -> None:
    mean = state.setdefault("mean", torch.zeros_like(parameter))
    mean.lerp_(gradient, 1 - group["momentum"])
    matrix = gradient.lerp(mean, group["momentum"]).flatten(1)
    update = orthogonalized(matrix).reshape(parameter.shape)
    # An orthogonal (m, n) matrix has entries of mean square 1 / max(m, n).
    parameter.add_(update, alpha=-group["lr"] * _UPDATE_RMS * max(matrix.shape) ** 0.5)


def _step_of_vector(
    parameter: Tensor, gradient: Tensor, state: dict[str, Any], group: dict[str, Any]
) -> None:
    if not state:
        state.update(
            mean=torch.zeros_like(parameter), square=torch.zeros_like(parameter), step=torch.zeros(())
        )
    first, second = group["betas"]
    state["step"] += 1
    state["mean"].lerp_(gradient, 1 - first)
    state["square"].lerp_(gradient.square(), 1 - second)
    count = float(state["step"])
    deviation = (state["square"] / (1 - second**count)).sqrt_().add_(1e-8)
    parameter.addcdiv_(state["mean"], deviation, value=-group["lr"] / (1 - first**count))
