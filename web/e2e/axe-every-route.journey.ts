/**
 * Every address of the router: no breach of accessibility, in all themes and both widths in Japanese, in English on a
 * phone, with the dialogs open. A route nobody visits fails, and so does a visit that finds an empty page.
 */
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { listRoutes, prepare, visits, type Visit } from "./axe-routes";
import { expectAccessible } from "./kit/axe";
import { openWindow, type Theme, type WindowOptions } from "./kit/browser";
import { getProduct } from "./kit/product";

const themes: readonly Theme[] = ["light", "dark", "contrast"];

/** The first theme is judged by every rule; the others differ by colour alone. */
const rulesFor = (theme: Theme) => (theme === themes[0] ? undefined : "colours");

async function goTo(page: Page, route: string, visit: Visit): Promise<void> {
  const origin = visit.isOutside ? getProduct().url : new URL(page.url()).origin;
  await page.goto(origin + (await (visit.at?.(page) ?? route)));
  await page.getByRole("heading", { name: visit.heading }).first().waitFor();
  await visit.row(page).waitFor();
}

/** The theme as the settings set it, without loading the page again; drawn when this returns. */
async function dress(page: Page, theme: Theme): Promise<void> {
  await page.evaluate(async (name) => {
    document.documentElement.setAttribute("data-theme", name);
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  }, theme);
}

function enter(visit: Visit, options: WindowOptions): Promise<Page> {
  // Outside nobody is signed in, and the pages ask whether somebody is.
  return openWindow(visit.isOutside ? { ...options, expected: [/status of 401/] } : { ...options, persona: visit.persona ?? "sato" });
}

beforeAll(async () => {
  await prepare(await openWindow({ persona: "sato" }));
});

describe.each(Object.entries(visits))("%s", (route, visit) => {
  it.each(["desk", "phone"] as const)("in Japanese at the %s, in each theme", async (width) => {
    const page = await enter(visit, { width });
    await goTo(page, route, visit);
    for (const theme of themes) {
      await dress(page, theme);
      await expectAccessible(page, `${route} ${width} ${theme}`, rulesFor(theme));
    }
  });

  it("in English on a phone", async () => {
    const page = await enter(visit, { width: "phone", language: "en" });
    await goTo(page, route, visit);
    await expectAccessible(page, `${route} English`);
  });
});

it("knows a visit for every route, and no visit without one", () => {
  expect(Object.keys(visits).sort()).toEqual(listRoutes());
});

interface Opening {
  readonly name: string;
  readonly route: string;
  readonly role: "dialog" | "menu";
  readonly open: (page: Page) => Promise<void>;
}

const openings: readonly Opening[] = [
  { name: "新規", route: "/", role: "menu", open: (page) => page.getByRole("button", { name: "新規" }).first().click() },
  { name: "自分のメニュー", route: "/", role: "menu", open: (page) => page.getByRole("button", { name: /佐藤 みのり/ }).click() },
  { name: "通知", route: "/", role: "dialog", open: (page) => page.getByRole("button", { name: /^通知/ }).click() },
  {
    name: "さがす",
    route: "/",
    role: "dialog",
    open: async (page) => {
      await page.keyboard.press("Control+K");
      await page.getByRole("combobox").fill("契約");
      await page.getByRole("option", { name: "契約管理課" }).waitFor();
      await page.getByText("物品・委託・工事の契約").waitFor();
    },
  },
  { name: "キーの一覧", route: "/", role: "dialog", open: (page) => page.keyboard.press("?") },
  {
    name: "新しいフォルダー",
    route: "/drive",
    role: "dialog",
    open: async (page) => {
      await page.getByRole("button", { name: "新規" }).first().click();
      await page.getByRole("menuitem", { name: /^フォルダー(?!を)/ }).click();
    },
  },
  {
    name: "共有",
    route: "/drive/folders/$id",
    role: "dialog",
    open: (page) => page.getByRole("main").getByRole("button", { name: "共有", exact: true }).first().click(),
  },
  {
    name: "なぜ",
    route: "/drive/folders/$id",
    role: "dialog",
    open: (page) => page.getByRole("button", { name: /なぜ/ }).first().click(),
  },
];

describe.each(openings)("$name open", ({ name, route, role, open }) => {
  it("is accessible in each theme", async () => {
    const visit = visits[route]!;
    const page = await enter(visit, {});
    await goTo(page, route, visit);
    await open(page);
    await page.getByRole(role).first().waitFor();
    for (const theme of themes) {
      await dress(page, theme);
      await expectAccessible(page, `${name} ${theme}`, rulesFor(theme));
    }
  });
});
