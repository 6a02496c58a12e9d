"""The network that finds people, on OpenVINO: OpenCV 5.0 cannot read its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from rtstyle.engine.backends.openvino_library import openvino
from rtstyle.errors import CheckpointError

if TYPE_CHECKING:
    from rtstyle.engine.motion import Plane
    from rtstyle.frame import Image

_THREADS = 1
"""More gain nothing in so small a network, and the other processors have a painting to do."""


class PersonNetwork:
    """Tells of each place how likely it belongs to a person.

    Args:
        data: An ONNX file: (1, H, W, 3) float32 RGB in [0, 1] → (1, H, W, 1) float32 in [0, 1].

    Raises:
        CheckpointError: It is no such file.
    """

    def __init__(self, data: bytes) -> None:
        core = openvino.Core()
        try:
            model = core.read_model(data, b"")
            (_, height, width, channels), (_, *out) = (
                [int(side) for side in port.shape] for port in (model.input(), model.output())
            )
            if channels != 3 or out != [height, width, 1]:
                raise ValueError("it has other inputs and outputs")  # noqa: TRY301 - told as all else
            compiled = core.compile_model(
                model, "CPU", {"PERFORMANCE_HINT": "LATENCY", "INFERENCE_NUM_THREADS": _THREADS}
            )
            self._request = compiled.create_infer_request()
        except (RuntimeError, ValueError) as error:
            reason = " ".join(str(error).split())[:160]
            raise CheckpointError(f"cannot use the network that finds people: {reason}") from error
        self._small = np.empty((height, width, 3), np.uint8)
        self._input = np.empty((1, height, width, 3), np.float32)
        self._request.set_input_tensor(openvino.Tensor(self._input, shared_memory=True))

    def measure(self, image: Image) -> Plane:
        """Finds people in a picture.

        Args:
            image: (H, W, 3) uint8 RGB, any size.

        Returns:
            (h, w) float32 in [0, 1], the network's size, over all of the picture; overwritten by the next call.
        """
        interpolation = cv2.INTER_AREA if image.shape[1] > 2 * self._small.shape[1] else cv2.INTER_LINEAR
        cv2.resize(image, self._small.shape[1::-1], dst=self._small, interpolation=interpolation)
        np.multiply(self._small, np.float32(1 / 255), out=self._input[0])
        self._request.infer()
        return np.asarray(self._request.get_output_tensor().data[0, :, :, 0], np.float32)
