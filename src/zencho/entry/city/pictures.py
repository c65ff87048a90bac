"""Pictures drawn pixel by pixel into PNG, charts, plans, flows, something like photographs."""

import struct
import zlib
from collections.abc import Sequence
from random import Random

Colour = tuple[int, int, int]
WHITE: Colour = (255, 255, 255)
INK: Colour = (26, 26, 26)
GRAY: Colour = (204, 204, 204)
PALE: Colour = (242, 242, 242)
BLUE: Colour = (0, 23, 193)
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


class Canvas:
    """A white sheet of RGB pixels to draw rectangles on."""

    def __init__(self, width: int, height: int, *, ground: Colour = WHITE) -> None:
        self.width = width
        self.height = height
        self._rows = [bytearray(bytes(ground) * width) for _ in range(height)]

    def fill(self, left: int, top: int, width: int, height: int, colour: Colour) -> None:
        """Fill a rectangle; what lies outside the sheet is cut."""
        right = min(left + width, self.width)
        left = max(left, 0)
        if right <= left:
            return
        run = bytes(colour) * (right - left)
        for row in self._rows[max(top, 0) : max(min(top + height, self.height), 0)]:
            row[left * 3 : right * 3] = run

    def frame(
        self, left: int, top: int, width: int, height: int, *, ground: Colour = WHITE, edge: int = 2
    ) -> None:
        """A box with an ink edge."""
        self.fill(left, top, width, height, INK)
        self.fill(left + edge, top + edge, width - 2 * edge, height - 2 * edge, ground)

    def png(self) -> bytes:
        """The sheet as a PNG file; the same pixels give the same bytes."""
        header = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        pixels = zlib.compress(b"".join(b"\0" + bytes(row) for row in self._rows), 6)
        return _SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def bar_chart(values: Sequence[float]) -> bytes:
    """Upright bars over a base line, with three grid lines."""
    canvas = Canvas(640, 320)
    for line in range(1, 4):
        canvas.fill(40, 280 - line * 75, 580, 1, GRAY)
    canvas.fill(40, 280, 580, 2, INK)
    most = max(values, default=0) or 1
    step = 580 // max(len(values), 1)
    for place, value in enumerate(values):
        height = max(2, int(240 * value / most))
        canvas.fill(40 + place * step + step // 5, 280 - height, step * 3 // 5, height, BLUE)
    return canvas.png()


def flow(steps: int) -> bytes:
    """Boxes from left to right, joined by lines: the course of a procedure."""
    canvas = Canvas(640, 200)
    step = 600 // max(steps, 1)
    for place in range(steps):
        left = 20 + place * step
        if place:
            canvas.fill(left - step // 4, 99, step // 4, 3, INK)
        canvas.frame(left, 55, step * 3 // 4, 90, ground=PALE if place % 2 else WHITE)
        canvas.fill(left + 16, 80, step // 2, 8, BLUE)
        canvas.fill(left + 16, 104, step * 2 // 5, 6, GRAY)
        canvas.fill(left + 16, 120, step // 3, 6, GRAY)
    return canvas.png()


def floor_plan(random: Random) -> bytes:
    """Rooms along a corridor, one of them marked."""
    canvas = Canvas(640, 400)
    canvas.frame(20, 20, 600, 360, edge=4)
    canvas.fill(24, 180, 592, 40, PALE)
    marked = random.randrange(8)
    for row, top in enumerate((24, 220)):
        left = 24
        for room in range(4):
            width = 148 if room == 3 else random.randint(120, 160)
            width = min(width, 616 - left)
            ground = (217, 230, 255) if row * 4 + room == marked else WHITE
            canvas.frame(left, top, width, 156, ground=ground)
            canvas.fill(left + width // 2 - 14, 178 if row == 0 else 218, 28, 6, WHITE)
            left += width
    return canvas.png()


def photograph(random: Random, *, width: int = 800, height: int = 600) -> bytes:
    """Something like a photograph of a building from the street: sky, wall, windows, pavement."""
    sky = random.randint(170, 215)
    canvas = Canvas(width, height, ground=(sky, sky + 15, 240))
    wall = random.randint(150, 205)
    top = random.randint(height // 6, height // 3)
    canvas.fill(width // 10, top, width * 8 // 10, height * 5 // 6 - top, (wall, wall - 8, wall - 20))
    for row in range(top + 30, height * 5 // 6 - 60, 84):
        for left in range(width // 10 + 24, width * 9 // 10 - 60, 76):
            light = random.randint(60, 130)
            canvas.fill(left, row, 48, 46, (light, light + 12, light + 26))
    canvas.fill(0, height * 5 // 6, width, height // 6, (128, 128, 124))
    return canvas.png()


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
