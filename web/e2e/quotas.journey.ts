/** 容量: the administrator sets a limit, the drive fills, what does not fit says why and comes when there is room. */
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { openDrive, row, upload } from "./drive-steps";
import { takePicture } from "./kit/pictures";
import { ask } from "./kit/writing";

const DRIVE = "スポーツ課";
const MEGABYTE = 2 ** 20;

interface Quota {
  readonly drive: string;
  readonly name: string;
  readonly used_bytes: number;
}

/** A drive of this journey's own, which the unit coordinator manages. */
async function makeDrive(admin: Page, manager: string): Promise<string> {
  const { drives } = await ask<{ drives: readonly (Quota & { owner: string })[] }>(admin, "GET", "/api/drive/quotas");
  const unit = drives.find(({ name }) => name === DRIVE)!.owner;
  const name = `記録写真 ${Date.now().toString(36)}`;
  await ask(admin, "POST", "/api/drive/shared-drives", { unit, name, managers: [manager] });
  return name;
}

async function writeLimit(admin: Page, drive: string, gigabytes: string): Promise<void> {
  await admin.getByRole("button", { name: `「${drive}」の上限を変える` }).click();
  await admin.getByRole("dialog").getByLabel("上限(GB)").fill(gigabytes);
  await admin.keyboard.press("Enter");
}

it("takes no more than the limit, shows what fills the drive, and goes on when there is room", async () => {
  const manager = await openDrive("yamamoto", "/drive/shared-drives", { expected: [/status of 507/] });
  const me = await ask<{ person: { id: string } }>(manager, "GET", "/api/me");
  const admin = await openDrive("okamoto", "/drive/shared-drives");
  const drive = await makeDrive(admin, me.person.id);
  await admin.getByRole("link", { name: "上限を決める" }).click();
  await admin.getByRole("heading", { level: 1, name: "共有ドライブの容量" }).waitFor();
  await writeLimit(admin, drive, "千");
  await admin.getByText("0.001から1,000,000までの数で入れてください。").waitFor();
  await admin.getByRole("dialog").getByLabel("上限(GB)").fill("０．００１");
  await admin.keyboard.press("Enter");
  await admin.getByText(`「${drive}」の上限を 1.0 MB にしました`).waitFor();

  await manager.reload();
  await manager.getByRole("main").getByRole("link", { name: drive }).click();
  await manager.getByRole("heading", { level: 1, name: drive }).waitFor();
  await upload(manager, [{ name: "大会.bin", text: "x".repeat(MEGABYTE - 60_000) }]);
  await row(manager, "大会.bin").waitFor();
  await upload(manager, [{ name: "表彰式.bin", text: "y".repeat(90_000) }]);
  await manager.getByText(/このドライブの残りは .* KB で、87.9 KB は入りません/).waitFor();
  await manager.reload();
  await manager.getByText("このドライブの容量が残り少なくなっています").waitFor();

  await manager.getByRole("link", { name: "何が入っているか見る" }).click();
  await manager.getByRole("heading", { level: 1, name: `「${drive}」の容量` }).waitFor();
  await manager.getByRole("table").getByRole("link", { name: "大会.bin" }).waitFor();
  await takePicture(manager, "usage");

  await admin.getByRole("searchbox").fill(drive);
  await writeLimit(admin, drive, "");
  await admin.getByText(`「${drive}」の上限をなくしました`).waitFor();
  await manager.goBack();
  await manager.getByRole("heading", { level: 1, name: drive }).waitFor();
  await upload(manager, [{ name: "表彰式.bin", text: "y".repeat(90_000) }]);
  await row(manager, "表彰式.bin").waitFor();
});

it("is there for the thumb at 390 px, of one's own drive too", async () => {
  const page = await openDrive("kobayashi", "/drive", { width: "phone" });
  await page.getByRole("button", { name: /の操作|その他/ }).first().click();
  await page.getByRole("menuitem", { name: "容量を見る" }).click();
  await page.getByRole("heading", { level: 1, name: "マイドライブの容量" }).waitFor();
  await page.getByText("上限はありません").waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
