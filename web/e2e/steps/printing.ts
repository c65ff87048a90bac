/** What journeys about printing together do: a folder with things of many kinds, and the way to one PDF. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { makePdf } from "../kit/pdf";
import { ask } from "../kit/writing";

const WORD = readFileSync(fileURLToPath(new URL("../../../src/zencho/static/first-steps.docx", import.meta.url)));
const PICTURE = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABel6rPwAAAABJRU5ErkJggg==", "base64");

/** As a clerk has them before the assembly; in the order of their names. */
export const EIGHT: readonly (readonly [name: string, content: Buffer])[] = [
  ["1 議案第1号.pdf", makePdf({ pages: [["議案第1号 令和8年度みほん市一般会計補正予算"], ["第2条"]] })],
  ["2 図面.pdf", makePdf({ pages: [["配置図"]], size: [1191, 842] })],
  ["3 手引き.docx", WORD],
  ["4 現場写真.png", PICTURE],
  ["5 内訳.csv", Buffer.from("費目,金額\n委託料,1284000\n需用費,320000\n")],
  ["6 要旨.md", Buffer.from("# 要旨\n\n- **補正額** 1,604千円\n- 財源は一般財源\n\n| 年度 | 額 |\n|---|---|\n| 8 | 1,604 |\n")],
  ["7 経過.txt", Buffer.from("10月1日 説明会\n11月2日 意見募集\n")],
  ["8 参考.pdf", makePdf({ pages: [["参考資料"]] })],
];

/** A folder of one's own with these things in it -> its id. */
export async function makeFolderOf(page: Page, name: string, things: readonly (readonly [string, Buffer])[]): Promise<string> {
  const { own } = await ask<{ own: { id: string } }>(page, "GET", "/api/drive/roots");
  const { id } = await ask<{ id: string }>(page, "POST", `/api/folders/${own.id}/folders`, { name: `${name} ${Date.now()}` });
  for (const [called, content] of things) {
    await page.evaluate(
      async ([folder, named, packed]) => {
        const body = Uint8Array.from(atob(packed!), (letter) => letter.charCodeAt(0));
        await fetch(`/api/folders/${folder}/files?name=${encodeURIComponent(named!)}`, { method: "PUT", body });
      },
      [id, called, content.toString("base64")],
    );
  }
  return id;
}

/** The PDF lies open in the page -> how many pages it says it has. */
export async function waitForPdf(page: Page): Promise<number> {
  const count = page.getByText(/^\d+ページ$/).first();
  await count.waitFor({ timeout: 70_000 });
  await page.locator("[data-preview] canvas").first().waitFor({ timeout: 30_000 });
  return Number.parseInt(await count.innerText(), 10);
}
