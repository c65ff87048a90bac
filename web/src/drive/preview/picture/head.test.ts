import { expect, it } from "vitest";
import { readSize } from "./head";

const bytesOf = (...parts: (string | readonly number[])[]) =>
  new Uint8Array(parts.flatMap((part) => (typeof part === "string" ? [...part].map((letter) => letter.charCodeAt(0)) : [...part]))).buffer;
const zeros = (count: number) => Array.from({ length: count }, () => 0);

it.each([
  ["image/png", bytesOf(zeros(16), [0, 0, 0x75, 0x30, 0, 0, 0, 5])],
  ["image/gif", bytesOf("GIF89a", [0x30, 0x75, 5, 0])],
  ["image/jpeg", bytesOf([0xff, 0xd8, 0xff, 0xe1, 0, 4, 1, 2, 0xff, 0xc2, 0, 11, 8, 0, 5, 0x75, 0x30], zeros(9))],
  ["image/webp", bytesOf(zeros(12), "VP8X", zeros(8), [0x2f, 0x75, 0, 4, 0, 0])],
  ["image/avif", bytesOf(zeros(40), "ispe", zeros(4), [0, 0, 0x75, 0x30, 0, 0, 0, 5], zeros(4))],
])("tells the size of %s from its head", (mediaType, head) => {
  expect(readSize(mediaType, head)).toEqual({ width: 30_000, height: 5 });
});

it("knows the three kinds of WebP", () => {
  expect(readSize("image/webp", bytesOf(zeros(12), "VP8 ", zeros(10), [0x10, 0x27, 5, 0]))).toEqual({ width: 10_000, height: 5 });
  expect(readSize("image/webp", bytesOf(zeros(12), "VP8L", zeros(5), [0x0f, 0x27, 0x01, 0]))).toEqual({ width: 10_000, height: 5 });
});

it("does not guess where the head says nothing", () => {
  expect(readSize("image/png", bytesOf([0x89]))).toBeNull();
  expect(readSize("image/jpeg", bytesOf([0xff, 0xd8], zeros(30)))).toBeNull();
  expect(readSize("image/webp", bytesOf(zeros(40)))).toBeNull();
});
