/**
 * Every entry, chip and badge of the shell has a working target: each is clicked once from a fresh home, and something
 * must come of it: another page that exists, a menu, a dialog, or a change that is told.
 */
import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { openWindow } from "./kit/browser";

const NOT_FOUND = "このリンクの先は見つかりません";
const PLACES = "header a, header button, nav a, nav button, main a, main button";

/** What a person sees before and after a click, as far as it matters here. */
async function readState(page: Page): Promise<string> {
  return page.evaluate(() => {
    const seen = [...document.querySelectorAll<HTMLElement>("main, [role=dialog], [role=menu], [role=status], [aria-live]")];
    const states = [...document.querySelectorAll("[aria-expanded], [aria-pressed]")].map((each) => `${each.getAttribute("aria-expanded")}${each.getAttribute("aria-pressed")}`);
    return JSON.stringify([location.pathname, location.search, document.activeElement?.id === "page", seen.map((each) => each.innerText), states]);
  });
}

async function hasChanged(page: Page, before: string): Promise<boolean> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if ((await readState(page).catch(() => "")) !== before) return true;
    await page.waitForTimeout(100);
  }
  return false;
}

async function until(answer: Promise<boolean>): Promise<true> {
  if (!(await answer)) throw new Error("nothing happened");
  return true;
}

async function openHome(width: "desk" | "phone"): Promise<Page> {
  const page = await openWindow({ persona: "yamamoto", width });
  await settle(page);
  return page;
}

/** Home with its rows: what waits, the recent ones, one's unit. */
async function settle(page: Page): Promise<void> {
  await page.getByRole("region", { name: "続きから" }).getByRole("link").nth(1).waitFor();
  await page.getByRole("heading", { name: "契約管理課" }).waitFor();
  await page.waitForLoadState("networkidle");
}

async function listTargets(page: Page): Promise<Locator[]> {
  const all = await page.locator(PLACES).all();
  const shown = await Promise.all(all.map((each) => each.isVisible()));
  return all.filter((_, index) => shown[index]);
}

async function nameOf(target: Locator): Promise<string> {
  return (await target.evaluate((element) => element.getAttribute("aria-label") ?? element.textContent ?? "")).trim();
}

describe.each(["desk", "phone"] as const)("home at the %s", (width) => {
  it("answers each click", async () => {
    const page = await openHome(width);
    const names = await Promise.all((await listTargets(page)).map(nameOf));
    expect(names.length).toBeGreaterThan(width === "desk" ? 12 : 9);
    expect(names.filter((name) => name === "")).toEqual([]);
    const dead: string[] = [];
    for (const [index, name] of names.entries()) {
      await page.goto(new URL(page.url()).origin);
      await settle(page);
      // A row that was done is gone: what is left keeps its name.
      const targets = await listTargets(page);
      const named = await Promise.all(targets.map(nameOf));
      const target = targets[named[index] === name ? index : named.indexOf(name)];
      if (target === undefined) continue;
      const isHere = await target.evaluate((element) => element instanceof HTMLAnchorElement && element.pathname === location.pathname);
      const before = await readState(page);
      await target.click();
      if (!isHere && !(await hasChanged(page, before))) dead.push(name);
      if ((await page.getByRole("heading", { name: NOT_FOUND }).count()) > 0) dead.push(`${name}: not found`);
    }
    expect(dead).toEqual([]);
  }, 300_000);
});

it("makes something of each entry of the menus", async () => {
  const page = await openHome("desk");
  for (const menu of [/^新規$/, /山本 葵/]) {
    await page.getByRole("button", { name: menu }).first().click();
    await page.getByRole("menuitem").first().waitFor();
    const entries = await page.getByRole("menuitem").allInnerTexts();
    expect(entries.length).toBeGreaterThan(1);
    await page.keyboard.press("Escape");
    for (const [index, entry] of entries.entries()) {
      await page.goto(new URL(page.url()).origin);
      await settle(page);
      await page.getByRole("button", { name: menu }).first().click();
      const before = await readState(page);
      const target = page.getByRole("menuitem").nth(index);
      expect(await target.innerText()).toBe(entry);
      const chooser = page.waitForEvent("filechooser", { timeout: 10_000 }).then(() => true);
      // The click is one of those waited for: where it fails, the chooser's end is still somebody's.
      const change = target.click().then(() => until(hasChanged(page, before)));
      const isAnswered = await Promise.any([chooser, change]).catch(() => false);
      expect(isAnswered, entry).toBe(true);
    }
  }
}, 300_000);
