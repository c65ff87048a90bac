/** Who can see a folder that many can: by where they work, unit by unit down to their names, and as a file. */
import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { expectAccessible } from "./kit/axe";
import { makeFolder, openDrive, openFolder } from "./drive-steps";

it("shows by unit who of the whole city hall can see it, and writes them out", async () => {
  const chief = await openDrive("kobayashi");
  const name = await makeFolder(chief, "全庁への手引き");
  await openFolder(chief, name);
  await chief.getByRole("button", { name: "共有", exact: true }).click();
  const box = chief.getByRole("combobox", { name: "職員・課・グループを追加" });
  await box.fill("全職員");
  await chief.getByRole("option", { name: /全員|全職員/ }).first().waitFor();
  await chief.keyboard.press("Enter");
  await chief.getByRole("button", { name: "共有する" }).click();
  await chief.getByRole("dialog").waitFor({ state: "detached" });

  await chief.getByRole("button", { name: "なぜ?" }).click();
  const panel = chief.getByRole("dialog");
  const people = panel.getByRole("list", { name: "見られる人" });
  await people.getByRole("listitem").first().waitFor();
  // The first two hundred of them are in the order of their readings, whoever they are.
  const readings = (await people.locator(".text-mute").allTextContents()).filter((text) => text !== "");
  const sorted = [...readings].sort(new Intl.Collator("ja").compare);
  expect(readings.slice(0, 50)).toEqual(sorted.slice(0, 50));

  await panel.getByText("所属ごと").click();
  const units = panel.getByRole("list", { name: "所属ごとの見られる人" });
  await units.getByRole("button", { name: /総務局/ }).waitFor();
  await expectAccessible(chief, "readers-by-unit");
  await units.getByRole("button", { name: /財政局/ }).click();
  await units.getByRole("button", { name: /契約管理課.*共有管理者 1人/ }).click();
  // Down to where there are no units: their names, and the way back to everybody.
  const teams = units.getByRole("button", { name: /契約係/ });
  await teams.first().click();
  await panel.getByText(/契約係 \d+人/).waitFor();
  await people.getByRole("button", { name: /佐藤/ }).first().click();
  await panel.getByRole("img", { name: /佐藤.*全職員に共有されているので|佐藤.*いるので/ }).first().waitFor();
  await panel.getByRole("button", { name: "全員に戻す" }).click();

  // Whoever manages it takes the list along.
  const [download] = await Promise.all([chief.waitForEvent("download"), panel.getByRole("button", { name: "一覧を書き出す" }).click()]);
  expect(download.suggestedFilename()).toMatch(/^全庁への手引き.* を見られる人 \d{4}-\d\d-\d\d\.csv$/);
  const text = await readFile(await download.path(), "utf-8");
  const lines = text.split("\r\n");
  expect(lines[0]).toBe("\ufeff氏名,ふりがな,所属,できること");
  expect(lines.length).toBeGreaterThan(1000);
  expect(lines.some((line) => line.includes("契約管理課") && line.endsWith("閲覧者"))).toBe(true);
}, 180_000);
