import { expect, it } from "vitest";
import { readLinks } from "./OwnLinks";

it("makes links of addresses of this site alone", () => {
  const here = "https://zencho.example";
  expect(readLinks("手引は https://zencho.example/drive/files/1?version=2。外は https://other.example/x", here)).toEqual([
    { text: "手引は " },
    { text: "https://zencho.example/drive/files/1?version=2", to: "/drive/files/1?version=2" },
    { text: "。外は https://other.example/x" },
  ]);
  expect(readLinks("https://zencho.example.evil/ と https://zencho.example/api/me", here)).toEqual([
    { text: "https://zencho.example.evil/ と https://zencho.example/api/me" },
  ]);
  expect(readLinks("", here)).toEqual([]);
});
