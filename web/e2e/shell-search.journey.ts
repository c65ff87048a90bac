/** The search box by keys alone, with kana under conversion, and never a word of what one may not read. */
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { openWindow, type WindowOptions } from "./kit/browser";
import { compose, confirm } from "./kit/ime";
import { ask } from "./kit/writing";

async function openBox(options: WindowOptions = { persona: "sato" }): Promise<Page> {
  const page = await openWindow(options);
  await page.getByRole("button", { name: /ファイル・人・課をさがす/ }).waitFor();
  await page.keyboard.press("Control+K");
  await page.getByRole("combobox").waitFor();
  return page;
}

it("finds a unit by two characters and Enter", async () => {
  const page = await openBox();
  await page.keyboard.type("契約");
  await page.getByRole("option", { name: "契約管理課", selected: true }).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/people\/units\//);
  await page.getByRole("heading", { name: "契約管理課" }).first().waitFor();
});

it("follows the reading during conversion, and takes no key of it", async () => {
  const page = await openBox();
  await compose(page, "けいやく");
  await page.getByText("変換中 確定すると選べます").waitFor();
  await page.getByRole("option", { name: "契約管理課" }).waitFor();
  await confirm(page, "契約");
  await page.getByRole("option", { name: "契約管理課" }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/");
  expect(await page.getByRole("combobox").inputValue()).toBe("契約");
});

it("goes into the preview and back with the arrows, and narrows to a kind with Tab", async () => {
  const page = await openBox();
  await page.keyboard.type("契約");
  await page.getByText("物品・委託・工事の契約").waitFor();
  await page.keyboard.press("ArrowRight");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("名簿で見る");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.getByRole("button", { name: "ファイル", pressed: true }).waitFor();
  expect(await page.getByRole("group", { name: "課" }).count()).toBe(0);
  await page.keyboard.press("Escape");
  await page.getByRole("combobox").waitFor({ state: "detached" });
});

it("offers what one can do, and does it", async () => {
  const page = await openBox();
  await page.keyboard.type("名簿");
  await page.getByRole("option", { name: "名簿" }).waitFor();
  await page.getByRole("option", { name: "名簿" }).click();
  await page.waitForURL(/\/people/);
});

it("finds words of a text, and shows nobody else a trace of them", async () => {
  const page = await openWindow({ persona: "sato" });
  const { own } = await ask<{ own: { id: string } }>(page, "GET", "/api/drive/roots");
  const canary = "白鷺隧道";
  const name = `覚え ${Date.now().toString(36)}`;
  await page.evaluate(
    async ([folder, title, word]) => {
      const path = `/api/folders/${folder!}/documents/import?name=${encodeURIComponent(`${title!}.md`)}`;
      await fetch(path, { method: "POST", body: `${word!}の測量は来週。`, headers: { "content-type": "text/markdown" } });
    },
    [own.id, name, canary] as const,
  );
  await page.goto(new URL(`/search?q=${encodeURIComponent(canary)}`, page.url()).href);
  await expect.poll(async () => {
    await page.reload();
    await page.getByText(/見つかりません|見つかりました/).first().waitFor({ state: "attached" });
    return page.getByRole("main").getByRole("link", { name }).count();
  }, { timeout: 30_000 }).toBe(1);
  await page.getByText("の測量は来週").first().waitFor();

  const colleague = await openWindow({ persona: "suzuki" });
  await colleague.goto(new URL(`/search?q=${encodeURIComponent(canary)}`, colleague.url()).href);
  await colleague.getByText(`「${canary}」に合うものは見つかりません`).first().waitFor();
  expect(await colleague.getByText(name).count()).toBe(0);
});
