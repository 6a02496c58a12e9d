"""The sound of the scene: slow chords and plucked pentatonic notes, a function of absolute time."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Samples: TypeAlias = npt.NDArray[np.float32]
"""(N, 2) float32, left and right in [-1, 1]."""
_Wave: TypeAlias = npt.NDArray[np.float64]

_CHORD_S = 4.0
_ATTACK_S, _RELEASE_S = 1.6, 2.4
_STEP_S = 0.5
_PLUCK_S = 3.0
_ECHO_S, _ECHO_GAIN = 0.75, 0.33

# Dmaj9, Bm7, Gmaj9, A6sus4 as MIDI notes: they share most of their notes, so that one melts into the next.
_CHORDS = ((38, 50, 57, 61, 64), (35, 47, 54, 57, 62), (31, 43, 50, 57, 62), (33, 45, 52, 57, 62))
_SCALE = (62, 64, 66, 69, 71, 74, 76, 78, 81)
_MELODY = (
    0,
    -1,
    3,
    5,
    -1,
    4,
    -1,
    2,
    6,
    -1,
    5,
    3,
    -1,
    7,
    -1,
    4,
    8,
    -1,
    6,
    5,
    -1,
    3,
    4,
    -1,
    2,
    -1,
    5,
    -1,
    3,
    1,
    -1,
    -1,
)
"""Places in the scale by half seconds, -1 for a rest: sixteen seconds that repeat."""


def synthetic_sound(seconds_from: float, seconds_to: float, sample_rate: int = 48000) -> Samples:
    """The sound between two moments; neighbouring blocks join without a seam.

    Args:
        seconds_from: Start in seconds, 0 or more, rounded to a sample.
        seconds_to: End in seconds, exclusive, rounded to a sample.
        sample_rate: Samples per second.

    Returns:
        (N, 2) float32 in [-1, 1], N = round(seconds_to * rate) - round(seconds_from * rate), or 0 rows.
    """
    first, last = round(seconds_from * sample_rate), round(seconds_to * sample_rate)
    seconds = np.arange(first, max(first, last), dtype=np.float64) / sample_rate
    out = np.zeros((seconds.size, 2), np.float64)
    if seconds.size:
        _add_pads(out, seconds)
        _add_plucks(out, seconds)
        out *= np.clip(seconds / 0.8, 0.0, 1.0)[:, None]
    return np.tanh(out).astype(np.float32)


def _frequency(note: int) -> float:
    return float(440.0 * 2.0 ** ((note - 69) / 12.0))


def _window(seconds: _Wave, start: float, length: float) -> slice:
    """Which samples lie between ``start`` and ``start + length``."""
    low, high = np.searchsorted(seconds, [start, start + length])
    return slice(int(low), int(high))


def _add_pads(out: _Wave, seconds: _Wave) -> None:
    """Chords that swell, each fading while the next one rises, slightly detuned between left and right."""
    length = _CHORD_S + _RELEASE_S
    first = int(max(0.0, (seconds[0] - length) // _CHORD_S))
    for number in range(first, int(seconds[-1] // _CHORD_S) + 1):
        part = _window(seconds, number * _CHORD_S, length)
        t = seconds[part] - number * _CHORD_S
        if not t.size:
            continue
        rise, fall = np.clip(t / _ATTACK_S, 0, 1), np.clip((length - t) / _RELEASE_S, 0, 1)
        envelope = (0.5 - 0.5 * np.cos(np.pi * rise)) * (0.5 - 0.5 * np.cos(np.pi * fall))
        for voice, note in enumerate(_CHORDS[number % len(_CHORDS)]):
            shimmer = 1.0 + 0.18 * np.sin(2 * np.pi * (0.21 + 0.07 * voice) * t + voice)
            for channel, detune in ((0, 0.9985), (1, 1.0015)):
                phase = 2 * np.pi * _frequency(note) * detune * t
                tone = np.sin(phase) + 0.30 * np.sin(2 * phase) + 0.09 * np.sin(3 * phase + 0.5)
                out[part, channel] += 0.058 * (1.25 if voice == 0 else 1.0) * envelope * shimmer * tone


def _add_plucks(out: _Wave, seconds: _Wave) -> None:
    """Kalimba-like notes with two echoes that wander from side to side."""
    reach = _PLUCK_S + 2 * _ECHO_S
    first = int(max(0.0, (seconds[0] - reach) // _STEP_S))
    for step in range(first, int(seconds[-1] // _STEP_S) + 1):
        place = _MELODY[step % len(_MELODY)]
        if place < 0:
            continue
        pan = 0.5 + 0.32 * np.sin(2.4 * step)
        loudness = 0.115 * (0.75 + 0.25 * np.cos(1.7 * step))
        for echo in range(3):
            part = _window(seconds, step * _STEP_S + echo * _ECHO_S, _PLUCK_S)
            t = seconds[part] - (step * _STEP_S + echo * _ECHO_S)
            if not t.size:
                continue
            side = pan if echo % 2 == 0 else 1.0 - pan
            tone = loudness * _ECHO_GAIN**echo * _pluck(t, _frequency(_SCALE[place]))
            out[part, 0] += np.cos(0.5 * np.pi * side) * tone
            out[part, 1] += np.sin(0.5 * np.pi * side) * tone


def _pluck(t: _Wave, frequency: float) -> _Wave:
    """A struck bar: its overtones die before the tone; it starts and ends at nothing."""
    phase = 2 * np.pi * frequency * t
    attack = np.clip(t / 0.006, 0, 1)
    release = np.clip((_PLUCK_S - t) / 0.3, 0, 1)
    body = np.sin(phase) * np.exp(-2.3 * t) + 0.32 * np.sin(2 * phase) * np.exp(-5.0 * t)
    strike = 0.12 * np.sin(5.4 * phase) * np.exp(-16.0 * t)
    return attack * release * (body + strike)
