/** Bringing much in: a whole folder, a large file that is paused, left and gone on with, and names that are taken. */
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeFolder, openDrive, openFolder, row, upload } from "./drive-steps";
import { expectAccessible } from "./kit/axe";
import { takePicture } from "./kit/pictures";

const LARGE_BYTES = 40 * 2 ** 20;
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "uploads-"));
  mkdirSync(join(folder, "現地調査", "写真"), { recursive: true });
  writeFileSync(join(folder, "現地調査", "報告.txt"), "①㈱髙﨑𠮷");
  for (let number = 1; number <= 30; number += 1) writeFileSync(join(folder, "現地調査", "写真", `第${number}回.txt`), `写真${number}`);
  writeFileSync(join(folder, "大きい資料.bin"), Buffer.alloc(LARGE_BYTES, "全庁"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("takes a whole folder in, with what is inside it; once more it is the same folder", async () => {
  const page = await openDrive("suzuki", "/drive", { expected: [/status of 409/] });
  await openFolder(page, await makeFolder(page, "持ち込み"));
  const take = async () => {
    const asked = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "フォルダーを取り込む" }).first().click();
    await (await asked).setFiles(join(folder, "現地調査"));
  };
  await take();
  const panel = page.getByRole("region", { name: "取り込み" });
  await panel.getByRole("heading", { name: "31件を取り込みました" }).waitFor();
  await expectAccessible(page, "the panel of uploads");
  expect(await panel.getByRole("listitem").count()).toBeLessThan(20);
  await panel.getByRole("button", { name: "閉じる" }).click();
  await take();
  await panel.getByRole("heading", { name: "31件を取り込みました" }).waitFor();
  await openFolder(page, "現地調査");
  await openFolder(page, "写真");
  await page.getByText("30件", { exact: true }).waitFor();
});

it("pauses a large file, is left, and goes on from where it was with the same file", async () => {
  const page = await openDrive("suzuki");
  await openFolder(page, await makeFolder(page, "大きいもの"));
  page.on("dialog", (dialog) => void dialog.accept());
  // Slowly, so that there is something to pause.
  await page.route("**/api/uploads/*", async (route) => {
    if (route.request().method() === "PATCH") await new Promise((resolve) => setTimeout(resolve, 700));
    await route.continue();
  });
  const asked = page.waitForEvent("filechooser");
  await page.locator("main").getByRole("button", { name: "取り込む" }).first().click();
  const first = page.waitForResponse((answer) => answer.request().method() === "PATCH");
  await (await asked).setFiles(join(folder, "大きい資料.bin"));
  await first;
  const panel = page.getByRole("region", { name: "取り込み" });
  await panel.getByRole("button", { name: "大きい資料.binの取り込みを一時停止" }).click();
  await panel.getByRole("heading", { name: "一時停止中 0/1件" }).waitFor();
  await takePicture(page, "uploads-paused");
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.reload();
  await panel.getByText("取り込みの途中のものが1件あります").waitFor();
  await expectAccessible(page, "an unfinished upload");
  const again = page.waitForEvent("filechooser");
  const offset = page.waitForResponse((answer) => answer.request().method() === "HEAD");
  await panel.getByRole("button", { name: "ファイルを選んで続ける" }).click();
  await (await again).setFiles(join(folder, "大きい資料.bin"));
  expect(Number((await offset).headers()["upload-offset"])).toBeGreaterThan(0);
  await panel.getByRole("heading", { name: "1件を取り込みました" }).waitFor({ timeout: 60_000 });
  await row(page, "大きい資料.bin").waitFor();
});

it("answers names that are taken, all alike", async () => {
  const page = await openDrive("suzuki", "/drive", { expected: [/status of 409/] });
  await openFolder(page, await makeFolder(page, "同じ名前"));
  const files = ["甲.txt", "乙.txt"];
  await upload(page, files.map((name) => ({ name, text: `${name}の最初` })));
  for (const name of files) await row(page, name).waitFor();
  await upload(page, files.map((name) => ({ name, text: `${name}の新しい中身` })));
  const panel = page.getByRole("region", { name: "取り込み" });
  await panel.getByText("同じ名前が2件あります。").waitFor();
  await panel.getByRole("button", { name: "すべて新しい版にする" }).click();
  await panel.getByRole("heading", { name: "4件を取り込みました" }).waitFor();
  await row(page, "甲.txt").getByRole("link").click();
  await page.getByText("甲.txtの新しい中身").waitFor();
});
