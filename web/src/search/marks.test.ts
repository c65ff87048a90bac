import { expect, it } from "vitest";
import { splitHits } from "./marks";

const hits = (text: string, query: string) => splitHits(text, query).filter((piece) => piece.isHit).map((piece) => piece.text);

it("marks every word wherever it stands, and loses no letter", () => {
  expect(hits("契約管理課 工事契約係", "契約 工事")).toEqual(["契約", "工事契約"]);
  expect(splitHits("契約管理課 工事契約係", "契約").map((piece) => piece.text).join("")).toBe("契約管理課 工事契約係");
});

it("takes width and case for the same", () => {
  expect(hits("Ｒ９当初.DOCX", "r9 docx")).toEqual(["Ｒ９", "DOCX"]);
});

it("marks nothing where nothing is looked for", () => {
  expect(hits("契約", "  ")).toEqual([]);
  expect(splitHits("", "契約")).toEqual([]);
});
