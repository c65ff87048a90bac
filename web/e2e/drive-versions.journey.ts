/**
 * A form goes out to an application and comes back: the same page, a newer version, and everybody's bytes. The link to
 * one version stays with it.
 */
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { addressIn, dropFile, makeFolder, openDrive, openFolder, row, upload } from "./drive-steps";
import { expectAccessible } from "./kit/axe";
import { takePicture } from "./kit/pictures";
import { ask } from "./kit/writing";

const NAME = "清掃面積 積算表.csv";
const FIRST = "場所,面積\n本庁舎1階,1102\n本庁舎2階,1052\n";
const CHIEF = `${FIRST}本庁舎3階,1464\n`;
const CLERK = FIRST.replace("1052", "1053");

/** The page of a file in a folder that both edit. */
async function makeShared(page: Page): Promise<string> {
  await openFolder(page, await makeFolder(page, "版のためし"));
  await upload(page, [{ name: NAME, text: FIRST }]);
  await row(page, NAME).getByRole("link").click();
  await page.getByRole("heading", { level: 1, name: NAME }).waitFor();
  const id = new URL(page.url()).pathname.split("/").at(-1)!;
  const { principals } = await ask<{ principals: { kind: string; id: string }[] }>(page, "GET", `/api/principals?query=${encodeURIComponent("小林 恵")}`);
  const party = { kind: "person", id: principals.find(({ kind }) => kind === "person")!.id };
  await ask(page, "POST", `/api/things/${id}/sharing`, { give: [{ party, role: "editor" }] });
  return id;
}

async function takeOut(page: Page): Promise<string> {
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "アプリで編集" }).click();
  return readFile(await (await downloading).path(), "utf-8");
}

const list = (page: Page) => page.getByRole("complementary", { name: "版の一覧" });

it("comes back from an application as the next version, beside what somebody else did meanwhile", async () => {
  const chief = await openDrive("suzuki");
  const id = await makeShared(chief);
  expect(await takeOut(chief)).toBe(FIRST);
  await chief.getByText(/編集中 自分 \d+:\d\d〜/).waitFor();

  const clerk = await openDrive("kobayashi", `/drive/files/${id}`);
  await clerk.getByText(/編集中 鈴木 \d+:\d\d〜/).waitFor();
  await takeOut(clerk);
  await dropFile(list(clerk), NAME, CLERK);
  await clerk.getByText(`「${NAME}」は第2版になりました`).waitFor();
  await list(clerk).getByText("アプリから戻しました").waitFor();

  await chief.reload(); // the browser remembers what it was made from
  await chief.getByText("ダウンロードした第1版のあとに、新しい版ができました").waitFor();
  await dropFile(list(chief), NAME, CHIEF);
  await chief.getByText("第3版として横に残しました").waitFor();
  const beside = chief.getByRole("region", { name: "横に残した版" });
  await beside.getByText("鈴木さんが第1版から直した第3版").waitFor();
  await takePicture(chief, "version-aside");
  await beside.getByRole("button", { name: "見くらべる" }).click();
  await chief.getByText("違う行 1").first().waitFor();
  await expectAccessible(chief, "a version beside, compared");
  await beside.getByRole("button", { name: "この版をいまの版にする" }).click();
  await chief.getByText("横の版を、いまの版にしました(第4版)").waitFor();
  await beside.waitFor({ state: "detached" });
  await clerk.getByText("本庁舎3階").waitFor();
  for (const [number, text] of [[1, FIRST], [2, CLERK], [3, CHIEF], [4, CHIEF]] as const) {
    expect(await clerk.evaluate(async (path) => (await fetch(path)).text(), `/api/files/${id}/versions/${number}/content`)).toBe(text);
  }
});

it("hands on a link to one version that does not move, and goes back to it", async () => {
  const page = await openDrive("suzuki");
  const id = await makeShared(page);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "共有", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "この版のリンク" }).click();
  await page.getByText("第1版のリンクをコピーしました").waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(new URL(link).pathname + new URL(link).search).toBe(`/drive/files/${id}?version=1`);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "版 1" }).click();
  await dropFile(list(page), NAME, CHIEF);
  await page.getByText("は第2版になりました").waitFor();
  await list(page).getByText("リンクを渡した版", { exact: true }).waitFor();

  const reader = await openDrive("kobayashi", `/drive/files/${id}?version=1`);
  await reader.getByText(/令和\d+年\d+月\d+日\(.\) \d+:\d\d 時点の版\(第1版\)/).waitFor();
  await reader.getByText("新しい版があります").waitFor();
  expect(await reader.getByText("本庁舎3階").count()).toBe(0);
  await expectAccessible(reader, "one version");
  await reader.getByRole("button", { name: "最新版を見る" }).click();
  await reader.getByText("本庁舎3階").waitFor();

  await list(page).getByRole("link", { name: /^第1版/ }).click();
  await list(page).getByRole("button", { name: "名前を付ける" }).click();
  await page.keyboard.type("議会提出");
  await page.keyboard.press("Enter");
  await list(page).getByText("議会提出").waitFor();
  await list(page).getByRole("button", { name: "この版に戻す" }).click();
  await page.getByText("第1版に戻しました(第3版)").waitFor();
  await reader.getByText("本庁舎3階").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "元に戻す" }).last().click();
  await reader.getByText("本庁舎3階").waitFor();
});

it("takes a file dropped on a row as its next version, and works on a phone", async () => {
  const page = await openDrive("suzuki");
  const folder = await makeFolder(page, "行へ落とす");
  await openFolder(page, folder);
  await upload(page, [{ name: NAME, text: FIRST }]);
  await row(page, NAME).waitFor();
  const id = (await row(page, NAME).getAttribute("data-row"))!;
  await dropFile(row(page, NAME), "直した積算表.csv", CHIEF);
  const dialog = page.getByRole("alertdialog", { name: /新しい版/ });
  await dialog.getByText("いまの中身は第1版として残ります").waitFor();
  await dialog.getByRole("button", { name: "新しい版にする" }).click();
  await page.getByText("は第2版になりました").waitFor();

  const phone = await openDrive("suzuki", `/drive/files/${id}`, { width: "phone", expected: [/404/] });
  // What one came to read has more than half of the screen; the other acts lie behind その他.
  expect((await phone.locator("[data-preview]").boundingBox())!.y).toBeLessThan(300);
  await phone.getByRole("button", { name: "その他" }).click();
  const saved = phone.waitForEvent("download");
  await phone.getByRole("menuitem", { name: "ダウンロード" }).click();
  expect((await saved).suggestedFilename()).toBe(NAME);
  await phone.getByRole("button", { name: "版 2" }).click();
  const sheet = phone.getByRole("dialog", { name: "版 2" });
  await sheet.getByRole("link", { name: /^第1版/ }).waitFor();
  await expectAccessible(phone, "versions on a phone");
  await sheet.getByRole("link", { name: /^第1版/ }).click();
  expect(new URL(phone.url()).search).toBe("?version=1");
  await phone.goto(addressIn("suzuki", `/drive/files/${id}?version=9`));
  await phone.getByText("第9版は、もう残っていません").waitFor();
});
