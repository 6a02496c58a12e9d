"""Muon: momentum whose matrices are made orthogonal before they move the weights.

Jordan et al. 2024, "Muon: an optimizer for hidden layers in neural networks". The gradient of a convolution is a matrix
of low rank: a few directions drown all others. Orthogonalising its running mean moves along all of them alike, which
takes a network of convolutions as far as Adam in about two thirds of the steps, for one matrix product a layer.
"""

from __future__ import annotations

from collections import defaultdict
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
            # All of one shape at once: a GPU is kept waiting by many small operations, not by large ones.
            alike: dict[torch.Size, list[Tensor]] = defaultdict(list)
            for parameter in group["params"]:
                if parameter.grad is not None:
                    alike[parameter.shape if parameter.ndim > 1 else torch.Size()].append(parameter)
            for shape, parameters in alike.items():
                move = _step_of_matrices if shape else _step_of_vectors
                move(parameters, [self.state[p] for p in parameters], group)


def orthogonalized(matrices: Tensor) -> Tensor:
    """The nearest matrices whose singular values are all about 1 (0.7 to 1.2), by Newton and Schulz's iteration.

    Args:
        matrices: (…, m, n), float32, of any scale; zeros stay zeros.

    Returns:
        (…, m, n) float32.
    """
    upright = matrices.shape[-2] > matrices.shape[-1]
    wide = matrices.mT if upright else matrices
    a, b, c = _NEWTON_SCHULZ
    wide = wide / (wide.norm(dim=(-2, -1), keepdim=True) + 1e-7)
    for _ in range(5):
        gram = wide @ wide.mT
        wide = a * wide + (b * gram + c * gram @ gram) @ wide
    result: Tensor = wide.mT if upright else wide
    return result


def _step_of_matrices(parameters: list[Tensor], states: list[dict[str, Any]], group: dict[str, Any]) -> None:
    gradients = [_gradient(parameter) for parameter in parameters]
    for parameter, state in zip(parameters, states, strict=True):
        state.setdefault("mean", torch.zeros_like(parameter))
    means = [state["mean"] for state in states]
    torch._foreach_lerp_(means, gradients, 1 - group["momentum"])
    nesterov = torch._foreach_lerp(gradients, means, group["momentum"])
    matrices = torch.stack([matrix.flatten(1) for matrix in nesterov])
    updates = orthogonalized(matrices).view(len(parameters), *parameters[0].shape)
    # An orthogonal (m, n) matrix has entries of mean square 1 / max(m, n).
    length = max(matrices.shape[1:]) ** 0.5
    torch._foreach_add_(parameters, list(updates.unbind()), alpha=-group["lr"] * _UPDATE_RMS * length)


def _step_of_vectors(parameters: list[Tensor], states: list[dict[str, Any]], group: dict[str, Any]) -> None:
    gradients = [_gradient(parameter) for parameter in parameters]
    for parameter, state in zip(parameters, states, strict=True):
        if not state:
            state.update(
                mean=torch.zeros_like(parameter), square=torch.zeros_like(parameter), step=torch.zeros(())
            )
        state["step"] += 1
    first, second = group["betas"]
    means, squares = [state["mean"] for state in states], [state["square"] for state in states]
    torch._foreach_lerp_(means, gradients, 1 - first)
    torch._foreach_lerp_(squares, torch._foreach_mul(gradients, gradients), 1 - second)
    count = float(states[0]["step"])
    deviations = torch._foreach_div(squares, 1 - second**count)
    torch._foreach_sqrt_(deviations)
    torch._foreach_add_(deviations, 1e-8)
    torch._foreach_addcdiv_(parameters, means, deviations, value=-group["lr"] / (1 - first**count))


def _gradient(parameter: Tensor) -> Tensor:
    assert parameter.grad is not None
    return parameter.grad
