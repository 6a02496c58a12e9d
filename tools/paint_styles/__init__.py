"""The bundled style images, each painted, printed or woven by a program.

Run ``python tools/paint_styles`` to make all of them, or name the ones to make.
Needs numpy and OpenCV; every picture depends on its seed and size alone.
"""
