"""Tensors only: AdaIN, the networks, their weights."""
