/** Every part of the kit, in all themes and both widths, closed and open: no breach of accessibility, no outside request. */
import { describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { expectAccessible } from "./kit/axe";
import { openWindow, type Theme } from "./kit/browser";
import { compose, confirm } from "./kit/ime";
import { getProduct } from "./kit/product";

async function openKit(theme: Theme, width: "desk" | "phone"): Promise<Page> {
  const page = await openWindow({ theme, width });
  await page.goto(`${getProduct().url}/dev/ui`);
  await page.getByRole("heading", { name: "UI" }).waitFor();
  return page;
}

describe.each(["light", "dark", "contrast"] as const)("%s", (theme) => {
  it.each(["desk", "phone"] as const)("is accessible at the %s", async (width) => {
    const page = await openKit(theme, width);
    await page.getByRole("status", { name: "読み込んでいます" }).waitFor();
    const only = theme === "light" ? undefined : "colours";
    await expectAccessible(page, "closed", only);
    for (const [button, role] of [["メニュー", "menu"], ["ダイアログ", "dialog"], ["パネル", "dialog"], ["カレンダーを開く", "dialog"]] as const) {
      await page.getByRole("button", { name: button, exact: true }).click();
      await page.getByRole(role).waitFor();
      await expectAccessible(page, button, only);
      await page.keyboard.press("Escape");
      await page.getByRole(role).waitFor({ state: "detached" });
    }
  });
});

it("gives the focus back to what opened a menu", async () => {
  const page = await openKit("light", "desk");
  const button = page.getByRole("button", { name: "メニュー" });
  await button.focus();
  await page.keyboard.press("ArrowDown");
  await page.getByRole("menuitem", { name: "ドキュメント" }).waitFor();
  await page.keyboard.press("ArrowDown");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("フォルダー");
  await page.keyboard.press("Escape");
  await page.getByRole("menu").waitFor({ state: "detached" });
  expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
});

it("follows the reading but chooses nothing while kana become kanji", async () => {
  const page = await openKit("light", "desk");
  const box = page.getByRole("combobox", { name: "課・係" });
  await box.click();
  await compose(page, "けい");
  await page.getByText("変換中 確定すると選べます").waitFor();
  await confirm(page, "契約");
  await page.getByRole("option", { name: "契約管理課" }).waitFor();
  expect(await page.getByRole("button", { name: "契約管理課を外す" }).count()).toBe(0);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "契約管理課を外す" }).waitFor();
});

it("takes a date as people write it", async () => {
  const page = await openKit("light", "desk");
  const field = page.getByLabel("いつまで");
  await field.fill("R9.2.30");
  await field.blur();
  await page.getByText("2月は28日までです。令和9年2月28日(日)にしますか").waitFor();
  await page.getByRole("button", { name: "2/28にする" }).click();
  expect(await field.inputValue()).toBe("R9.2.28");
});
