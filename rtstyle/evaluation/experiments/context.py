"""What every experiment is given: settings, inputs, the judge, the painters and what was finished before."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

import rtstyle.engine
import rtstyle.modeling
from rtstyle.engine.stylizer import Stylizer
from rtstyle.errors import UsageError
from rtstyle.evaluation.baselines.deeper import DeeperLayers, load_deeper
from rtstyle.evaluation.baselines.fitting import digest_of_files
from rtstyle.evaluation.experiments import inputs
from rtstyle.evaluation.experiments.cache import Unit, UnitCache
from rtstyle.evaluation.peers import NamedPeer, load_peer
from rtstyle.evaluation.quality import Judge, load_judge, module_digest
from rtstyle.modeling.registry import load_network
from rtstyle.styles.library import StyleLibrary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from rtstyle.engine.stylizer import PreparedStyle
    from rtstyle.evaluation.experiments.inputs import Clip, Picture
    from rtstyle.frame import Image


@dataclass(frozen=True, slots=True)
class EvaluationSettings:
    """What is evaluated, on what, and how thoroughly.

    Attributes:
        output: Folder of the report and of what is finished.
        content: Folder of photographs; None takes the synthetic scene.
        style: Folder of paintings; None takes bundled ones.
        videos: Clips; none takes the synthetic scene.
        perceptual: VGG weights as `load_judge` takes them.
        model: As ``Stylizer`` takes it.
        device: Likewise.
        only: Names of the sections to run; none runs all.
        quick: Fewer and smaller pictures, shorter clips.
        pairs: Pairs on which slow methods are compared; None takes 12, or 3 if quick.
        size: Short side of pictures, pixels; None takes 512, or 256 if quick.
        comparison_size: Short side in the comparison with slow methods; None takes 256, or 128 if quick.
        frames: Frames of each clip; None takes 24, or 14 if quick.
        video_styles: Styles that each clip is painted in; None takes 3, or 2 if quick.
        comparison_styles: Styles in that comparison, for some methods are trained for each; None takes 4, or 2 if
            quick.
        iterations: Of methods that optimise each picture; None takes 300, or 60 if quick.
        peers: Adapters of other programs, see `rtstyle.evaluation.peers`.
        train_content: Folders and archives of photographs that baselines are trained on; none leaves those out.
        train_style: Likewise of paintings.
        train_minutes: Training time of each network of a baseline; None takes a number of steps.
        train_steps: The number; None takes 2000, or 100 if quick.
        train_size: Side of their training crops, pixels; None takes 128, or 64 if quick.
    """

    output: Path
    content: Path | None = None
    style: Path | None = None
    videos: tuple[Path, ...] = ()
    perceptual: str | None = None
    model: str = "compact"
    device: str = "auto"
    only: tuple[str, ...] = ()
    quick: bool = False
    pairs: int | None = None
    size: int | None = None
    comparison_size: int | None = None
    frames: int | None = None
    video_styles: int | None = None
    comparison_styles: int | None = None
    iterations: int | None = None
    peers: tuple[Path, ...] = ()
    train_content: tuple[Path, ...] = ()
    train_style: tuple[Path, ...] = ()
    train_minutes: float | None = None
    train_steps: int | None = None
    train_size: int | None = None

    def chosen(self, name: str) -> int:
        """A number above, with its default for this thoroughness."""
        given = getattr(self, name)
        return int(given) if given is not None else _DEFAULTS[name][int(self.quick)]


_DEFAULTS: Mapping[str, tuple[int, int]] = {
    "pairs": (12, 3),
    "size": (512, 256),
    "comparison_size": (256, 128),
    "comparison_styles": (4, 2),
    "frames": (24, 14),
    "video_styles": (3, 2),
    "iterations": (300, 60),
    "train_steps": (2000, 100),
    "train_size": (128, 64),
}
_SYNTHETIC_CONTENTS = (4, 3)
_BUNDLED_STYLES = (6, 4)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a section is.

    Attributes:
        section: Its name.
        done: Units that are finished.
        total: Units in all.
        what: The unit that comes next.
    """

    section: str
    done: int
    total: int
    what: str


@dataclass(slots=True)
class Section:
    """What an experiment found out.

    Attributes:
        figures: What report.json holds.
        pictures: JPEG files by name, for the page.
        missing: Why parts were left out, and how to get them; one sentence each.
    """

    figures: dict[str, Any]
    pictures: dict[str, bytes] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)


class Context:
    """One evaluation. Inputs are read, and painters made, when an experiment first asks for them.

    Args:
        settings: What is evaluated.
        tell: Called before each unit.
    """

    def __init__(
        self, settings: EvaluationSettings, tell: Callable[[Progress], None] = lambda _: None
    ) -> None:
        for name in _DEFAULTS:
            least = 64 if name.endswith("size") else 2 if name == "frames" else 1
            if settings.chosen(name) < least:
                raise UsageError(
                    f"{name.replace('_', ' ')} must be {least} or more, not {settings.chosen(name)}"
                )
        self.settings = settings
        self.cache = UnitCache(settings.output / "finished")
        self._tell = tell
        self._last: Progress | None = None
        self._pictures: dict[tuple[str, int], list[Picture]] = {}
        self._prepared: dict[tuple[str, float], PreparedStyle] = {}

    def contents(self, short_side: int | None = None) -> list[Picture]:
        """Photographs at a short side; None takes the setting's."""
        folder, count = self.settings.content, _SYNTHETIC_CONTENTS[int(self.settings.quick)]
        return self._loaded(
            "content", short_side, folder, lambda side: inputs.synthetic_contents(count, side)
        )

    def styles(self, short_side: int | None = None) -> list[Picture]:
        """Paintings at a short side; None takes the setting's."""
        folder, count = self.settings.style, _BUNDLED_STYLES[int(self.settings.quick)]
        return self._loaded("style", short_side, folder, lambda side: inputs.bundled_styles(count, side))

    def pairs(self, count: int, short_side: int) -> list[tuple[Picture, Picture]]:
        """Pairs of a content and a style that use all of both about equally often.

        Args:
            count: How many at most.
            short_side: Of both, pixels.
        """
        return _pairs(self.contents(short_side), self.styles(short_side), count)

    def compared_pairs(self) -> list[tuple[Picture, Picture]]:
        """The pairs on which all methods are compared: many contents, but few styles, for some methods are trained."""
        side, count = self.settings.chosen("comparison_size"), self.settings.chosen("comparison_styles")
        styles = inputs.spread(self.styles(side), count)
        return _pairs(self.contents(side), styles, self.settings.chosen("pairs"))

    def compared_styles(self) -> list[Picture]:
        """The styles of `compared_pairs`."""
        return list({style.digest: style for _, style in self.compared_pairs()}.values())

    def clips(self) -> Iterator[Clip]:
        """Clips, one after the other: only one is in memory."""
        frames, short_side = self.settings.chosen("frames"), 360 if not self.settings.quick else 176
        if not self.settings.videos:
            yield inputs.synthetic_clip(frames, short_side)
        stems = [path.stem for path in self.settings.videos]
        for number, path in enumerate(self.settings.videos, 1):
            name = path.stem if stems.count(path.stem) == 1 else f"{path.stem} ({number})"
            yield inputs.load_clip(path, frames, short_side, name)

    @cached_property
    def judge(self) -> Judge:
        """Scores results."""
        return load_judge(self.settings.perceptual)

    @cached_property
    def deeper(self) -> DeeperLayers | None:
        """The judge's layers behind relu4_1, where its weights have them."""
        if self.judge.features is None or self.judge.source is None:
            return None
        return load_deeper(self.judge.source, self.judge.features.layout)

    @cached_property
    def peers(self) -> list[NamedPeer]:
        """Other programs."""
        return [load_peer(path) for path in self.settings.peers]

    @cached_property
    def training_digest(self) -> str:
        """Of all that baselines are trained on; reading it all takes a while."""
        return digest_of_files((*self.settings.train_content, *self.settings.train_style))

    @cached_property
    def stylizer(self) -> Stylizer:
        """The stylizer that is evaluated; its settings are put back by who changes them."""
        library = StyleLibrary(cache=self.settings.output / "finished" / "statistics")
        # At the pictures' own size: `inputs` has made them as large as the paper's are.
        return Stylizer(self.settings.model, self.settings.device, library=library, size="full")

    def set_style(self, style: Picture) -> None:
        """Chooses the style of `stylizer`, which starts a new sequence. A style is encoded once a run."""
        self.stylizer.reset()
        self.stylizer.set_style(self.prepared(style))

    def prepared(self, style: Picture) -> PreparedStyle:
        """A style whose slow part is done, at the stylizer's stroke scale."""
        key = style.digest, self.stylizer.stroke_scale
        if key not in self._prepared:
            self._prepared[key] = self.stylizer.prepare(style.image)
        return self._prepared[key]

    def refined(self, style: Picture) -> PreparedStyle | None:
        """A style with what refining its file added; None where it was not refined.

        The guess is that of the picture as it is measured here, so that nothing but refining makes a difference.
        """
        if style.path is None or not self.stylizer.is_refined(style.path):
            return None
        guess, difference = self.prepared(style), self.stylizer.prepare(style.path).difference
        assert difference is not None
        return replace(guess, code=guess.code.plus(difference), difference=difference)

    @cached_property
    def painter(self) -> dict[str, str]:
        """What identifies the stylizer's results: weights, backend, and the code around them."""
        return {
            "weights": module_digest(load_network(self.settings.model)),
            "backend": f"{self.stylizer.backend} {self.stylizer.device}",
            "code": digest_of_files(_sources()),
        }

    def unit(self, key: Mapping[str, Any], compute: Callable[[], Unit]) -> Unit:
        """A finished part, from before or made now; see `UnitCache.get`."""
        return self.cache.get(key, compute)

    def counted(self, section: str, work: Iterable[tuple[str, Any]]) -> Iterator[Any]:
        """Goes through work and tells how far it is.

        Args:
            section: Name of the section.
            work: What each part is called, and the part.
        """
        parts = list(work)
        for done, (what, part) in enumerate(parts):
            self.tell(section, done, len(parts), what)
            yield part
        self.tell(section, len(parts), len(parts), "")

    def tell(self, section: str, done: int, total: int, what: str) -> None:
        """Tells how far a section is, where `counted` does not fit."""
        self._last = Progress(section, done, total, what)
        self._tell(self._last)

    def tell_detail(self, what: str) -> None:
        """Tells how far a unit is that takes long."""
        if self._last is not None:
            self._tell(replace(self._last, what=what))

    def close(self) -> None:
        """Frees the stylizer."""
        if "stylizer" in self.__dict__:
            self.stylizer.close()

    def _loaded(
        self, kind: str, short_side: int | None, folder: Path | None, make: Callable[[int], list[Picture]]
    ) -> list[Picture]:
        side = short_side or self.settings.chosen("size")
        if (kind, side) not in self._pictures:
            self._pictures[kind, side] = make(side) if folder is None else inputs.load_pictures(folder, side)
        return self._pictures[kind, side]


def _sources() -> list[Path]:
    """The code that paints."""
    folders = (Path(package.__path__[0]) for package in (rtstyle.engine, rtstyle.modeling))
    return [path for folder in folders for path in sorted(folder.glob("*.py"))]


def _pairs(
    contents: Sequence[Picture], styles: Sequence[Picture], count: int
) -> list[tuple[Picture, Picture]]:
    """Round after round each content meets its next style."""
    order = (divmod(k, len(contents)) for k in range(min(count, len(contents) * len(styles))))
    return [(contents[i], styles[(i + turn) % len(styles)]) for turn, i in order]


def jpeg(image: Image, short_side: int, quality: int = 86) -> bytes:
    """A small copy of a picture for the page.

    Args:
        image: (H, W, 3) uint8 RGB.
        short_side: Pixels; smaller pictures keep their size.
        quality: 1 to 100.
    """
    k = min(1.0, short_side / min(image.shape[:2]))
    if k < 1:
        size = (round(image.shape[1] * k), round(image.shape[0] * k))
        image = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)
    options = [cv2.IMWRITE_JPEG_QUALITY, quality]
    return bytes(cv2.imencode(".jpg", image[:, :, ::-1], options)[1])
