/** 説明とタグ: said in place, found by a tag and by the search, and never written over what somebody else said. */
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { makeFolder, openDrive, openFolder, row } from "./drive-steps";
import { expectAccessible } from "./kit/axe";
import { ask } from "./kit/writing";

const tag = `委託${Date.now().toString(36)}`;

async function makeOpened(page: Page): Promise<{ readonly name: string; readonly id: string }> {
  const name = await makeFolder(page, "説明のためし");
  await openFolder(page, name);
  return { name, id: new URL(page.url()).pathname.split("/").at(-1)! };
}

const description = (page: Page) => page.getByRole("textbox", { name: "説明" });
const about = (page: Page) => page.getByRole("region", { name: "フォルダーの説明とタグ" });

it("says what a folder is for, and finds it by its tag and its words", async () => {
  const page = await openDrive("sato");
  const { name } = await makeOpened(page);
  await page.getByRole("button", { name: "説明とタグを付ける" }).click();
  const address = new URL("/drive/recent", page.url()).href;
  await description(page).fill(`玄関掲示の年間計画です。\n手引は ${address}\n三行目`);
  await page.getByRole("combobox", { name: "タグ" }).fill(tag);
  await page.getByRole("option", { name: `「${tag}」を付ける` }).waitFor();
  await page.keyboard.press("Enter");
  await expectAccessible(page, "about");
  await page.keyboard.press("Control+Enter");
  await page.getByText("説明とタグを保存しました").waitFor();
  await page.getByRole("button", { name: "続きを読む" }).click();
  expect(await about(page).getByRole("link", { name: address }).getAttribute("href")).toBe("/drive/recent");

  await about(page).getByRole("link", { name: tag }).click();
  await page.getByRole("heading", { level: 1, name: `タグ「${tag}」のフォルダー` }).waitFor();
  await row(page, name).waitFor();
  await expect
    .poll(async () => (await ask<{ hits: unknown[] }>(page, "GET", `/api/search?query=${encodeURIComponent("玄関掲示")}`)).hits.length, { timeout: 60_000 })
    .toBeGreaterThan(0);

  // The way back.
  await page.goBack();
  const saved = page.getByText("説明とタグを保存しました");
  await saved.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "説明とタグを直す" }).click();
  await description(page).fill("まちがい");
  await page.getByRole("button", { name: "保存" }).click();
  await about(page).getByText("まちがい").waitFor();
  await saved.waitFor();
  await page.getByRole("button", { name: "元に戻す" }).click();
  await about(page).getByText("玄関掲示の年間計画です。").waitFor();
});

it("keeps what was typed where somebody else saved first, and over a reload", async () => {
  const page = await openDrive("sato", "/drive", { expected: [/status of 412/] });
  const { id } = await makeOpened(page);
  await page.getByRole("button", { name: "説明とタグを付ける" }).click();
  await description(page).fill("わたしの説明");
  await page.reload();
  expect(await description(page).inputValue()).toBe("わたしの説明");
  // In another window of mine, meanwhile.
  await ask(page, "PUT", `/api/folders/${id}/about`, { description: "先に保存した説明", tags: ["先のタグ"] });
  await page.getByRole("button", { name: "保存" }).click();
  await about(page).getByText("先に保存した説明").waitFor();
  await about(page).getByText("タグ: 先のタグ").waitFor();
  expect(await description(page).inputValue()).toBe("わたしの説明");
  await page.getByRole("button", { name: "保存" }).click();
  await description(page).waitFor({ state: "detached" });
  await about(page).getByText("わたしの説明").waitFor();
});

it("fits a phone", async () => {
  const phone = await openDrive("sato", "/drive", { width: "phone" });
  const { own } = await ask<{ own: { id: string } }>(phone, "GET", "/api/drive/roots");
  const made = await ask<{ id: string }>(phone, "POST", `/api/folders/${own.id}/folders`, { name: `電話の説明 ${Date.now().toString(36)}` });
  const tags = Array.from({ length: 10 }, (_, number) => `とても長いタグの名前です其の${number}番目の`.slice(0, 20));
  await ask(phone, "PUT", `/api/folders/${made.id}/about`, { description: "長い説明です。".repeat(40), tags });
  await phone.goto(new URL(`/drive/folders/${made.id}`, phone.url()).href);
  await phone.getByRole("button", { name: "続きを読む" }).tap();
  await phone.getByRole("button", { name: "たたむ" }).waitFor();
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await expectAccessible(phone, "about, phone");
});
