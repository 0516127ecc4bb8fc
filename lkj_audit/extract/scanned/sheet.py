"""The sheet of paper on a photograph: cut out of the darker ground it lies on, and made rectangular."""

from __future__ import annotations

from typing import Any

from lkj_audit.extract.page.drawn import IDENTITY, Matrix
from lkj_audit.extract.scanned.ocr import Image

SMALL = 0.25  # of the size of the image, at which the sheet is looked for
STROKE = 9  # pixels of the small image: letters are finer
EDGE = 3  # pixels of the small image along its edges
GROUND = 0.6  # share of the edges of a photograph that is ground
LEAST, MOST = 0.35, 0.97  # of the image: the sheet
SIMPLE = 0.02  # of its outline: how far off straight lines between four corners it may run
FULL = 0.96  # of these: what it covers
RIM = 0.01  # of the way to the middle: the edge of the sheet, which is no rule


def cut_out(image: Image) -> tuple[Image, Matrix]:
    """The sheet on ``image``, and the matrix from its pixels back to those of ``image``: as near as one without
    perspective comes. The image itself where no sheet is seen: that of a scanner goes to the edges."""
    import cv2
    import numpy as np

    corners = _corners(image)
    if corners is None:
        return image, IDENTITY
    corners += RIM * (corners.mean(axis=0) - corners)
    a, b, c, d = corners
    width, height = (round(float(np.linalg.norm(p - q) + np.linalg.norm(r - s)) / 2)
                     for p, q, r, s in ((a, b, d, c), (a, d, b, c)))
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    sheet = cv2.warpPerspective(image, cv2.getPerspectiveTransform(corners, flat), (width, height),
                                flags=cv2.INTER_LINEAR)
    (ax, ay), (bx, by), (cx, cy) = np.linalg.lstsq(np.c_[flat, np.ones(4)], corners, rcond=None)[0].tolist()
    return np.asarray(sheet, dtype=np.uint8), (ax, ay, bx, by, cx, cy)


def _corners(image: Image) -> Any:
    """The corners of the sheet, from the upper left one clockwise, x and y in pixels of ``image``; None if there is
    none. The sheet may lie in the shade in part, so that several limits of light are tried."""
    import cv2
    import numpy as np

    grey = cv2.resize(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), None, fx=SMALL, fy=SMALL, interpolation=cv2.INTER_AREA)
    paper = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((STROKE, STROKE), np.uint8))
    edges = np.concatenate([paper[:EDGE].ravel(), paper[-EDGE:].ravel(), paper[:, :EDGE].ravel(),
                            paper[:, -EDGE:].ravel()])
    dark, light = (float(np.percentile(part, 50)) for part in (edges, paper))
    found = []
    for share in (0.15, 0.25, 0.35, 0.5, 0.65):
        limit = dark + share * (light - dark)
        if light - dark < 40 or (edges < limit).mean() < GROUND:
            continue
        outlines, _ = cv2.findContours((paper > limit).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        outline = max(outlines, key=cv2.contourArea)
        area, whole = cv2.contourArea(outline), cv2.convexHull(outline)
        four = cv2.approxPolyDP(whole, SIMPLE * cv2.arcLength(whole, True), True)
        if len(four) == 4 and LEAST * paper.size < area < MOST * paper.size and area > FULL * cv2.contourArea(four):
            found.append((area, _clockwise(four.reshape(4, 2).astype(np.float32)) / SMALL))
    return max(found, key=lambda f: f[0])[1] if found else None


def _clockwise(points: Any) -> Any:
    """Four corners from the upper left one on: the one nearest to the origin, then by their angle from the middle."""
    import numpy as np

    off = points - points.mean(axis=0)
    turned = points[np.argsort(np.arctan2(off[:, 1], off[:, 0]))]
    return np.roll(turned, -int(np.argmin(turned.sum(axis=1))), axis=0)
