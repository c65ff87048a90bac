/** 共有リンク, whole: a colleague joins by it, somebody outside reads by it on a phone, and it is turned off. */
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { makeFolder, openDrive, openFolder, row, upload } from "./drive-steps";
import { expectAccessible } from "./kit/axe";
import { findPersona, openWindow } from "./kit/browser";
import { takePicture } from "./kit/pictures";
import { ask } from "./kit/writing";

const dialogOf = (page: Page) => page.getByRole("dialog");

/** The dialog of the folder that is open, with its link in sight. */
async function openSharing(page: Page): Promise<void> {
  await page.locator("main").getByRole("button", { name: "共有", exact: true }).first().click();
  await dialogOf(page).getByRole("region", { name: "リンク" }).waitFor();
}

/** What the clipboard got; whoever reads it may not always be asked. */
async function copied(page: Page): Promise<string> {
  return page.evaluate(() => (window as unknown as { copied: string }).copied);
}

async function keepCopied(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "clipboard", {
      value: {
        writeText: async (text: string) => {
          (window as unknown as { copied: string }).copied = text;
        },
      },
    });
  });
}

/** A folder of sato's with one file inside, opened. */
async function openShared(name: string): Promise<{ readonly clerk: Page; readonly folder: string }> {
  const clerk = await openDrive("sato");
  await keepCopied(clerk);
  await clerk.reload();
  const folder = await makeFolder(clerk, name);
  await openFolder(clerk, folder);
  await upload(clerk, [{ name: "次第.txt", text: "1 開会\n2 説明\n3 閉会" }]);
  await row(clerk, "次第.txt").waitFor();
  return { clerk, folder };
}

it("lets a colleague in by an address, and out again", async () => {
  const { clerk, folder } = await openShared("庁内の資料");
  await openSharing(clerk);
  await dialogOf(clerk).getByRole("button", { name: "リンクを作る…" }).click();
  await expectAccessible(clerk, "making a share link");
  await dialogOf(clerk).getByRole("button", { name: "リンクを作ってコピー" }).click();
  await clerk.getByText("リンクを作り、コピーしました").waitFor();
  await dialogOf(clerk).getByText("まだ開かれていません").waitFor();
  const url = new URL(await copied(clerk));
  expect(url.pathname).toBe("/shared");

  const colleague = await openWindow({ persona: "kobayashi", expected: [/status of 404/] });
  await colleague.goto(new URL(`${url.pathname}${url.hash}`, findPersona("kobayashi").url).href);
  await colleague.getByRole("heading", { level: 1, name: folder }).waitFor();
  expect(new URL(colleague.url()).hash, "the secret leaves the address").toBe("");
  await row(colleague, "次第.txt").waitFor();

  await dialogOf(clerk).getByText("1回開かれました").waitFor();
  await dialogOf(clerk).getByText("職員1人").waitFor();
  await dialogOf(clerk).getByRole("button", { name: "オフにする" }).click();
  await clerk.getByText("リンクをオフにしました").waitFor();
  await colleague.getByText("見つかりません").first().waitFor();
});

it("shows it to somebody outside on a phone, who can do nothing else", async () => {
  const { clerk, folder } = await openShared("説明会の資料");
  await openSharing(clerk);
  await dialogOf(clerk).getByRole("button", { name: "リンクを作る…" }).click();
  await dialogOf(clerk).getByText("外の人も", { exact: true }).click();
  await dialogOf(clerk).getByText("アカウントのない人も開けます").waitFor();
  await dialogOf(clerk).getByLabel("合言葉(なくてもよい)").fill("ひらけごま");
  await takePicture(clerk, "share-link");
  await dialogOf(clerk).getByRole("button", { name: "リンクを作ってコピー" }).click();
  await clerk.getByText("リンクを作り、コピーしました").waitFor();
  const url = await copied(clerk);

  const outsider = await openWindow({ width: "phone", expected: [/status of (401|403|404|422)/] });
  await outsider.goto(url);
  await outsider.getByLabel("合言葉").fill("ちがう");
  await outsider.keyboard.press("Enter");
  await outsider.getByText("合言葉が違います。").waitFor();
  await expectAccessible(outsider, "the word of a share link");
  await outsider.getByLabel("合言葉").fill("ひらけごま");
  await outsider.keyboard.press("Enter");
  await outsider.getByRole("heading", { level: 1, name: folder }).waitFor();
  await takePicture(outsider, "share-link-outside-phone");
  await expectAccessible(outsider, "a shared folder outside");
  expect(await outsider.locator("body").innerText()).not.toContain("佐藤");
  await outsider.getByRole("link", { name: "次第.txt" }).click();
  await outsider.getByText("2 説明").waitFor();
  await expectAccessible(outsider, "a shared file outside");
  const [saved] = await Promise.all([outsider.waitForEvent("download"), outsider.getByRole("button", { name: "保存", exact: true }).click()]);
  expect(saved.suggestedFilename()).toBe("次第.txt");
  const inside = await outsider.evaluate(async () => (await fetch("/api/drive/roots")).status);
  expect(inside).toBe(401);

  await dialogOf(clerk).getByRole("button", { name: "オフにする" }).click();
  await clerk.getByText("リンクをオフにしました").waitFor();
  await outsider.reload();
  await outsider.getByRole("heading", { name: "このリンクは、いまは開けません" }).waitFor();
});

it("shows a document outside as it is, in English too", async () => {
  const clerk = await openDrive("sato");
  await keepCopied(clerk);
  const { own } = await ask<{ own: { id: string } }>(clerk, "GET", "/api/drive/roots");
  const made = await ask<{ id: string }>(clerk, "POST", `/api/folders/${own.id}/documents`, { name: `見学のしおり ${Date.now().toString(36)}` });
  await clerk.goto(new URL(`/documents/${made.id}`, findPersona("sato").url).href);
  await clerk.getByRole("textbox", { name: "ドキュメントの本文" }).click();
  await clerk.keyboard.type("集合は9時です");
  await clerk.getByText("保存済み").first().waitFor();
  const wanted = { scope: "anyone", ends_on: new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10) };
  const { url } = await ask<{ url: string }>(clerk, "PUT", `/api/things/${made.id}/link`, wanted);

  const outsider = await openWindow({ language: "en", expected: [/status of 401/] });
  await outsider.goto(url);
  await outsider.getByText("集合は9時です").waitFor();
  await expectAccessible(outsider, "a shared document outside");
  expect(await outsider.locator(".writing").getAttribute("contenteditable")).toBe("false");
});
