/** Things out and beside: a zip of a selection, copies and their way back, and many at once with one bar. */
import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import type { Page } from "playwright-core";
import { expectAccessible } from "./kit/axe";
import { makeFolder, openDrive, openFolder, row, upload } from "./drive-steps";

const MANY = 102;

it("takes a selection as a zip, with the names as they are and as old Windows reads them", async () => {
  const page = await openDrive("suzuki");
  const name = await makeFolder(page, "契約管理課");
  await openFolder(page, name);
  await upload(page, [{ name: "見積①㈱髙﨑.txt", text: "1,284,000円" }, { name: "𠮷野家.txt", text: "昼" }]);
  await row(page, "𠮷野家.txt").waitFor();
  await page.getByRole("region", { name: "取り込み" }).getByRole("button", { name: "閉じる" }).click();
  await page.locator("[data-row]").first().focus();
  await page.keyboard.press("Control+a");
  const zip = await takeDownload(page, () => page.getByRole("toolbar").getByRole("button", { name: "ダウンロード" }).click());
  expect(zip.name).toMatch(new RegExp(`^${name} \\d+月\\d+日\\.zip$`));
  expect(zip.bytes.includes(Buffer.from("見積①㈱髙﨑.txt"))).toBe(true);
  expect(zip.bytes.includes(Buffer.from("𠮷野家.txt"))).toBe(true);

  await page.getByRole("button", { name: "その他" }).click();
  const old = await takeDownload(page, () => page.getByRole("menuitem", { name: "ダウンロード(古いWindows向けの名前)" }).click());
  expect(old.bytes.includes(Buffer.from("𠮷野家.txt"))).toBe(true); // told in the list inside
  expect(old.bytes.includes(Buffer.from([0x81, 0xac]))).toBe(true); // 〓
});

it("copies beside itself and elsewhere, and takes it back", async () => {
  const page = await openDrive("suzuki");
  const name = await makeFolder(page, "写し");
  await openFolder(page, name);
  const inner = await makeFolder(page, "控え");
  await upload(page, [{ name: "様式.txt", text: "氏名" }]);
  await row(page, "様式.txt").waitFor();
  await page.getByRole("region", { name: "取り込み" }).getByRole("button", { name: "閉じる" }).click();
  await row(page, "様式.txt").click({ button: "right" });
  await page.getByRole("menuitem", { name: "コピーを作る" }).click();
  await row(page, "様式 (2).txt").waitFor();
  // The folder made before may still offer its own way back.
  const said = page.getByText("1件をコピーしました").first();
  await said.locator("xpath=ancestor::*[.//button][1]").getByRole("button", { name: "元に戻す" }).click();
  await row(page, "様式 (2).txt").waitFor({ state: "detached" });

  await row(page, "様式.txt").getByRole("checkbox").check();
  await page.getByRole("toolbar").getByRole("button", { name: "コピー先を選ぶ" }).click();
  await expectAccessible(page, "where to copy");
  await page.getByRole("dialog").getByRole("button", { name: inner }).click();
  await page.getByRole("button", { name: `「${inner}」へコピー` }).click();
  await openFolder(page, inner);
  await row(page, "様式.txt").waitFor();
});

it("does many at once with one bar, and brings them back", async () => {
  const page = await openDrive("suzuki");
  const name = await makeFolder(page, "たくさん");
  await openFolder(page, name);
  const folder = new URL(page.url()).pathname.split("/").at(-1)!;
  await page.evaluate(
    async ({ id, many }) => {
      const add = async (number: number) => {
        const body = JSON.stringify({ name: `第${number}回` });
        await fetch(`/api/folders/${id}/folders`, { method: "POST", headers: { "content-type": "application/json" }, body });
      };
      for (let number = 1; number <= many; number += 6) await Promise.all([0, 1, 2, 3, 4, 5].map((more) => add(number + more)));
    },
    { id: folder, many: MANY },
  );
  await page.reload();
  await page.getByText(`${MANY}件`).waitFor();
  const panel = page.getByRole("region", { name: "まとめての操作" });

  await page.locator("[data-row]").first().focus();
  await page.keyboard.press("Control+a");
  await page.getByText(`${MANY}件を選択中`).waitFor();
  await page.keyboard.press("Delete");
  await panel.getByText(`${MANY}件をごみ箱へ移しました`).waitFor({ timeout: 60_000 });
  await page.getByText("このフォルダーはまだ空です").waitFor();
  await panel.getByRole("button", { name: "元に戻す" }).click();
  await panel.getByText(`${MANY}件を元に戻しました`).waitFor({ timeout: 60_000 });
  await page.getByText(`${MANY}件`, { exact: true }).waitFor();
  await panel.getByRole("button", { name: "閉じる" }).click();

  await page.getByRole("button", { name: "その他" }).click();
  await page.getByRole("menuitem", { name: "コピー先を選ぶ" }).click();
  await page.getByRole("button", { name: /へコピー$/ }).click();
  await panel.getByText(`${MANY + 1}件をコピーしました`).waitFor({ timeout: 60_000 });
  await expectAccessible(page, "the panel of long acts");
}, 150_000);

async function takeDownload(page: Page, act: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const begun = page.waitForEvent("download");
  await act();
  const download = await begun;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}
