import { expect, it } from "vitest";
import { readGigabytes, writeGigabytes } from "./gigabytes";

it("reads what people write", () => {
  expect(readGigabytes("1")).toBe(2 ** 30);
  expect(readGigabytes("１，０００．５")).toBe(1000.5 * 2 ** 30);
  expect(readGigabytes(" ")).toBeNull();
  for (const wrong of ["-1", "0", "x", "1e3", "1.2.3", "1000001", "0.0001"]) expect(readGigabytes(wrong), wrong).toBeUndefined();
});

it("writes what it reads", () => {
  for (const text of ["1", "0.5", "1000", "0.001"]) expect(writeGigabytes(readGigabytes(text)!)).toBe(text);
});
