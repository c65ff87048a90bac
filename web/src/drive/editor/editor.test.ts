import { describe, expect, it } from "vitest";
import { isTaken } from "./useEditor";
import { readName } from "./useMessages";

describe("which files the editor takes", () => {
  it.each([
    ["見積.XLSX", true],
    ["a.b.docx", true],
    ["docx", false],
    [".docx", false],
    ["a.pdf", false],
  ])("%s: %s", (name, is) => expect(isTaken(["docx", "xlsx"], name)).toBe(is));
});

describe("what the frame says", () => {
  it.each([
    ['{"MessageId":"App_LoadingStatus","Values":{}}', "App_LoadingStatus"],
    ['{"MessageId":7}', undefined],
    ["null", undefined],
    ["no json", undefined],
    [{ MessageId: "UI_Close" }, undefined],
  ])("%s", (data, name) => expect(readName(data)).toBe(name));
});
