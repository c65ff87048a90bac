/** A day in a folder: take files in, answer a twin name, move, put into the bin and back, and all of it by keys. */
import { expect, it } from "vitest";
import { makeFolder, openDrive, openFolder, row, upload } from "./drive-steps";

it("takes files in, keeps both of one name, moves one and brings it back", async () => {
  const page = await openDrive("suzuki", "/drive", { expected: [/status of 409/] });
  const name = await makeFolder(page, "現地調査");
  await openFolder(page, name);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.getByText("このフォルダーはまだ空です").waitFor();
  await upload(page, [{ name: "見積書.txt", text: "1,284,000円" }, { name: "メモ.txt", text: "きょうのメモ" }]);
  await row(page, "見積書.txt").waitFor();
  await row(page, "メモ.txt").waitFor();
  await page.getByText("2件を取り込みました").first().waitFor();
  await upload(page, [{ name: "見積書.txt", text: "別の見積り" }]);
  await page.getByRole("button", { name: "両方残す(見積書 (2).txt)" }).click();
  await row(page, "見積書 (2).txt").waitFor();
  await page.getByRole("region", { name: "取り込み" }).getByRole("button", { name: "閉じる" }).click();

  const inner = await makeFolder(page, "控え");
  await row(page, "メモ.txt").getByRole("checkbox").check();
  await page.getByRole("toolbar").getByRole("button", { name: "移動" }).click();
  await page.getByRole("dialog").getByRole("button", { name: inner }).click();
  await page.getByRole("button", { name: `「${inner}」へ移す` }).click();
  await row(page, "メモ.txt").waitFor({ state: "detached" });
  await openFolder(page, inner);
  await row(page, "メモ.txt").waitFor();
  await page.getByRole("button", { name: "元に戻す" }).last().click();
  await row(page, "メモ.txt").waitFor({ state: "detached" });
  await page.goBack();
  await row(page, "メモ.txt").waitFor();

  await row(page, "メモ.txt").dragTo(row(page, inner), { sourcePosition: { x: 500, y: 12 }, targetPosition: { x: 200, y: 12 } });
  await row(page, "メモ.txt").waitFor({ state: "detached" });
  await openFolder(page, inner);
  await row(page, "メモ.txt").waitFor();
});

it("takes in what is dropped from the machine, as by choosing it", async () => {
  const page = await openDrive("suzuki");
  const name = await makeFolder(page, "落とすところ");
  await openFolder(page, name);
  await page.getByText("このフォルダーはまだ空です").waitFor();
  const dropped = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["落とした中身"], "落としたもの.txt", { type: "text/plain" }));
    return transfer;
  });
  const empty = page.getByText("このフォルダーはまだ空です");
  await empty.dispatchEvent("dragover", { dataTransfer: dropped });
  await page.getByText(`「${name}」に取り込みます`).waitFor();
  await empty.dispatchEvent("drop", { dataTransfer: dropped });
  await page.getByRole("grid").getByRole("link", { name: "落としたもの.txt" }).click();
  await page.getByText("落とした中身").waitFor();
});

it("tells the true count of a long list and reaches its end by one key", async () => {
  const page = await openDrive("suzuki");
  const name = await makeFolder(page, "長い一覧");
  await openFolder(page, name);
  const folder = new URL(page.url()).pathname.split("/").at(-1)!;
  await page.evaluate(async (id) => {
    const add = async (number: number) => {
      const body = JSON.stringify({ name: `第${number}回` });
      await fetch(`/api/folders/${id}/folders`, { method: "POST", headers: { "content-type": "application/json" }, body });
    };
    for (let number = 1; number <= 240; number += 6) await Promise.all([0, 1, 2, 3, 4, 5].map((more) => add(number + more)));
  }, folder);
  await page.reload();
  await page.getByText("240件").waitFor();
  expect(await page.getByRole("grid").getAttribute("aria-rowcount")).toBe("241");
  expect(await page.locator("[data-row]").count()).toBeLessThan(60);
  await page.locator("[data-row]").first().focus();
  await page.keyboard.press("End");
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "第240回");
  await page.waitForFunction(() => document.activeElement!.getBoundingClientRect().bottom <= innerHeight);
  await page.keyboard.press("Control+a");
  await page.getByText("240件を選択中").waitFor();
}, 150_000);

it("puts into the bin and brings back to the old place", async () => {
  const page = await openDrive("suzuki");
  const name = await makeFolder(page, "古い資料");
  await openFolder(page, name);
  await upload(page, [{ name: "前年度.txt", text: "前年度の数" }]);
  await row(page, "前年度.txt").click();
  await page.keyboard.press("Delete");
  await page.getByText("「前年度.txt」をごみ箱へ移しました").waitFor();
  await row(page, "前年度.txt").waitFor({ state: "detached" });
  const path = new URL(page.url()).pathname;
  await page.getByRole("link", { name: "ごみ箱" }).click();
  await page.getByRole("heading", { level: 1, name: "ごみ箱" }).waitFor();
  await row(page, "前年度.txt").getByRole("checkbox").check();
  await page.getByRole("toolbar").getByRole("button", { name: "元に戻す" }).click();
  await row(page, "前年度.txt").waitFor({ state: "detached" });
  await page.goto(new URL(path, page.url()).href);
  await row(page, "前年度.txt").waitFor();
});

it("needs no pointer", async () => {
  const page = await openDrive("suzuki");
  const name = await makeFolder(page, "鍵盤だけ");
  await openFolder(page, name);
  await upload(page, ["一", "二", "三", "四"].map((each) => ({ name: `${each}.txt`, text: each })));
  for (const each of ["一", "二", "三", "四"]) await row(page, `${each}.txt`).waitFor();
  await page.getByRole("region", { name: "取り込み" }).getByRole("button", { name: "閉じる" }).press("Enter");

  // The list is one stop of the Tab key: its first row.
  await page.getByRole("button", { name: "名前" }).focus();
  for (let stop = 0; stop < 4 && !(await isInRows(page)); stop += 1) await page.keyboard.press("Tab");
  expect(await focusedRow(page)).toBe("一.txt");
  await page.keyboard.press("ArrowDown");
  expect(await focusedRow(page)).toBe("三.txt");
  await page.keyboard.press("Shift+ArrowDown");
  expect(await page.getByRole("row", { selected: true }).count()).toBe(2);
  await page.keyboard.press("Escape");
  expect(await page.getByRole("row", { selected: true }).count()).toBe(0);
  await page.keyboard.press("Space");
  expect(await page.getByRole("row", { selected: true }).count()).toBe(1);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Home");
  await page.keyboard.press("F2");
  await page.keyboard.type("壱");
  await page.keyboard.press("Enter");
  await row(page, "壱.txt").waitFor();
  await page.keyboard.press("End");
  const last = await focusedRow(page);
  await page.keyboard.press("Delete");
  await row(page, last).waitFor({ state: "detached" });
  await page.keyboard.press("Home");
  const first = await focusedRow(page);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: first }).waitFor();
});

async function focusedRow(page: Awaited<ReturnType<typeof openDrive>>): Promise<string> {
  return page.evaluate(() => document.activeElement?.closest("[data-row]")?.getAttribute("aria-label") ?? "");
}

async function isInRows(page: Awaited<ReturnType<typeof openDrive>>): Promise<boolean> {
  return (await focusedRow(page)) !== "";
}
