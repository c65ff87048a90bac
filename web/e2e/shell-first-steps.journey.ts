/** はじめに, done for real by 佐藤 with 鈴木 and 岡本 beside: each step counts when it has happened, not before. */
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { openWindow } from "./kit/browser";
import { expectSaved, text } from "./kit/writing";
import { getProduct } from "./kit/product";

const WORD = fileURLToPath(new URL("../public/first-steps.docx", import.meta.url));

async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(new URL(path, page.url()).href);
}

const count = (page: Page, done: number) => page.getByText(`${done} / 4 できました`, { exact: true }).waitFor({ timeout: 20_000 });

it("goes all four steps", async () => {
  // The name is taken where somebody tried before: the server proposes another.
  const sato = await openWindow({ persona: "sato", expected: [/status of 409/] });
  await sato.getByRole("link", { name: "始める" }).click();
  await count(sato, 0);
  await sato.locator("[data-first-file]").setInputFiles(WORD);
  await count(sato, 1);
  const address = new URL((await sato.getByRole("link", { name: /を開く$/ }).getAttribute("href"))!, sato.url()).pathname;

  const beside = sato.waitForEvent("popup");
  await sato.getByRole("button", { name: "2つの窓を並べて開く" }).click();
  const suzuki = await beside;
  await text(suzuki).locator("p").first().click();
  await suzuki.keyboard.type("い");
  await expectSaved(suzuki);
  await text(sato).locator("p").first().click();
  await sato.keyboard.type("あ");
  await expectSaved(sato);
  await goTo(sato, "/start");
  await count(sato, 2);

  await sato.getByRole("button", { name: "共有を開く" }).click();
  const dialog = sato.getByRole("dialog");
  await dialog.getByRole("combobox").fill("岡本 直");
  await sato.getByRole("option", { name: "岡本 直", exact: true }).click();
  await dialog.getByText(/見られるようになります/).waitFor();
  await dialog.getByRole("button", { name: "共有する" }).click();
  await dialog.waitFor({ state: "detached" });
  await count(sato, 3);

  const okamoto = await openWindow({ persona: "okamoto", expected: [/status of 40[34]/] });
  await goTo(okamoto, address);
  await okamoto.getByText("目的").first().waitFor();
  await sato.getByRole("button", { name: "共有を開く" }).click();
  await dialog.getByRole("button", { name: /^岡本 直を.*外す$|^岡本 直.*を外す$/ }).click();
  await dialog.getByRole("button", { name: /外して保存$/ }).click();
  await okamoto.getByRole("heading", { name: "このリンクの先は見つかりません" }).waitFor({ timeout: 5000 });
  await count(sato, 4);

  // Done is done: home has nothing to offer any more.
  await sato.getByRole("link", { name: "ホーム" }).click();
  await sato.getByRole("region", { name: "続きから" }).waitFor();
  expect(await sato.getByRole("region", { name: "はじめに" }).count()).toBe(0);
}, 180_000);

it("is put away for ever, and comes back when asked for", async () => {
  const page = await openWindow({ persona: "watanabe" });
  await page.getByRole("button", { name: "もう出さない" }).click();
  await page.reload();
  await page.getByRole("region", { name: "続きから" }).waitFor();
  expect(await page.getByRole("region", { name: "はじめに" }).count()).toBe(0);
  await page.keyboard.press("Control+K");
  await page.getByRole("combobox").fill("はじめに");
  await page.getByRole("option", { name: "はじめに" }).click();
  await page.getByRole("heading", { name: "はじめに", level: 1 }).waitFor();
});

it("opens two of the demo's people side by side", async () => {
  const page = await openWindow({ expected: [/status of 401/] });
  await page.goto(`${getProduct().url}/demo`);
  await page.getByRole("checkbox", { name: /佐藤 みのり/ }).check();
  await page.getByRole("checkbox", { name: /鈴木 航/ }).check();
  const beside = page.waitForEvent("popup");
  await page.getByRole("button", { name: "佐藤さんと鈴木さんを並べて開く" }).click();
  const other = await beside;
  await other.getByRole("button", { name: /鈴木 航/ }).waitFor();
  await page.getByRole("button", { name: /佐藤 みのり/ }).waitFor();
  expect(new URL(page.url()).hostname).toBe("sato.localhost");
  expect(new URL(other.url()).hostname).toBe("suzuki.localhost");
});
