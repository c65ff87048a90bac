/** Home and the bell live: somebody asks to be let in, it is answered in the row, and the way back works. */
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { openWindow } from "./kit/browser";
import { askForAccess } from "./steps/asking";
import { ask } from "./kit/writing";

/** A busy machine takes its time; the deadline promised to people is not this one. */
const slow = { timeout: 15_000 };

/** A folder in the person's own drive, which nobody else sees. */
async function addFolder(page: Page, name: string): Promise<string> {
  const { own } = await ask<{ own: { id: string } }>(page, "GET", "/api/drive/roots");
  return (await ask<{ id: string }>(page, "POST", `/api/folders/${own.id}/folders`, { name })).id;
}

function readUnread(page: Page): Promise<number> {
  return page.getByRole("button", { name: /^通知/ }).innerText().then((text) => Number(/\d+/.exec(text)?.[0] ?? 0));
}

async function canRead(page: Page, id: string): Promise<boolean> {
  return page.evaluate((path) => fetch(path).then((answer) => answer.ok), `/api/things/${id}`);
}

it("rings for a request, answers it in the row, and takes the answer back", async () => {
  const name = `検査の控え ${Date.now().toString(36)}`;
  const chief = await openWindow({ persona: "kobayashi" });
  await chief.getByRole("region", { name: "きょう動かすもの" }).waitFor();
  await chief.waitForLoadState("networkidle");
  const before = await readUnread(chief);
  const id = await addFolder(chief, name);
  const auditor = await openWindow({ persona: "mori", expected: [/status of 404/] });
  await askForAccess(auditor, id, "監査のため");

  // Nobody reloads: the row and the bell come by themselves.
  const grant = chief.getByRole("button", { name: `森 薫さんに「${name}」を許可` });
  await grant.waitFor();
  await chief.getByText("「監査のため」").first().waitFor();
  await expect.poll(() => readUnread(chief), slow).toBe(before + 1);
  expect(await canRead(auditor, id)).toBe(false);

  await grant.click();
  await chief.getByText("森 薫さんに許可しました").waitFor();
  await grant.waitFor({ state: "detached" });
  expect(await canRead(auditor, id)).toBe(true);
  await auditor.getByRole("button", { name: /^通知/ }).click();
  await auditor.getByRole("dialog", { name: "通知" }).getByText("小林 恵さんが申請を許可しました").first().waitFor();

  await chief.getByRole("button", { name: "元に戻す" }).last().click();
  await expect.poll(() => canRead(auditor, id), slow).toBe(false);
});

it("takes what was opened off home, and puts it back", async () => {
  const name = `引き継ぎの覚え ${Date.now().toString(36)}`;
  const chief = await openWindow({ persona: "kobayashi" });
  const id = await addFolder(chief, name);
  const auditor = await openWindow({ persona: "mori" });
  await auditor.getByRole("region", { name: "きょう動かすもの" }).waitFor();
  const me = await ask<{ person: { id: string } }>(auditor, "GET", "/api/me");
  const give = [{ party: { kind: "person", id: me.person.id }, role: "viewer" }];
  await ask(chief, "POST", `/api/things/${id}/sharing`, { give });

  const open = auditor.getByRole("button", { name: `「${name}」を開く` });
  await open.click();
  await auditor.getByRole("heading", { level: 1, name }).waitFor();
  await auditor.getByText(`「${name}」を済みにしました`).waitFor();
  await auditor.getByRole("button", { name: "元に戻す" }).last().click();
  await auditor.getByRole("link", { name: "ホーム" }).click();
  await open.waitFor();
});

it("reads all notices at once from the bell, by keys alone", async () => {
  const page = await openWindow({ persona: "mori" });
  await page.getByRole("button", { name: /^通知/ }).focus();
  await page.keyboard.press("Enter");
  const panel = page.getByRole("dialog", { name: "通知" });
  await panel.getByRole("listitem").first().waitFor();
  const all = panel.getByRole("button", { name: "すべて既読にする" });
  // One may still be on its way from the journeys before.
  await expect.poll(async () => {
    if ((await all.count()) > 0) await all.press("Enter");
    return readUnread(page);
  }, slow).toBe(0);
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("通知");
});
