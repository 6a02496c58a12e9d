"""Cells: Voronoi diagrams, square tiles along a direction field, and the seams between cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from .sheet import FloatArray, Sheet

Labels = NDArray[np.int32]


def voronoi(sheet: Sheet, points: FloatArray) -> Labels:
    """Number of the nearest point (in pixels, (n, 2) as x, y) for each pixel."""
    seeds = np.full(sheet.shape, 255, np.uint8)
    column = np.clip(points[:, 0].astype(int), 0, sheet.width - 1)
    row = np.clip(points[:, 1].astype(int), 0, sheet.height - 1)
    seeds[row, column] = 0
    labels = cv2.distanceTransformWithLabels(seeds, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)[1]
    return labels.astype(np.int32)


def compact(labels: NDArray[np.int64]) -> Labels:
    """Renumber labels from 0 without gaps."""
    return np.unique(labels, return_inverse=True)[1].reshape(labels.shape).astype(np.int32)


def seam_distance(labels: Labels) -> FloatArray:
    """Distance in pixels of each pixel to the nearest border between cells."""
    edge = np.ones(labels.shape, np.uint8)
    edge[:, 1:][labels[:, 1:] != labels[:, :-1]] = 0
    edge[1:][labels[1:] != labels[:-1]] = 0
    return cv2.distanceTransform(edge, cv2.DIST_L2, 5)


def cell_means(labels: Labels, image: FloatArray) -> FloatArray:
    """Mean colour of each cell, (n, 3)."""
    flat = labels.ravel()
    count = np.maximum(np.bincount(flat), 1)
    return np.stack(
        [np.bincount(flat, image[..., c].ravel()) / count for c in range(image.shape[2])], axis=1
    ).astype(np.float32)


def centroids(labels: Labels, keep: NDArray[np.bool_]) -> tuple[FloatArray, NDArray[np.bool_]]:
    """Centres (n, 2) as x, y of the kept pixels of each cell, and which cells have any."""
    rows, columns = np.nonzero(keep)
    flat, size = labels[rows, columns], int(labels.max()) + 1
    count = np.bincount(flat, minlength=size)
    x = np.bincount(flat, columns, size) / np.maximum(count, 1)
    y = np.bincount(flat, rows, size) / np.maximum(count, 1)
    return np.stack([x, y], axis=1).astype(np.float32), count > 0


def tesserae(
    sheet: Sheet, angle: FloatArray, pitch: float, seams: NDArray[np.bool_], rounds: int = 7
) -> tuple[Labels, FloatArray]:
    """Square tiles that align with a direction field and keep off seams.

    After A. Hausner, "Simulating Decorative Mosaics" (SIGGRAPH 2001): a centroidal Voronoi diagram under
    the maximum norm, turned at each tile to the field.

    Args:
        sheet: Gives the shape and the random source.
        angle: (rows, columns) direction field.
        pitch: Tile spacing in design units.
        seams: Pixels that tiles should not cover.
        rounds: Relaxation steps.

    Returns:
        The tile of each pixel and its distance from the tile's centre under the tile's norm, in half tiles.
    """
    step = pitch * sheet.unit
    y, x = np.mgrid[step / 2 : sheet.height : step, step / 2 : sheet.width : step]
    points = np.stack([x.ravel(), y.ravel()], axis=1) + sheet.rng.uniform(-0.3, 0.3, (x.size, 2)) * step
    for turn in range(rounds + 1):
        labels, depth = _pyramids(sheet, points.astype(np.float32), angle, step)
        if turn == rounds:
            break
        centers, has = centroids(labels, (labels >= 0) & ~seams)
        points[: len(centers)][has] = centers[has]
    return labels, depth / (step / 2)


def _pyramids(sheet: Sheet, points: FloatArray, angle: FloatArray, step: float) -> tuple[Labels, FloatArray]:
    """Nearest point of each pixel under the maximum norm turned to the field, and the distance in pixels."""
    depth = np.full(sheet.shape, 1e9, np.float32)
    labels = np.zeros(sheet.shape, np.int32)
    reach = int(1.8 * step) + 1
    columns, rows = (
        np.arange(sheet.width, dtype=np.float32),
        np.arange(sheet.height, dtype=np.float32)[:, None],
    )
    for i, (px, py) in enumerate(points):
        x0, x1 = max(0, int(px) - reach), min(sheet.width, int(px) + reach)
        y0, y1 = max(0, int(py) - reach), min(sheet.height, int(py) + reach)
        theta = angle[min(int(py), sheet.height - 1), min(int(px), sheet.width - 1)]
        cos, sin = np.float32(np.cos(theta)), np.float32(np.sin(theta))
        dx, dy = columns[x0:x1] - px, rows[y0:y1] - py
        distance = np.maximum(np.abs(dx * cos + dy * sin), np.abs(dy * cos - dx * sin))
        patch = depth[y0:y1, x0:x1]
        nearer = distance < patch
        patch[nearer] = distance[nearer]
        labels[y0:y1, x0:x1][nearer] = i
    return labels, depth
