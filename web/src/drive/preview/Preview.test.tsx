/** What is saved where a file cannot be shown: the bytes one looked at, of an older version or from within an archive. */
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import type { Item } from "../shapes";
import { sourceOfVersion } from "../versions/addresses";
import type { Version } from "../versions/shapes";
import { sourceWithin } from "./Inner";
import { Preview } from "./Preview";
import { sourceOf, type Source } from "./source";

const item = { id: "f1", name: "図面.dwg", media_type: "application/octet-stream", size_bytes: 10, version: 3 } as Item;
const older = { number: 2, media_type: "application/octet-stream", size_bytes: 9 } as Version;

async function save(source: Source) {
  const saved: string[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(`${this.getAttribute("href")} ${this.download}`);
  });
  render(<Preview source={source} />);
  await userEvent.click(screen.getByRole("button", { name: "ダウンロード" }));
  return saved;
}

it("saves the file as it is", async () => {
  expect(await save(sourceOf(item))).toEqual(["/api/files/f1/content 図面.dwg"]);
});

it("saves the version that is looked at", async () => {
  expect(await save(sourceOfVersion(item, older))).toEqual(["/api/files/f1/versions/2/content 図面.dwg"]);
});

it("saves what lies within, not what it lies in", async () => {
  const inner = sourceWithin(sourceOfVersion(item, older), { place: 4, name: "図/詳細.dwg", size_bytes: 5, media_type: "application/octet-stream" });
  expect(await save(inner)).toEqual(["/api/files/f1/preview?version=2&inner=4&whole=true 詳細.dwg"]);
});
