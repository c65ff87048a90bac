import { expect, it } from "vitest";
import { capScale, findAt, layOut, listInView, stepZoom } from "./spans";

it("lays a thousand pages out and knows which are in view", () => {
  const starts = layOut(
    Array.from({ length: 1000 }, () => 1000),
    10,
  );
  expect(starts.at(-1)).toBe(1_010_010);
  expect(findAt(starts, 0)).toBe(0);
  expect(findAt(starts, 1019)).toBe(0);
  expect(findAt(starts, 1020)).toBe(1);
  expect(findAt(starts, 9_999_999)).toBe(999);
  expect(listInView(starts, 505_000, 800, 1)).toEqual({ first: 498, end: 502 });
  expect(listInView(starts, 0, 800, 1)).toEqual({ first: 0, end: 2 });
});

it("shows nothing of nothing", () => {
  expect(listInView(layOut([], 10), 0, 800, 1)).toEqual({ first: 0, end: 0 });
});

it("never asks for a canvas beyond the most", () => {
  expect(capScale(595, 842, 2, 12_000_000)).toBe(2);
  const scale = capScale(14_400, 14_400, 4, 12_000_000);
  expect(14_400 * scale * 14_400 * scale).toBeCloseTo(12_000_000, -2);
});

it("steps from any zoom to the next round one, and stays at the ends", () => {
  expect(stepZoom(1, 1)).toBe(1.25);
  expect(stepZoom(0.543, 1)).toBe(0.67);
  expect(stepZoom(0.543, -1)).toBe(0.5);
  expect(stepZoom(8, 1)).toBe(8);
  expect(stepZoom(4, 1, 4)).toBe(4);
  expect(stepZoom(0.5, -1, 2, 0.5)).toBe(0.5);
});
