"""Muon: orthogonal updates for matrices, Adam's for vectors."""

import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from rtstyle.training.muon import Muon, orthogonalized


@settings(max_examples=25, deadline=None)
@given(
    rows=st.integers(1, 24),
    columns=st.integers(1, 24),
    seed=st.integers(0, 2**16),
    scale=st.sampled_from([1e-4, 1.0, 1e3]),
)
def test_all_directions_of_a_matrix_count_alike(rows, columns, seed, scale):
    matrix = torch.randn(rows, columns, generator=torch.Generator().manual_seed(seed)) * scale
    exact_left, values, exact_right = torch.linalg.svd(matrix.double(), full_matrices=False)
    # Directions that are nearly nothing beside the others take more than five iterations to grow.
    strong = values > 0.05 * values[0]

    result = torch.linalg.svdvals(orthogonalized(matrix).double())

    assert result.max() < 1.3
    assert int((result > 0.6).sum()) >= int(strong.sum())
    # It is the same matrix with other singular values: the directions stay.
    turned = exact_left.T @ orthogonalized(matrix).double() @ exact_right.T
    assert (turned - turned.diag().diag()).abs().max() < 1e-3
    assert (turned.diag() > -1e-3).all()


def test_no_gradient_moves_nothing():
    assert torch.equal(orthogonalized(torch.zeros(3, 5)), torch.zeros(3, 5))


def test_an_update_of_a_convolution_has_the_size_that_the_rate_says():
    weight = nn.Parameter(torch.zeros(16, 8, 3, 3))
    weight.grad = torch.randn(16, 8, 3, 3, generator=torch.Generator().manual_seed(1)) * 1e-3

    Muon([weight], lr=0.01, betas=(0.9, 0.99)).step()

    # 0.2 × the rate, root mean square, as with Adam, for singular values of exactly 1
    assert 0.6 < weight.square().mean().sqrt().item() / (0.01 * 0.2) < 1.3
    assert (weight * weight.grad).sum() < 0


def test_vectors_move_as_adam_moves_them():
    torch.manual_seed(2)
    start, targets = torch.randn(7), torch.randn(5, 7)
    ours, reference = (nn.Parameter(start.clone()) for _ in range(2))
    muon = Muon([ours], lr=0.1, betas=(0.9, 0.99))
    adam = torch.optim.Adam([reference], lr=0.1, betas=(0.9, 0.99))
    for target in targets:
        for parameter, optimizer in ((ours, muon), (reference, adam)):
            optimizer.zero_grad()
            (parameter - target).square().sum().backward()
            optimizer.step()
    torch.testing.assert_close(ours, reference)


def test_with_a_falling_rate_it_ends_where_the_loss_is_least():
    torch.manual_seed(3)
    inputs, truth = torch.randn(256, 12) * torch.logspace(0, -1, 12), torch.randn(12, 12)
    layer = nn.Linear(12, 12, bias=False)
    optimizer = Muon(layer.parameters(), lr=0.0, betas=(0.9, 0.99))
    for step in range(150):
        optimizer.param_groups[0]["lr"] = 0.5 * (1 - step / 150)
        optimizer.zero_grad()
        (layer(inputs) - inputs @ truth).square().mean().backward()
        optimizer.step()
    torch.testing.assert_close(layer.weight.T, truth, atol=0.1, rtol=0)


def test_parameters_without_a_gradient_stay():
    weight = nn.Parameter(torch.ones(2, 2))
    Muon([weight], lr=1.0, betas=(0.9, 0.99)).step()
    assert torch.equal(weight, torch.ones(2, 2))
