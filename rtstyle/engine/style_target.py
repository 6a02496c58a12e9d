"""What pictures are painted towards now: a style, on its way from the one before, in its own colours or others'."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from rtstyle.modeling.style_code import StyleCode, mix_codes

if TYPE_CHECKING:
    from rtstyle.engine.marks import StyleMarks
    from rtstyle.engine.style_encoder import PreparedStyle, StyleEncoder
    from rtstyle.frame import Image


@dataclasses.dataclass(slots=True)
class _Fade:
    """The way from one style to another. It begins with the first frame that is painted after it was asked for."""

    old: StyleCode
    old_marks: StyleMarks
    duration_s: float
    begin_s: float | None = None

    def share(self, now: float) -> float:
        """How much of the new style there is, in [0, 1]."""
        if self.begin_s is None:
            self.begin_s = now
        return min(1.0, max(0.0, (now - self.begin_s) / self.duration_s))

    def marks(self, share: float, new: StyleMarks) -> StyleMarks:
        """The old marks go, then the new ones come: two kinds of them on each other would be a third."""
        return self.old_marks.fainter(1 - 2 * share) if share < 0.5 else new.fainter(2 * share - 1)


class StyleTarget:
    """A code that changes with the style, its strength, a fade and the content's colours. For one thread.

    Args:
        encoder: Encodes recoloured styles.
    """

    def __init__(self, encoder: StyleEncoder) -> None:
        self._encoder = encoder
        self._style: PreparedStyle | None = None
        self._wanted: StyleCode | None = None  # where a fade leads to
        self._given: StyleCode | None = None  # what is being painted with
        self._marks: StyleMarks | None = None
        self._fade: _Fade | None = None
        self._strength = self._detail = 1.0
        self._matches_colors = self._matched = False
        self._changed = True

    @property
    def style(self) -> PreparedStyle | None:
        """The style that was chosen last; None before the first."""
        return self._style

    @property
    def given(self) -> StyleCode | None:
        """What is being painted with; None before the first picture."""
        return self._given

    @property
    def marks(self) -> StyleMarks | None:
        """The marks that are laid now; None before the first picture."""
        return self._marks

    @property
    def strength(self) -> float:
        """The paper's α, in [0, 1]."""
        return self._strength

    @strength.setter
    def strength(self, value: float) -> None:
        self._changed |= value != self._strength
        self._strength = value

    @property
    def detail(self) -> float:
        """How much of the content's own detail passes, in [0, 1]."""
        return self._detail

    @detail.setter
    def detail(self, value: float) -> None:
        self._changed |= value != self._detail
        self._detail = value

    def match_colors(self, on: bool) -> None:
        """Whether the style takes the content's colours from here on, anew after each cut."""
        self._matches_colors, self._matched = on, False
        if self._style is not None:
            # Style and content must part their ways anew: the code in use may be of other colours.
            self._wanted, self._changed = self._style.code, True

    def choose(self, style: PreparedStyle, fade_s: float) -> bool:
        """Goes over to a style.

        Args:
            style: Of the encoder's network.
            fade_s: Time that it takes, seconds.

        Returns:
            Whether the next frame shows nothing else.
        """
        # In the middle of another fade it begins with the mixture that is on the screen.
        old, marks = self._given, self._marks
        self._style, self._wanted = style, style.code
        self._matched, self._changed = False, True
        self._fade = None
        if old is not None and marks is not None and fade_s > 0:
            self._fade = _Fade(old, marks, fade_s)
        return self._fade is None

    def restart(self) -> None:
        """A new sequence begins: no fade goes on, and colours are matched anew."""
        self._fade = None
        self._matched, self._changed = False, True

    def update(self, content: Image, now: float, *, cut: bool) -> StyleCode | None:
        """Moves on to the next frame.

        Args:
            content: (H, W, 3) uint8 RGB.
            now: Its time, seconds.
            cut: Whether it begins a scene.

        Returns:
            What to paint it with, if that is anything else than what `hand_over` was told last; else None.
        """
        assert self._style is not None
        if self._matches_colors and (cut or not self._matched):
            self._wanted = self._encoder.recolored(self._style, content)
            self._matched = self._changed = True
        target = self._wanted
        assert target is not None
        self._marks = self._style.marks
        if self._fade is not None:
            share = self._fade.share(now)
            self._marks = self._fade.marks(share, self._style.marks)
            target = mix_codes([self._fade.old, target], [1 - share, share])
            self._fade = self._fade if share < 1 else None
            self._changed = True
        return target if self._changed else None

    def hand_over(self, code: StyleCode) -> None:
        """Says that it is being painted with."""
        self._given, self._changed = code, False
