"""Paint laid in strokes: along the shapes of the picture, and where it shows none, as the strokes of the style lie.

What a small network paints into a calm place is a weave, fine and regular, and the eye takes it for the screen's. A
painter's hand is neither: its marks run along what they paint. So paint is drawn out along the picture's own directions
(line integral convolution over a smoothed structure tensor: Kyprianidis and Kang, "Image and video abstraction by
coherence-enhancing filtering", Computer Graphics Forum 2011), its edges are made crisp again without a halo, and as
much of fine grain as that took away comes back as bristles, in the colours that it had. Where much happens in a small
place, an eye or a window, the network's own marks stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from rtstyle.engine.mark_layer import MarkLayer
from rtstyle.engine.motion import coordinates, planes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtstyle.engine.marks import StyleMarks
    from rtstyle.engine.motion import Plane
    from rtstyle.frame import Image

Lie: TypeAlias = "npt.NDArray[np.float64]"
"""How strokes lie: a vector of two, the cosine and the sine of twice the angle across them, at most of length 1."""

Pixels: TypeAlias = "npt.NDArray[Any]"

_REACHES = (1.5, 3.0, 5.5)
"""Pixels along a stroke at which paint is fetched from both sides, one after another: together about 20 pixels long."""
_CALM = 3.0
"""Slope of the picture's lightness, levels a pixel, below which a place is calm."""
_BUSY, _EDGE = 0.1, 0.75
"""How much of the strokes is seen where much happens in a small place, and along a clear edge."""
_USUAL_LIE = 2.6
"""Slope, levels a pixel, that the style's own direction counts for: clearer shapes have their own."""
_SPREADS = ((2, 1.0), (8, 0.2), (24, 0.05))
"""Pixels over which a direction spreads, and how much it counts there."""
_SOFT = 0.65
"""Blur before paint is drawn out, pixels: a weave's threads do not become lines."""
_CRISP = 1.2
"""How much steeper edges are made."""
_BRISTLES = 0.75
"""Share of the grain that strokes took away which comes back as bristles."""
_SEEN = 0.9
"""How much of the picture's own light and dark is laid over where much happens in a small place."""
_MARKED, _MARKS_ELSEWHERE = 0.15, 0.9
"""The power of calm that marks are laid by, so that most of a picture is calm enough; and how much of them is seen
along clear edges. Of what has to be recognised they hide a tenth as much as of a wall."""
_NEAR, _FAR = (5, 5), (11, 11)
"""Around a place, pixels of half the size: a direction is clear where both agree, and an eye has none."""
_NOTHING = 0.33
"""Added to squared slopes where they divide: a place without any has no direction."""
_LEAST_SIDE = 16
"""A smaller picture is left as it is, pixels."""
_BOX = np.ones((5, 5), np.uint8)


class Brushwork:
    """Draws paintings out into strokes, one after another. Memory is allocated once for a size. For one thread."""

    def __init__(self) -> None:
        self._size: tuple[int, int] | None = None
        self._lie: Lie | None = None
        self._mark_layer = MarkLayer()

    def draw(
        self,
        content: Image,
        painted: Image,
        share: float,
        lie: Lie,
        keep: float = 0.0,
        marks: StyleMarks | None = None,
        clock: float | None = None,
    ) -> Image:
        """A painting in strokes.

        Args:
            content: What was painted, (H, W, 3) uint8 RGB.
            painted: What was made of it, (H, W, 3) uint8 RGB; left as it is.
            share: How much of the strokes is seen, in [0, 1]; 0 returns ``painted``.
            lie: How they lie where the picture shows no direction, see `lie_of`.
            keep: Share of how they lay in the frames before, in [0, 1).
            marks: The style's own, to be seen on the strokes; None lays none.
            clock: See `MarkLayer.lay`.

        Returns:
            (H, W, 3) uint8 RGB.
        """
        height, width = painted.shape[:2]
        if share <= 0 or min(height, width) < _LEAST_SIDE:
            return painted
        if (height, width) != self._size:
            self._allocate(height, width)
        self._lie = lie if self._lie is None or keep <= 0 else keep * self._lie + (1 - keep) * lie
        cv2.cvtColor(content, cv2.COLOR_RGB2GRAY, dst=self._content)
        cv2.cvtColor(painted, cv2.COLOR_RGB2GRAY, dst=self._painted)
        self._look()
        self._weigh(share)
        strokes = self._drawn_out(painted)
        drawn = self._with_bristles(painted, strokes)
        if marks is None or not marks.strengths.any():
            return drawn
        return self._marked(drawn, marks, share, clock)

    def _allocate(self, height: int, width: int) -> None:
        self._size = height, width
        self._half = (width // 2, height // 2)
        self._axes = coordinates(height, width)
        self._content, self._painted, self._soft = (np.empty((height, width), np.uint8) for _ in range(3))
        self._three = np.empty((height, width, 3), np.uint8)
        self._across, self._down, self._columns, self._rows, self._mix, self._rest = planes(
            6, (height, width)
        )
        self._seen, self._over, self._plane = planes(3, (height, width))
        self._paint, self._left, self._right = (np.empty((height, width, 4), np.uint8) for _ in range(3))
        noise = np.random.default_rng(0).standard_normal((height, width), np.float32)
        cv2.GaussianBlur(noise, (0, 0), 0.7, dst=noise)
        # In the fourth channel of the paint, so that it is drawn out with it.
        cv2.convertScaleAbs(noise, dst=self._soft, alpha=40 / float(noise.std()), beta=128)
        self._noise = self._soft.copy()

    def _look(self) -> None:
        """Finds where strokes run, where it is calm, and how clear a direction is; in half the size."""
        shapes = _tensor(cv2.resize(self._content, self._half, interpolation=cv2.INTER_AREA), 0.75)
        colours = _tensor(cv2.resize(self._painted, self._half, interpolation=cv2.INTER_AREA), 1.25)
        # Lines that the style draws are kept: a weave has no direction, and does not count.
        lines = _tensor(self._painted, 1.0, self._half)
        clear = _coherence(cv2.blur(lines, _FAR))
        clear *= clear
        directions = cv2.scaleAdd(colours, 0.5, shapes)
        cv2.add(directions, cv2.multiply(lines, cv2.merge((clear, clear, clear))), dst=directions)
        self._aim(directions)
        near, far = (_coherence(cv2.blur(directions, around)) for around in (_NEAR, _FAR))
        self._clear: Plane = np.minimum(near, far) ** 2
        xx, _, yy = cv2.split(cv2.blur(shapes, _NEAR))
        self._calm: Plane = np.exp((xx + yy) / np.float32(-(_CALM**2)))

    def _aim(self, directions: Pixels) -> None:
        """The direction of strokes at each pixel, as a vector of length 1."""
        xx, xy, yy = cv2.split(_spread(directions))
        assert self._lie is not None
        usual = _USUAL_LIE**2 * self._lie
        angle = cv2.phase(xx - yy + np.float32(usual[0]), 2 * xy + np.float32(usual[1])) / 2
        down, left = cv2.polarToCart(np.ones_like(angle), angle)
        # An angle and its opposite are one direction: what lies between the two is none.
        size = self._across.shape[::-1]
        cv2.resize(-left, size, dst=self._across, interpolation=cv2.INTER_NEAREST)
        cv2.resize(down, size, dst=self._down, interpolation=cv2.INTER_NEAREST)

    def _weigh(self, share: float) -> None:
        """How much of the strokes each place takes, and how much of what has to be recognised."""
        calm, lively = self._calm, 1 - self._calm
        self._weight: Plane = ((_BUSY + (_EDGE - _BUSY) * self._clear) * lively + calm) * np.float32(share)
        size = self._mix.shape[::-1]
        cv2.resize(self._weight, size, dst=self._mix, interpolation=cv2.INTER_LINEAR)
        np.subtract(1, self._mix, out=self._rest)
        seen = (1 - self._clear) * lively * np.float32(share * _SEEN)
        cv2.resize(seen, size, dst=self._seen, interpolation=cv2.INTER_LINEAR)

    def _drawn_out(self, painted: Image) -> Pixels:
        """The paint along its strokes, (H, W, 4) uint8; in the fourth channel the bristles, around 128."""
        cv2.cvtColor(painted, cv2.COLOR_RGB2RGBA, dst=self._left)
        cv2.GaussianBlur(self._left, (3, 3), _SOFT, dst=self._paint)
        cv2.insertChannel(self._noise, self._paint, 3)
        for reach in _REACHES:
            for sign, side in ((reach, self._left), (-reach, self._right)):
                cv2.scaleAdd(self._across, sign, self._axes[0], dst=self._columns)
                cv2.scaleAdd(self._down, sign, self._axes[1], dst=self._rows)
                cv2.remap(
                    self._paint,
                    self._columns,
                    self._rows,
                    cv2.INTER_LINEAR,
                    dst=side,
                    borderMode=cv2.BORDER_REPLICATE,
                )
            cv2.addWeighted(self._left, 0.5, self._right, 0.5, 0, dst=self._left)
            cv2.addWeighted(self._paint, 0.5, self._left, 0.5, 0, dst=self._paint)
        return self._crisp()

    def _crisp(self) -> Pixels:
        """Edges made steep again; nothing becomes lighter or darker than what lies beside it, so that nothing glows."""
        cv2.GaussianBlur(self._paint, (7, 7), 1.5, dst=self._left)
        cv2.addWeighted(self._paint, 1 + _CRISP, self._left, -_CRISP, 0, dst=self._left)
        cv2.min(self._left, cv2.dilate(self._paint, _BOX, dst=self._right), dst=self._left)
        return cv2.max(self._left, cv2.erode(self._paint, _BOX, dst=self._right), dst=self._left)

    def _with_bristles(self, painted: Image, strokes: Pixels) -> Image:
        """Strokes over the painting, with bristles in them, and with what one has to recognise."""
        over = self._bristles(strokes)
        cv2.GaussianBlur(self._content, (11, 11), 2.5, dst=self._soft)
        cv2.subtract(self._content, self._soft, dst=self._plane, dtype=cv2.CV_32F)
        cv2.multiply(self._plane, self._seen, dst=self._plane)
        cv2.add(over, self._plane, dst=over)
        cv2.cvtColor(strokes, cv2.COLOR_RGBA2RGB, dst=self._three)
        result = np.asarray(cv2.blendLinear(painted, self._three, self._rest, self._mix), np.uint8)
        # In bytes, brighter and darker apart: to add numbers with fractions to bytes takes three times as long.
        for part, change in ((over, cv2.add), (np.negative(over, out=self._plane), cv2.subtract)):
            cv2.threshold(part, 0, 0, cv2.THRESH_TOZERO, dst=part)
            cv2.convertScaleAbs(part, dst=self._soft)
            cv2.cvtColor(self._soft, cv2.COLOR_GRAY2RGB, dst=self._three)
            change(result, self._three, dst=result)
        return result

    def _marked(self, drawn: Image, marks: StyleMarks, share: float, clock: float | None) -> Image:
        """Strokes with the style's own marks on them, but for what has to be recognised."""
        calm = self._calm ** np.float32(_MARKED)
        lively = 1 - calm
        shown = (calm + _MARKS_ELSEWHERE * lively) * (1 - _SEEN * lively * (1 - self._clear))
        calm *= np.float32(share)
        shown *= np.float32(share)
        return self._mark_layer.lay(drawn, marks, self._across, self._down, calm, shown, clock)

    def _bristles(self, strokes: Pixels) -> Plane:
        """The grain that strokes took away, as bristles along them: lightness, (H, W) float32."""
        cv2.cvtColor(strokes, cv2.COLOR_RGBA2GRAY, dst=self._soft)
        before, after = (
            cv2.resize(p, self._half, interpolation=cv2.INTER_NEAREST) for p in (self._painted, self._soft)
        )
        lost = cv2.subtract(before, after, dtype=cv2.CV_32F)
        cv2.subtract(lost, cv2.GaussianBlur(lost, (0, 0), 1.0), dst=lost)
        strength = cv2.sqrt(cv2.GaussianBlur(cv2.multiply(lost, lost), (0, 0), 2.5))
        cv2.extractChannel(strokes, 3, dst=self._soft)
        mean, deviation = (float(value[0, 0]) for value in cv2.meanStdDev(self._soft))
        strength = self._weight * strength * np.float32(_BRISTLES / max(1.0, deviation))
        cv2.resize(strength, self._over.shape[::-1], dst=self._over, interpolation=cv2.INTER_LINEAR)
        np.subtract(self._soft, np.float32(mean), out=self._plane)
        cv2.multiply(self._over, self._plane, dst=self._over)
        return self._over


def lie_of(picture: Image) -> Lie:
    """How the strokes of a picture lie on the whole.

    Args:
        picture: (H, W, 3) uint8 RGB.
    """
    tensor = _tensor(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), 1.0)
    # A sharp edge counts for more than a faint one, but not for as much as its square.
    tensor /= np.sqrt(tensor[..., 0] + tensor[..., 2] + 4.0)[..., None]
    xx, xy, yy = tensor.reshape(-1, 3).mean(0, dtype=np.float64)
    vector = np.array([xx - yy, 2 * xy])
    length = float(np.hypot(*vector))
    return vector / length if length > 0 else np.array([-1.0, 0.0])


def mean_lie(lies: Sequence[Lie], weights: Sequence[float]) -> Lie:
    """How the strokes of a mixture lie; weights are scaled to sum to 1."""
    shares = np.asarray(weights, np.float64) / sum(weights)
    return np.asarray(sum(share * lie for share, lie in zip(shares, lies, strict=True)), np.float64)


def _tensor(grey: Pixels, sigma: float, size: tuple[int, int] | None = None) -> Plane:
    """The structure tensor of each pixel, (H, W, 3) float32: xx, xy, yy, in squared levels a pixel.

    Args:
        grey: (H, W) uint8.
        sigma: Of a blur before slopes are measured, pixels.
        size: Width and height of the result; each of its places takes the slope of one pixel.
    """
    soft = cv2.GaussianBlur(grey, (0, 0), sigma)
    x, y = (cv2.Sobel(soft, cv2.CV_32F, *axis, scale=1 / 8) for axis in ((1, 0), (0, 1)))
    if size is not None:
        x, y = (cv2.resize(slope, size, interpolation=cv2.INTER_NEAREST) for slope in (x, y))
    return np.asarray(cv2.merge((cv2.multiply(x, x), cv2.multiply(x, y), cv2.multiply(y, y))), np.float32)


def _coherence(tensor: Pixels) -> Plane:
    """How much one direction rules around each place, in [0, 1)."""
    xx, xy, yy = cv2.split(tensor)
    return np.asarray(cv2.magnitude(xx - yy, 2 * xy) / (xx + yy + np.float32(_NOTHING)), np.float32)


def _spread(tensor: Pixels) -> Plane:
    """Directions carried into where there are none, from near and from far."""
    size = tensor.shape[1::-1]
    total: Plane = np.zeros_like(tensor)
    for pixels, share in _SPREADS:
        factor = max(1, pixels // 4)
        few = tuple(max(1, side // factor) for side in size)
        small = cv2.resize(tensor, few, interpolation=cv2.INTER_AREA)
        small = cv2.GaussianBlur(small, (0, 0), pixels / 2 / factor)
        cv2.scaleAdd(cv2.resize(small, size, interpolation=cv2.INTER_LINEAR), share, total, dst=total)
    return total
