/** What one does to things besides moving them: a newer file in the place of one, the label, sharing several at once. */
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { addressIn, makeFolder, openDrive, openFolder, row, upload } from "./drive-steps";
import { expectAccessible } from "./kit/axe";

async function openOwnFolder(persona: string, files: readonly string[]): Promise<Page> {
  const page = await openDrive(persona);
  await openFolder(page, await makeFolder(page, "差し替えと機密性"));
  await upload(
    page,
    files.map((name) => ({ name, text: `${name}の最初の中身` })),
  );
  for (const name of files) await row(page, name).waitFor();
  return page;
}

/** The cell of the desk: the second line of a phone says it too, unseen here. */
function whoSees(page: Page, name: string, words: RegExp) {
  return row(page, name).getByRole("gridcell").filter({ hasText: words }).last();
}

async function act(page: Page, name: string, words: string): Promise<void> {
  await row(page, name).getByRole("button", { name: `${name}の操作` }).click();
  await page.getByRole("menuitem", { name: words }).click();
}

it("puts a newer file in the place of one; its address and its name stay, and what it was is kept", async () => {
  const page = await openOwnFolder("kobayashi", ["単価表.txt"]);
  await row(page, "単価表.txt").getByRole("link").click();
  await page.getByText("単価表.txtの最初の中身").waitFor();
  const address = page.url();
  await page.getByRole("button", { name: "その他の操作" }).or(page.getByRole("button", { name: "その他" })).first().click();
  const asked = page.waitForEvent("filechooser");
  await page.getByRole("menuitem", { name: "新しい版を入れる" }).click();
  await (await asked).setFiles([{ name: "単価表 改.txt", mimeType: "text/plain", buffer: Buffer.from("あたらしい単価") }]);
  const dialog = page.getByRole("alertdialog");
  await dialog.getByText("いまの中身は第1版として残ります。").waitFor();
  await expectAccessible(page, "replacing a file");
  await dialog.getByRole("button", { name: "新しい版にする" }).click();
  await page.getByText("あたらしい単価").waitFor();
  expect(page.url()).toBe(address);
  await page.getByRole("heading", { level: 1, name: "単価表.txt" }).waitFor();
});

it("changes a label from the list, and takes it back", async () => {
  const page = await openOwnFolder("kobayashi", ["名簿.txt"]);
  await act(page, "名簿.txt", "機密性を変える");
  const dialog = page.getByRole("dialog");
  await dialog.getByText("リンクでは見られません").waitFor();
  await expectAccessible(page, "changing a label");
  await dialog.getByText("庁内の一部(3C)").click();
  await dialog.getByRole("button", { name: "変える" }).click();
  await row(page, "名簿.txt").getByText("庁内の一部(3C)").waitFor();
  await page.getByRole("button", { name: "元に戻す" }).last().click();
  await expect.poll(() => row(page, "名簿.txt").innerText(), { timeout: 15_000 }).not.toContain("3C");
});

it("shares several things at once, counts everyone once before, and takes all of it back", async () => {
  const page = await openOwnFolder("kobayashi", ["甲.txt", "乙.txt", "丙.txt"]);
  for (const name of ["甲.txt", "乙.txt", "丙.txt"]) await row(page, name).getByRole("checkbox").check({ force: true });
  await page.getByRole("toolbar").getByRole("button", { name: "共有" }).click();
  const dialog = page.getByRole("dialog", { name: "3件をまとめて共有" });
  await dialog.getByRole("combobox").fill("監査");
  const unit = page.getByRole("option", { name: /監査/ }).first();
  const people = Number(/(\d+)人/.exec(await unit.innerText())![1]);
  await page.keyboard.press("Enter");
  const gain = dialog.getByText(/人が見られるようになります/);
  await gain.waitFor();
  const told = Number(/(\d+)人/.exec(await gain.innerText())![1]);
  expect(told).toBeGreaterThan(0);
  expect(told).toBeLessThanOrEqual(people);
  await expectAccessible(page, "sharing several");
  await page.keyboard.press("Enter");
  await page.getByText("3件を共有しました").waitFor();
  for (const name of ["甲.txt", "乙.txt", "丙.txt"]) await whoSees(page, name, /監査/).waitFor();
  const auditor = await openDrive("mori", "/drive/shared");
  for (const name of ["甲.txt", "乙.txt", "丙.txt"]) await row(auditor, name).first().waitFor();
  await page.getByRole("button", { name: "元に戻す" }).last().click();
  for (const name of ["甲.txt", "乙.txt", "丙.txt"]) await whoSees(page, name, /フォルダーと同じ|自分だけ/).waitFor();
  await auditor.goto(addressIn("mori", "/drive/shared"));
  await auditor.getByRole("heading", { level: 1 }).waitFor();
  await expect.poll(() => row(auditor, "甲.txt").count(), { timeout: 15_000 }).toBe(0);
});
