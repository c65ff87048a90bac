/** A guest, whole: invited where one shares, in by the link, sees one folder and nothing else, and is cut when ended. */
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { makeFolder, openDrive, openFolder, row, upload } from "./drive-steps";
import { expectAccessible } from "./kit/axe";
import { openWindow } from "./kit/browser";
import { takePicture } from "./kit/pictures";
import { ask } from "./kit/writing";

const dialogOf = (page: Page) => page.getByRole("dialog").last();
// The cut is one of them: the live connection is refused when the account is over.
const refused = [/status of (401|403|404)/, /live.* failed: HTTP Authentication failed/];

/** A folder of sato's with one file in it, and the dialog in which somebody from outside is invited to it. */
async function beginInviting(name: string): Promise<{ readonly clerk: Page; readonly folder: string }> {
  const clerk = await openDrive("sato");
  const folder = await makeFolder(clerk, name);
  await openFolder(clerk, folder);
  await upload(clerk, [{ name: "仕様書.txt", text: "床の面積 1,200 平方メートル" }]);
  await row(clerk, "仕様書.txt").waitFor();
  await clerk.locator("main").getByRole("button", { name: "共有", exact: true }).first().click();
  await dialogOf(clerk).getByRole("button", { name: "外の人を招待…" }).click();
  await dialogOf(clerk).getByLabel("会社・団体").waitFor();
  return { clerk, folder };
}

async function fill(clerk: Page, surname: string): Promise<string> {
  const dialog = dialogOf(clerk);
  await dialog.getByLabel(/^姓/).fill(surname);
  await dialog.getByLabel(/^名 ?必須/).fill("直樹");
  await dialog.getByLabel("会社・団体").fill("みほん造園土木");
  await dialog.getByRole("button", { name: "招待のリンクを作る" }).click();
  return await dialogOf(clerk).getByLabel("招待のリンク").inputValue();
}

it("invites somebody from outside, who sees one folder and is cut when the account ends", async () => {
  const { clerk, folder } = await beginInviting("植栽の見積");
  await dialogOf(clerk).getByRole("button", { name: "招待のリンクを作る" }).click();
  await dialogOf(clerk).getByText("姓と名を入れてください。").waitFor();
  await expectAccessible(clerk, "inviting a guest");
  await takePicture(clerk, "invite-guest");
  const url = await fill(clerk, "樋口");
  await expectAccessible(clerk, "the link of an invitation");

  const guest = await openWindow({ width: "phone", expected: refused });
  await guest.goto(url);
  await guest.getByText("樋口 直樹さんを、ゲストとして招待しています").waitFor();
  await expectAccessible(guest, "an invitation");
  await guest.getByRole("button", { name: "はじめる" }).click();
  await guest.getByRole("heading", { level: 1, name: "ようこそ、樋口 直樹さん" }).waitFor();
  await expectAccessible(guest, "the first page of a guest");
  const { person } = await ask<{ person: { id: string; number: string; is_guest: boolean } }>(guest, "GET", "/api/me");
  expect(person.is_guest).toBe(true);
  await guest.getByText(person.number).first().waitFor();

  await guest.getByRole("link", { name: "共有されたものへ進む" }).click();
  await guest.getByRole("heading", { level: 1, name: "共有されたもの" }).waitFor();
  await row(guest, folder).waitFor();
  expect(await guest.locator("[data-row]").count()).toBe(1);
  expect(await guest.getByRole("navigation", { name: "場所", exact: true }).getByText("名簿").count()).toBe(0);
  await takePicture(guest, "guest-phone");
  await expectAccessible(guest, "what a guest sees");
  await openFolder(guest, folder);
  await row(guest, "仕様書.txt").waitFor();
  expect(await guest.locator("main").getByRole("button", { name: "共有", exact: true }).count()).toBe(0);

  const origin = new URL(url).origin;
  for (const closed of ["/people", "/drive/shared-drives"]) {
    await guest.goto(origin + closed);
    await guest.locator("main").waitFor();
    expect(await guest.getByText("契約管理課").count()).toBe(0);
  }
  await guest.goto(`${origin}/drive/shared`);
  await openFolder(guest, folder);
  await row(guest, "仕様書.txt").waitFor();

  await dialogOf(clerk).getByRole("button", { name: "閉じる", exact: true }).last().click();
  await dialogOf(clerk).getByText("樋口 直樹", { exact: true }).waitFor();
  await dialogOf(clerk).getByText("ゲスト", { exact: true }).first().waitFor();
  await clerk.goto(new URL("/guests", clerk.url()).href);
  const line = clerk.getByRole("listitem").filter({ hasText: folder });
  await line.getByText("みほん造園土木").waitFor();
  await line.getByRole("link", { name: folder }).waitFor();
  await expectAccessible(clerk, "guests");
  await takePicture(clerk, "guests");
  await line.getByRole("button", { name: "樋口 直樹さんの操作" }).click();
  await clerk.getByRole("menuitem", { name: "いま終える" }).click();
  await line.getByText("終わりました", { exact: true }).waitFor();
  await guest.getByRole("heading", { name: "サインイン" }).waitFor();

  await clerk.getByRole("button", { name: "元に戻す" }).click();
  await line.getByText("あと30日").waitFor();
});

it("signs in again by the number and a password of their own", async () => {
  const { clerk, folder } = await beginInviting("除草の見積");
  const url = await fill(clerk, "長谷川");
  const guest = await openWindow({ expected: refused });
  await guest.goto(url);
  await guest.getByRole("button", { name: "はじめる" }).click();
  await guest.getByRole("button", { name: "パスワードを決める" }).click();
  await guest.getByLabel("新しいパスワード").first().fill("mukashi-no-niwa-7");
  await guest.getByRole("dialog").getByRole("button").last().click();
  const { person } = await ask<{ person: { number: string } }>(guest, "GET", "/api/me");
  await guest.getByRole("link", { name: "共有されたものへ進む" }).click();
  await row(guest, folder).waitFor();
  await guest.evaluate(() => fetch("/api/sessions/current", { method: "DELETE" }));
  await guest.goto(`${new URL(url).origin}/drive/shared`);
  await guest.getByRole("button", { name: "パスワード", exact: true }).click();
  await guest.getByLabel("職員番号").fill(person.number);
  await guest.getByLabel("パスワード").fill("mukashi-no-niwa-7");
  await guest.getByLabel("パスワード").press("Enter");
  await row(guest, folder).waitFor();
});
