/** 名簿 for who manages people: correcting a person and a unit, a further post with dates, a group with its members. */
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { expectAccessible } from "./kit/axe";
import { openWindow, type WindowOptions } from "./kit/browser";
import { ask } from "./kit/writing";

async function openDirectory(path = "", options: WindowOptions = {}): Promise<Page> {
  const page = await openWindow({ persona: "okamoto", ...options });
  await page.goto(`${new URL(page.url()).origin}/people${path}`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  return page;
}

async function findId(page: Page, query: string): Promise<string> {
  const { principals } = await ask<{ principals: readonly { id: string }[] }>(page, "GET", `/api/principals?query=${encodeURIComponent(query)}`);
  return principals[0]!.id;
}

it("corrects a name, a number and a seat, and takes it back", async () => {
  const page = await openDirectory();
  await page.goto(`${new URL(page.url()).origin}/people/${await findId(page, "石井 楓")}`);
  const card = page.getByRole("article", { name: "石井 楓" });
  await card.getByRole("button", { name: "編集" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: /^姓(?!の)/ }).fill("藤井");
  await dialog.getByRole("textbox", { name: "姓のよみ" }).fill("ふじい");
  await dialog.getByRole("textbox", { name: "旧姓" }).fill("石井");
  await dialog.getByRole("textbox", { name: "席" }).fill("本庁舎5階 窓側");
  await expectAccessible(page, "editing a person");
  await dialog.getByRole("textbox", { name: "内線" }).press("Enter");
  const renamed = page.getByRole("article", { name: "藤井 楓" });
  await renamed.getByText("本庁舎5階 窓側").waitFor();
  await renamed.getByText("ふじい").waitFor();
  await page.getByRole("button", { name: "元に戻す" }).click();
  await page.getByRole("article", { name: "石井 楓" }).waitFor();
});

it("renames a unit; its people stay, and it is taken back", async () => {
  const page = await openDirectory();
  await page.goto(`${new URL(page.url()).origin}/people/units/${await findId(page, "契約管理課")}`);
  const middle = page.getByRole("main");
  await middle.getByRole("heading", { name: "契約管理課" }).waitFor();
  const rows = middle.getByRole("region", { name: "職員" }).getByRole("link");
  await rows.first().waitFor();
  const count = await rows.count();
  await middle.getByRole("button", { name: "編集" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: /^名前/ }).fill("契約調達課");
  await expectAccessible(page, "editing a unit");
  await dialog.getByRole("button", { name: "保存" }).click();
  await middle.getByRole("heading", { name: "契約調達課" }).waitFor();
  expect(await rows.count()).toBe(count);
  await page.getByRole("button", { name: "元に戻す" }).click();
  await middle.getByRole("heading", { name: "契約管理課" }).waitFor();
});

it("gives a further post from a day to a day, and says what is missing", async () => {
  const page = await openDirectory();
  await page.goto(`${new URL(page.url()).origin}/people/${await findId(page, "加藤 陽")}`);
  const card = page.getByRole("article", { name: "加藤 陽" });
  await card.getByRole("button", { name: "所属を加える" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "登録" }).click();
  await dialog.getByText("組織を選んでください。").waitFor();
  await dialog.getByRole("combobox", { name: "組織" }).fill("環境政策課");
  await page.getByRole("option", { name: /環境政策課/ }).first().waitFor();
  await dialog.getByRole("combobox", { name: "組織" }).press("Enter");
  await dialog.getByRole("textbox", { name: /いつから/ }).fill("2027/4/1");
  await dialog.getByRole("textbox", { name: /いつまで/ }).fill("2027/9/30");
  await expectAccessible(page, "a further post");
  await dialog.getByRole("button", { name: "登録" }).click();
  await card.getByText("これからの所属").waitFor();
  await card.getByRole("link", { name: /環境政策課/ }).waitFor();
});

it("makes a group, takes in a unit and a person for a time, changes the days, and takes one out and back", async () => {
  const page = await openDirectory();
  await page.getByRole("button", { name: "グループを作る" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "名前" }).fill("電子入札検討会");
  await dialog.getByRole("textbox", { name: "よみ" }).fill("でんしにゅうさつけんとうかい");
  await dialog.getByRole("textbox", { name: "よみ" }).press("Enter");
  const middle = page.getByRole("main");
  await middle.getByRole("heading", { name: "電子入札検討会" }).waitFor();
  await middle.getByText("メンバーはまだいません").waitFor();
  const members = middle.getByRole("list", { name: "メンバー" }).getByRole("listitem");
  for (const [query, name] of [["契約管理課", /契約管理課/], ["中川", /中川/]] as const) {
    await middle.getByRole("button", { name: "メンバーを加える" }).click();
    await dialog.getByRole("combobox").fill(query);
    await page.getByRole("option", { name }).first().waitFor();
    await dialog.getByRole("combobox").press("Enter");
    await dialog.getByRole("button", { name: "加える" }).click();
    await members.filter({ hasText: name }).first().waitFor();
  }
  const person = members.filter({ hasText: "中川" });
  await person.getByRole("button", { name: /の期間/ }).click();
  await dialog.getByRole("textbox", { name: /いつまで/ }).fill("2027/3/31");
  await expectAccessible(page, "the days of a member");
  await dialog.getByRole("button", { name: "保存" }).click();
  await person.getByText(/令和9年3月31日まで|R9\.3\.31まで|2027\/3\/31まで/).waitFor();
  await expectAccessible(page, "a group");
  await person.getByRole("button", { name: /を外す/ }).click();
  await expect.poll(() => members.count(), { timeout: 15_000 }).toBe(1);
  await page.getByRole("button", { name: "元に戻す" }).last().click();
  await expect.poll(() => members.count(), { timeout: 15_000 }).toBe(2);
});

it("shows a clerk the groups, and nothing to change, on a phone too", async () => {
  const office = await openDirectory();
  await ask(office, "POST", "/api/groups", { name: "広報連絡会", reading: "こうほうれんらくかい" });
  const page = await openDirectory("", { persona: "sato", width: "phone" });
  await page.getByRole("navigation", { name: "グループ" }).getByRole("link", { name: /広報連絡会/ }).click();
  await page.getByRole("heading", { name: "広報連絡会" }).waitFor();
  expect(await page.getByRole("button", { name: /メンバーを加える|編集/ }).count()).toBe(0);
  await expectAccessible(page, "a group on a phone");
  await page.getByRole("link", { name: "組織" }).click();
  await page.getByRole("navigation", { name: "組織" }).waitFor();
});
