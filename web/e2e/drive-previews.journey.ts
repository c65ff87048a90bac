/** An Office file, a presentation and a mail with attachments are read in the page, without taking them home. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { addressIn, openDrive } from "./drive-steps";
import { expectAccessible } from "./kit/axe";
import { takePicture } from "./kit/pictures";
import { ask } from "./kit/writing";

interface Found {
  readonly items: readonly { readonly item: { readonly id: string; readonly name: string; readonly kind: string } }[];
}

/** A file of the sample city with this ending, opened. */
async function openFile(page: Page, persona: string, ending: string): Promise<string> {
  const { items } = await ask<Found>(page, "GET", `/api/drive/find?query=${encodeURIComponent(ending)}`);
  const file = items.map(({ item }) => item).find(({ name, kind }) => kind === "file" && name.endsWith(ending));
  if (file === undefined) throw new Error(`the sample city has no ${ending}`);
  await page.goto(addressIn(persona, `/drive/files/${file.id}`));
  return file.name;
}

it("reads a workbook as a grid, by mouse and by keys, in the dark too", async () => {
  const page = await openDrive("kobayashi");
  await openFile(page, "kobayashi", "契約 一覧.xlsx");
  const grid = page.getByRole("grid");
  await grid.getByRole("gridcell", { name: "相手方" }).waitFor();
  await grid.focus();
  for (const key of ["ArrowDown", "ArrowDown", "ArrowRight"]) await page.keyboard.press(key);
  await page.getByText("B3", { exact: true }).waitFor();
  await page.keyboard.press("Control+End");
  await expect.poll(() => page.getByLabel("選んでいるセル").innerText()).toMatch(/^E4\d$/);
  await grid.getByRole("gridcell", { name: "40", exact: true }).waitFor();
  await page.getByRole("button", { name: "小さく" }).click();
  await page.getByText("90%").waitFor();
  await expectAccessible(page, "a workbook");
  await takePicture(page, "preview-workbook");
});

it("reads a Word file as pages and turns the slides of a presentation", async () => {
  const page = await openDrive("kobayashi");
  await openFile(page, "kobayashi", ".docx");
  await page.getByRole("group", { name: /ページのうち1ページ目/ }).waitFor();
  await expectAccessible(page, "a Word file");
  await openFile(page, "kobayashi", ".pptx");
  await page.getByText(/枚のうち1枚目/).first().waitFor();
  await page.getByRole("button", { name: "次へ" }).click();
  await page.getByText(/枚のうち2枚目/).first().waitFor();
  await expectAccessible(page, "a presentation");
});

it("reads a mail, opens its attachment below it, and says of a broken file what is so with it", async () => {
  const page = await openDrive("kobayashi", "/drive", { expected: [/422/] });
  const { own } = await ask<{ own: { id: string } }>(page, "GET", "/api/drive/roots");
  const word = readFileSync(fileURLToPath(new URL("../../src/zencho/static/first-steps.docx", import.meta.url))).toString("base64");
  const mail = `Subject: =?UTF-8?B?${Buffer.from("手引きを送ります").toString("base64")}?=\nFrom: onishi@example.jp\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain; charset=utf-8\n\nご覧ください。\n--x\nContent-Type: application/octet-stream; name=tebiki.docx\nContent-Disposition: attachment; filename=tebiki.docx\nContent-Transfer-Encoding: base64\n\n${word}\n--x--\n`;
  const add = (name: string, content: string) =>
    page.evaluate(
      async ([folder, named, text]) => {
        const answer = await fetch(`/api/folders/${folder}/files?name=${encodeURIComponent(named!)}`, { method: "PUT", body: text });
        return ((await answer.json()) as { id: string }).id;
      },
      [own.id, name, content],
    );
  const stamp = Date.now();
  await page.goto(addressIn("kobayashi", `/drive/files/${await add(`便り ${stamp}.eml`, mail)}`));
  await page.getByRole("heading", { name: "手引きを送ります" }).waitFor();
  await page.getByText("ご覧ください。").waitFor();
  await page.getByRole("button", { name: "tebiki.docx", exact: true }).click();
  await page.getByRole("group", { name: /ページのうち1ページ目/ }).waitFor();
  await expectAccessible(page, "a mail with an open attachment");
  await page.goto(addressIn("kobayashi", `/drive/files/${await add(`壊れた ${stamp}.xlsx`, "PK\u0003\u0004")}`));
  await page.getByText("このファイルは画面で表示できません").waitFor();
  await page.getByText(/途中で切れているか、壊れています/).waitFor();
});
