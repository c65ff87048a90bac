import { beforeEach, expect, it } from "vitest";
import { forgetEditedFrom, getEditedFrom, rememberEditedFrom } from "./editedFrom";

beforeEach(() => localStorage.clear());

it("knows after a reload what was taken out, and forgets it with the return", () => {
  rememberEditedFrom("a", 4);
  rememberEditedFrom("b", 1);
  rememberEditedFrom("a", 5);
  expect([getEditedFrom("a"), getEditedFrom("b"), getEditedFrom("c")]).toEqual([5, 1, null]);
  forgetEditedFrom("a");
  expect(getEditedFrom("a")).toBeNull();
});

it("keeps the latest of very many, and reads no foreign words", () => {
  for (let each = 0; each < 210; each += 1) rememberEditedFrom(`file-${each}`, 1);
  expect([getEditedFrom("file-9"), getEditedFrom("file-10")]).toEqual([null, 1]);
  for (const odd of ["no json", "null", '{"a":"x","b":-1}']) {
    localStorage.setItem("zencho.edited_from", odd);
    expect([getEditedFrom("a"), getEditedFrom("b")]).toEqual([null, null]);
  }
});
