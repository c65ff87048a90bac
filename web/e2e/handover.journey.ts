/** 引き継ぎ: what one has is shown, goes to a colleague after one more question, and is theirs with all its shares. */
import { expect, it } from "vitest";
import { makeFolder, openDrive, openFolder, row, upload } from "./drive-steps";
import { expectAccessible } from "./kit/axe";
import { openWindow } from "./kit/browser";

it("gives everything of mine to a colleague", async () => {
  const mine = await openDrive("mori");
  const folder = await makeFolder(mine, "定期監査");
  await openFolder(mine, folder);
  await upload(mine, [{ name: "手順.txt", text: "手順" }]);
  await row(mine, "手順.txt").waitFor();
  const address = new URL(mine.url()).pathname;

  await mine.goto(new URL("/settings", mine.url()).href);
  await mine.getByRole("link", { name: "引き継ぎを始める" }).click();
  await mine.getByRole("heading", { level: 1, name: "引き継ぎ" }).waitFor();
  await mine.getByText("マイドライブの中身すべて").waitFor();
  await mine.getByRole("button", { name: "引き継ぐ" }).click();
  await mine.getByText("渡す相手を選んでください。").waitFor();
  await mine.getByRole("combobox").fill("渡邊 健");
  await mine.getByRole("option", { name: /渡邊 健/ }).first().click();
  const name = `監査の引き継ぎ ${Date.now().toString(36)}`;
  await mine.getByLabel("相手の共有ドライブ一覧に出る名前").fill(name);
  await expectAccessible(mine, "handing over");
  await mine.getByRole("button", { name: "引き継ぐ" }).click();
  const dialog = mine.getByRole("alertdialog");
  await dialog.getByText("あなたからは見えなくなります。").waitFor();
  await dialog.getByRole("button", { name: "引き継ぐ" }).click();
  await mine.getByText("渡邊 健に引き継ぎました").waitFor();

  const theirs = await openDrive("watanabe", "/drive/shared-drives");
  await theirs.getByRole("button", { name: /^通知/ }).click();
  await theirs.getByText("森 薫さんのものを引き継ぎました").first().waitFor({ timeout: 90_000 });
  await theirs.keyboard.press("Escape");
  await theirs.getByRole("main").getByRole("link", { name }).click();
  await openFolder(theirs, folder);
  await row(theirs, "手順.txt").waitFor();
  // Its address is the same, and whoever gave it away is told nothing of it.
  expect(new URL(theirs.url()).pathname).toBe(address);
  const late = await openWindow({ persona: "mori", expected: [/status of 404/] });
  await late.goto(new URL(address, mine.url()).href);
  await late.getByRole("heading", { name: /見つかりません/ }).waitFor();
});

it("fits a phone", async () => {
  const page = await openDrive("kobayashi", "/handover", { width: "phone" });
  await page.getByRole("heading", { level: 1, name: "引き継ぎ" }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
