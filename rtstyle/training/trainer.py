"""The training loop: one checkpoint that any machine moves forward, killed and resumed at will."""

from __future__ import annotations

import dataclasses
import functools
import json
import time
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn

from rtstyle.allocator import keep_freed_memory
from rtstyle.engine.backends.precision import best_dtype
from rtstyle.errors import TrainingError
from rtstyle.modeling import losses
from rtstyle.modeling.adain import ChannelStatistics
from rtstyle.modeling.checkpoint import load_safetensors, load_state, save_safetensors
from rtstyle.modeling.compact import CompactNetwork
from rtstyle.modeling.vgg import VggAdaINNetwork, VggFeatures, load_perceptual
from rtstyle.styles.teacher import load_teacher
from rtstyle.training.curve import draw_curve
from rtstyle.training.dataset import PictureSet
from rtstyle.training.growing import grown, usual_bases
from rtstyle.training.muon import Muon
from rtstyle.training.palettes import in_palettes
from rtstyle.training.pool import Batch, TargetPool, half_size
from rtstyle.training.recipes import Progress, Recipe, TrainingSettings, recipe_of
from rtstyle.training.report import RunLog, sample_grid
from rtstyle.training.student import paint

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rtstyle.modeling.network import StylizationNetwork

OPTIMIZERS: dict[str, Callable[..., torch.optim.Optimizer]] = {"adam": torch.optim.Adam, "muon": Muon}
CHECKPOINT = "checkpoint.safetensors"
CHECKPOINT_SECONDS = 40.0
"""Time between checkpoints: a run killed at any moment loses less than a minute."""


SECOND_ORDER = ("balanced", "coarse", "coarse_content", "broad")
"""The losses for which a pool has to know more than a style's statistics."""


class Trainer:
    """Trains one network with one recipe.

    Args:
        settings: The run.
        report: Called after every step with the progress and the losses so far, for a progress bar.
        build: Makes the network, with other parameters at each call; None makes the recipe's.

    Raises:
        TrainingError: Settings or data that cannot be trained with.
        CheckpointError: The perceptual network's weights or the checkpoint cannot be used.
    """

    def __init__(
        self,
        settings: TrainingSettings,
        report: Callable[[Progress, dict[str, float]], None] = lambda _progress, _losses: None,
        build: Callable[[], StylizationNetwork] | None = None,
    ) -> None:
        self.settings = settings
        self.recipe = recipe_of(settings)
        self.progress = Progress()
        self._report = report
        self.device = _device(settings.device)
        self.precision = torch.bfloat16 if self.device.type == "cuda" else best_dtype("cpu")
        if settings.threads:
            torch.set_num_threads(settings.threads)
        keep_freed_memory()
        torch.manual_seed(settings.seed)
        torch.backends.cudnn.benchmark = True
        self.perceptual: VggFeatures = load_perceptual(settings.perceptual)
        self._build = build or functools.partial(_build, self.recipe, self.perceptual)
        self.network = self._build()
        self.average = {name: value.detach().clone() for name, value in self.network.state_dict().items()}
        self.optimizer = OPTIMIZERS[self.recipe.optimizer](
            [p for p in self.network.parameters() if p.requires_grad],
            lr=self.recipe.learning_rate,
            betas=self.recipe.betas,
        )
        self._usual_colours = False
        self._start()

    def run(self) -> Path:
        """Trains until the limit, or until interrupted; either way the checkpoint and the weights are saved.

        Returns:
            Path of the weights (safetensors, float16).
        """
        settings, recipe = self.settings, self.recipe
        content = PictureSet(settings.content, recipe.content, settings.seed)
        style = PictureSet(settings.style, recipe.style, settings.seed + 1)
        pool = TargetPool(
            content,
            style,
            self.perceptual,
            batch=recipe.batch,
            reuse=settings.reuse,
            seed=settings.seed,
            second_order=settings.teacher is not None
            or any(getattr(recipe.weights, name) for name in SECOND_ORDER),
            start=self.progress.step,
            teacher=load_teacher(settings.teacher) if settings.teacher else None,
        )
        log = RunLog(settings.output / "log.csv", self.progress.step)
        if self._usual_colours:
            self._set_bases(pool.draw())
        try:
            self._loop(pool, log)
        finally:
            pool.close()
            log.close()
            self.save()
        return settings.output / f"{recipe.network}.safetensors"

    def save(self) -> None:
        """Writes the checkpoint and, beside it, the averaged weights as they would ship."""
        state = {f"network.{k}": v for k, v in self.network.state_dict().items()}
        state |= {f"average.{k}": v for k, v in self.average.items()}
        for number, slots in self.optimizer.state_dict()["state"].items():
            state |= {f"{self.recipe.optimizer}.{number}.{k}": v for k, v in slots.items()}
        described = {
            "progress": json.dumps(dataclasses.asdict(self.progress)),
            "recipe": json.dumps(dataclasses.asdict(self.recipe)),
            "seed": str(self.settings.seed),
            "layout": self.perceptual.layout.name,
        }
        save_safetensors(self.settings.output / CHECKPOINT, _portable(state), described)
        shipped = {k: v.half() if v.is_floating_point() else v for k, v in self.average.items()}
        path = self.settings.output / f"{self.recipe.network}.safetensors"
        save_safetensors(path, _portable(shipped), described)

    def _loop(self, pool: TargetPool, log: RunLog) -> None:
        settings, progress = self.settings, self.progress
        saved = sampled = last = time.monotonic()
        grid = pool.draw() if settings.sample_minutes else None
        while progress.share(settings) < 1:
            batch = pool.draw()
            terms = self._step(batch)
            now = time.monotonic()
            progress.step += 1
            progress.samples += len(batch.content)
            progress.seconds += now - last
            last = now
            log.add(progress.step, progress.samples, progress.seconds, terms)
            self._report(progress, log.smoothed)
            if now - saved > CHECKPOINT_SECONDS:
                self.save()
                saved = now
            if grid is not None and now - sampled > settings.sample_minutes * 60:
                sample_grid(
                    self.averaged_network(), grid, settings.output / f"sample-{progress.step:07d}.png"
                )
                sampled = now
        draw_curve(settings.output / "log.csv", settings.output / "curve.png")
        if grid is not None and progress.step:
            sample_grid(self.averaged_network(), grid, settings.output / f"sample-{progress.step:07d}.png")

    def averaged_network(self) -> StylizationNetwork:
        """A copy of the network with the averaged weights, as it would ship, ready to stylize."""
        network = self._build()
        network.load_state_dict(self.average)
        return network.to(self.device).eval()

    def _step(self, batch: Batch) -> dict[str, Tensor]:
        for group in self.optimizer.param_groups:
            group["lr"] = self._learning_rate()
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.precision is not torch.float32):
            terms = self._losses(batch)
        weights = dataclasses.asdict(self.recipe.weights)
        total = torch.stack([weights[name] * value for name, value in terms.items()]).sum()
        self.optimizer.zero_grad(set_to_none=True)
        total.backward()  # type: ignore[no-untyped-call]
        norm = nn.utils.clip_grad_norm_(self.network.parameters(), self.recipe.gradient_norm)
        # One broken batch must not spoil the weights of hours; an `if` would make a GPU wait at every step.
        broken = ~torch.isfinite(norm)
        for parameter in self.network.parameters():
            if parameter.grad is not None:
                parameter.grad.masked_fill_(broken, 0)
        self.optimizer.step()
        self._update_average()
        return {name: value.detach() for name, value in terms.items()}

    def _losses(self, batch: Batch) -> dict[str, Tensor]:
        weights = self.recipe.weights
        result, identity, second, expected, detail = paint(self.network, batch, weights, self._generator(0))
        terms = self._judged(result, batch, detail)
        if weights.identity:
            shown = in_palettes(batch.content, batch.style)[: len(identity)]
            terms["identity"] = losses.identity_loss(identity, shown)
        if weights.consistency:
            terms["consistency"] = (second - expected).abs().mean()
        if weights.variation:
            terms["variation"] = losses.variation_loss(result)
        if weights.out_of_range:
            terms["out_of_range"] = losses.out_of_range_loss(result)
        if weights.taught and batch.taught is not None:
            terms["taught"] = losses.taught_loss(result, batch.taught)
        if weights.palette:
            terms["palette"] = losses.palette_loss(result, batch.style, self._generator(1))
        return terms

    def _judged(self, result: Tensor, batch: Batch, detail: Tensor) -> dict[str, Tensor]:
        """What the perceptual network says of the stylized batch."""
        weights, terms = self.recipe.weights, {}
        # Most of a step is the perceptual network: a part of the batch has to do at full size.
        count = max(1, round(len(result) * self.recipe.fine))
        features = self.perceptual(result[:count])
        deep = batch.content_features[:count]
        if self.recipe.adain_target:
            terms["content"] = losses.adain_content_loss(features[-1], deep, batch.style_targets[-1])
        else:
            wanted = _taught(losses.instance_normalized(deep), batch.taught_features, detail)
            terms["content"] = losses.content_loss(features[-1], wanted)
        if weights.style:
            targets = [ChannelStatistics(s.mean[:count], s.std[:count]) for s in batch.style_targets]
            terms["style"] = losses.style_loss(features, targets)
        if weights.balanced:
            terms["balanced"] = losses.balanced_style_loss(features, [g[:count] for g in batch.style_grams])
        if batch.coarse_features is not None:
            terms |= self._judged_from_afar(result, batch, detail)
        return terms

    def _judged_from_afar(self, result: Tensor, batch: Batch, detail: Tensor) -> dict[str, Tensor]:
        """The same at half and at a quarter of the size, where large strokes are seen."""
        weights, terms = self.recipe.weights, {}
        smaller = half_size(result)
        if weights.coarse or weights.coarse_content:
            assert batch.coarse_features is not None
            features = self.perceptual(smaller)
            terms["coarse"] = losses.balanced_style_loss(features, batch.coarse_grams)
            wanted = _taught(losses.instance_normalized(batch.coarse_features), batch.taught_coarse, detail)
            terms["coarse_content"] = losses.content_loss(features[-1], wanted)
        if weights.broad:
            features = self.perceptual(half_size(smaller))
            terms["broad"] = losses.balanced_style_loss(features, batch.broad_grams)
        return terms

    def _set_bases(self, batch: Batch) -> None:
        """Begins second order where the usual style has the identity: colours of crops are what is usual."""
        assert isinstance(self.network, CompactNetwork)
        bases = usual_bases(self.network, torch.cat([batch.content, batch.style]))
        with torch.no_grad():
            for number, (parameter, basis) in enumerate(zip(self.network.bases, bases, strict=True)):
                parameter.copy_(basis)
                self.average[f"bases.{number}"].copy_(basis)

    def _generator(self, purpose: int) -> torch.Generator:
        """Chance for one purpose of this step, the same wherever a run was interrupted."""
        seed = (self.settings.seed * 1_000_003 + self.progress.step) * 2 + purpose
        return torch.Generator(self.device).manual_seed(seed)

    def _learning_rate(self) -> float:
        recipe, step = self.recipe, self.progress.step
        rate = (
            recipe.learning_rate
            * min(1.0, (step + 1) / max(1, recipe.warm_up_steps))
            / (1 + recipe.decay * step)
        )
        if recipe.anneal:
            rate *= min(1.0, (1 - self.progress.share(self.settings)) / recipe.anneal)
        return rate

    @torch.no_grad()
    def _update_average(self) -> None:
        keep = min(self.recipe.average, (1 + self.progress.step) / (10 + self.progress.step))
        values = self.network.state_dict()
        names = [name for name, value in values.items() if value.is_floating_point()]
        torch._foreach_lerp_([self.average[n] for n in names], [values[n] for n in names], 1 - keep)

    def _start(self) -> None:
        """Resumes, or starts from given weights, and moves everything to the device."""
        checkpoint = self.settings.output / CHECKPOINT
        if checkpoint.exists() and not self.settings.resume:
            raise TrainingError(
                f"{checkpoint} exists: add --resume to go on with it, or choose another --output"
            )
        if checkpoint.exists():
            state, described = load_safetensors(checkpoint)
            self._restore(state, described, checkpoint)
        elif self.settings.init is not None:
            state, _ = load_safetensors(self.settings.init)
            state = {
                name: value.float() if value.is_floating_point() else value for name, value in state.items()
            }
            if isinstance(self.network, CompactNetwork):
                self._usual_colours = "bases.0" not in state
                state = grown(state, self.network)
            load_state(self.network, state, path=self.settings.init)
            self.average = {name: value.detach().clone() for name, value in self.network.state_dict().items()}
        self.settings.output.mkdir(parents=True, exist_ok=True)
        # torch's stubs do not know memory_format
        self.network.to(device=self.device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.perceptual.to(  # type: ignore[call-overload]
            device=self.device, dtype=self.precision, memory_format=torch.channels_last
        )
        self.average = {name: value.to(self.device) for name, value in self.average.items()}
        for slots in self.optimizer.state.values():
            for name, value in slots.items():
                if name != "step":
                    slots[name] = value.to(self.device)

    def _restore(self, state: dict[str, Tensor], described: dict[str, str], path: Path) -> None:
        def part(prefix: str) -> dict[str, Tensor]:
            return {k.removeprefix(prefix): v for k, v in state.items() if k.startswith(prefix)}

        load_state(self.network, part("network."), path=path)
        self.average = part("average.")
        slots: dict[int, dict[str, Tensor]] = {}
        for name, value in part(f"{self.recipe.optimizer}.").items():
            number, slot = name.split(".", 1)
            slots.setdefault(int(number), {})[slot] = value
        self.optimizer.load_state_dict({**self.optimizer.state_dict(), "state": slots})
        self.progress = Progress(**json.loads(described["progress"]))


def _taught(content: Tensor, taught: Tensor | None, detail: Tensor) -> Tensor:
    """What is to be where: as in the photograph, and in a teacher's painting so far as no detail passes."""
    if taught is None:
        return content
    painted, count = losses.instance_normalized(taught), len(content)
    return torch.lerp(painted[:count], content, detail[:count])


def _device(name: str) -> torch.device:
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    if name.startswith("cuda") and not torch.cuda.is_available():
        raise TrainingError("no CUDA device is available: use --device cpu")
    return torch.device(name)


def _build(recipe: Recipe, perceptual: VggFeatures) -> StylizationNetwork:
    if recipe.network == "compact":
        return CompactNetwork()
    network = VggAdaINNetwork(layout=perceptual.layout)
    network.encoder.load_state_dict(perceptual.encoder.state_dict())
    network.encoder.requires_grad_(False)
    return network


def _portable(state: dict[str, Tensor]) -> dict[str, Tensor]:
    return {name: value.detach().to("cpu").contiguous() for name, value in state.items()}
