/** 名簿: finding people and units, a card with posts and absence, setting one's own absence, ending a post. */
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { expectAccessible } from "./kit/axe";
import { openWindow, type WindowOptions } from "./kit/browser";
import { typeKanji } from "./kit/ime";

async function openDirectory(options: WindowOptions): Promise<Page> {
  const page = await openWindow(options);
  await page.goto(`${new URL(page.url()).origin}/people`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  return page;
}

function search(page: Page) {
  return page.getByRole("searchbox", { name: /名前・よみ|Name, reading/ });
}

it("opens on one's own section, people by reading, with who is away", async () => {
  const page = await openDirectory({ persona: "sato" });
  await page.getByRole("heading", { name: "契約管理課" }).waitFor();
  const rows = page.getByRole("region", { name: "職員" }).getByRole("link");
  await rows.first().waitFor();
  const names = await rows.allInnerTexts();
  const at = (name: string) => names.findIndex((text) => text.includes(name));
  expect(at("石井 楓")).toBeLessThan(at("加藤 陽"));
  expect(at("加藤 陽")).toBeLessThan(at("佐藤 みのり"));
  await page.getByRole("link", { name: /田中 悠/ }).click();
  const card = page.getByRole("article", { name: "田中 悠" });
  await card.getByText("代わりの人").waitFor();
  await card.getByRole("link", { name: "契約管理課 契約係 主任" }).waitFor();
  await card.getByText("兼務").waitFor();
  expect(new URL(page.url()).searchParams.get("person")).not.toBeNull();
  await expectAccessible(page, "directory with a card");
});

it("finds by reading, old form and unit while kana are still being converted", async () => {
  const page = await openDirectory({ persona: "sato" });
  await search(page).focus();
  await typeKanji(page, "けいやく", "契約 ");
  await search(page).pressSequentially("さとう");
  await page.getByRole("heading", { name: /「契約 さとう」に合う人/ }).waitFor();
  await page.getByRole("region", { name: "職員" }).getByRole("link", { name: /佐藤 みのり/ }).waitFor();
  await search(page).fill("だれにも合わないことば");
  await page.getByText("合う人はいません").waitFor();
  await expectAccessible(page, "nobody found");
});

it("goes through the tree by keyboard and sorts by rank", async () => {
  const page = await openDirectory({ persona: "sato" });
  await page.getByRole("button", { name: "環境局の下の組織" }).press("Enter");
  const unit = page.getByRole("navigation", { name: "組織" }).getByRole("link", { name: /環境政策課/ });
  await unit.press("Enter");
  await page.getByRole("heading", { name: "環境政策課" }).waitFor();
  await page.getByRole("radio", { name: "役職順" }).check({ force: true });
  const first = page.getByRole("region", { name: "職員" }).getByRole("link").first();
  await expect.poll(() => first.innerText(), { timeout: 15_000 }).toContain("課長");
});

it("sets one's own absence in three steps, sees it by the name, and takes it back", async () => {
  const page = await openDirectory({ persona: "suzuki" });
  await page.getByRole("button", { name: "不在を登録" }).click();
  const dialog = page.getByRole("dialog", { name: "不在を登録" });
  await dialog.getByRole("combobox").fill("たかはし");
  await dialog.getByRole("combobox").waitFor();
  await page.getByRole("option", { name: /高橋 千尋/ }).waitFor();
  await expectAccessible(page, "absence dialog");
  await dialog.getByRole("combobox").press("Enter");
  await dialog.getByRole("button", { name: "保存" }).click();
  await page.getByText("不在を登録しました").waitFor();
  const row = page.getByRole("region", { name: "職員" }).getByRole("link", { name: /鈴木 航/ });
  await row.getByText("不在 〜きょう").waitFor();
  await row.click();
  const card = page.getByRole("article", { name: "鈴木 航" });
  await card.getByRole("link", { name: /高橋 千尋/ }).waitFor();
  await card.getByRole("button", { name: "取り消す" }).click();
  await expect.poll(() => row.innerText(), { timeout: 15_000 }).not.toContain("不在");
});

it("lets the administrator end a post at once, and says what that closes", async () => {
  const page = await openDirectory({ persona: "okamoto" });
  await search(page).fill("西川 のぞみ");
  await page.getByRole("link", { name: /西川 望/ }).first().click();
  const card = page.getByRole("article", { name: "西川 望" });
  await card.getByRole("button", { name: "所属を終える" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "きのうで終わったことにする" }).click();
  await dialog.getByText("開いている画面からも").waitFor();
  await expectAccessible(page, "ending a post");
  await dialog.getByRole("button", { name: "いますぐ終える" }).click();
  await card.getByText("前の所属").waitFor();
});

it("is one page after the other on a phone", async () => {
  const page = await openDirectory({ persona: "sato", width: "phone" });
  await page.getByRole("navigation", { name: "組織" }).getByRole("link", { name: /契約管理課/ }).click();
  await page.getByRole("heading", { name: "契約管理課" }).waitFor();
  await expectAccessible(page, "a unit on a phone");
  await page.getByRole("region", { name: "職員" }).getByRole("link", { name: /高橋 千尋/ }).click();
  await page.getByRole("article", { name: "高橋 千尋" }).waitFor();
  expect(await page.getByRole("heading", { name: "契約管理課" }).isVisible()).toBe(false);
  await expectAccessible(page, "a person on a phone");
  await page.getByRole("link", { name: "名簿" }).first().click();
  await page.getByRole("heading", { name: "契約管理課" }).waitFor();
});

it.each(["light", "dark", "contrast"] as const)("reads well in English and in %s", async (theme) => {
  const page = await openDirectory({ persona: "sato", language: "en", theme });
  await page.getByRole("heading", { name: "Contract Management Division" }).waitFor();
  await expectAccessible(page, `directory in ${theme}`);
});
