#!/usr/bin/env bash
# Fifteen minutes of a GPU: train on from the weights that ship, refine the bundled styles for what comes of it, run the CUDA tests.
#
#     CONTENT="photos.tar" STYLE="paintings.tar assets/styles" OUT=out bash tools/gpu_run.sh
#
# Everything lands in OUT: checkpoint, log, weights, refined styles. Called again, it goes on. Rehearsed on a CPU with
# DEVICE=cpu BATCH=2 MINUTES=1 STEPS=2. Photographs and paintings that fit into 50 MB travel with the tree. TEACHER is a file of
# Python that paints, too (`rtstyle train --teacher`).
set -euo pipefail
cd "$(dirname "$0")/.."
: "${CONTENT:?photographs: folders or tar archives}" "${STYLE:?paintings: likewise}" "${OUT:?a folder for what comes of it}"
device=${DEVICE:-cuda}
python=${PYTHON:-python3}
export RTSTYLE_HOME=$OUT/home
# shellcheck disable=SC2086 - lists of paths
"$python" -m rtstyle.training --content $CONTENT --style $STYLE --perceptual models/perceptual-vgg16.safetensors \
    --init models/compact.safetensors --output "$OUT/run" --resume --device "$device" --batch "${BATCH:-32}" --reuse 2 \
    --learning-rate 1e-3 --minutes "${MINUTES:-9}" --sample-minutes 0 ${TEACHER:+--teacher "$TEACHER"}
cp "$OUT/run/compact.safetensors" models/compact.safetensors
"$python" tools/refine_styles.py --device "$device" --seconds "${SECONDS_EACH:-6}" ${STEPS:+--steps "$STEPS"} \
    ${TEACHER:+--teacher "$TEACHER"}
cp -r models/refined models/compact.safetensors "$OUT/"
[ "$device" = cpu ] || "$python" -m pytest -q -p no:cacheprovider -m cuda tests/engine
