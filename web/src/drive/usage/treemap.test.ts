import { expect, it } from "vitest";
import { layTiles } from "./treemap";

const size = (part: number) => part;

it("gives each part its share of the area, all of the picture and nothing outside it", () => {
  const tiles = layTiles([6, 6, 4, 3, 2, 2, 1], size, 2);
  for (const { of, left, top, width, height } of tiles) {
    expect((width * height) / 10_000).toBeCloseTo(of / 24);
    for (const value of [left, top]) expect(value).toBeGreaterThanOrEqual(0);
    expect(left + width).toBeLessThanOrEqual(100.0001);
    expect(top + height).toBeLessThanOrEqual(100.0001);
  }
});

it("lets no two tiles lie over each other", () => {
  const tiles = layTiles([50, 30, 10, 5, 3, 1, 1], size, 1.5);
  tiles.forEach((one, index) => {
    for (const other of tiles.slice(index + 1)) {
      const isApart =
        one.left + one.width <= other.left + 1e-9 || other.left + other.width <= one.left + 1e-9 || one.top + one.height <= other.top + 1e-9 || other.top + other.height <= one.top + 1e-9;
      expect(isApart).toBe(true);
    }
  });
});

it("leaves out what is empty, and is nothing where all is", () => {
  expect(layTiles([3, 0], size, 1).map(({ of }) => of)).toEqual([3]);
  expect(layTiles([0, 0], size, 1)).toEqual([]);
  expect(layTiles([], size, 1)).toEqual([]);
});
