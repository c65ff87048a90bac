/**
 * The everyday tasks of PRODUCT.md that are possible today, each done for real on its shortest path, with our count
 * of steps beside the target. More steps than the target fail.
 */
import { afterAll, expect, it } from "vitest";
import { openWindow } from "../kit/browser";
import { ask, makeDocument, openDocument } from "../kit/writing";
import { askForAccess } from "./asking";
import { Acts, printRows, type Row } from "./counting";
import { openOutside, pickFiles, readMadeLink } from "./receiving";

const rows: Row[] = [];
afterAll(() => printRows(rows));

function note(task: string, acts: Acts, target: number): void {
  rows.push({ task, ours: acts.count, target });
  expect(acts.count, task).toBeLessThanOrEqual(target);
}

it("finds yesterday's file", async () => {
  const page = await openWindow({ persona: "suzuki" });
  const acts = new Acts(page);
  await acts.click(page.getByRole("region", { name: "続きから" }).getByRole("link").nth(1));
  await page.waitForURL(/\/(documents|drive\/\w+)\//);
  note("find yesterday's file: ホーム → 続きから", acts, 1);
});

it("finds any file by two characters", async () => {
  const page = await openWindow({ persona: "suzuki" });
  await page.getByRole("region", { name: "続きから" }).getByRole("link").nth(1).waitFor();
  const acts = new Acts(page);
  await acts.press("Control+K");
  await page.getByRole("combobox").waitFor();
  await acts.type("積算");
  await page.getByRole("option", { name: /積算/ }).first().waitFor();
  await acts.press("Enter");
  await page.waitForURL(/\/(documents|drive\/\w+)\//);
  note("find a file: Ctrl+K, two characters, Enter", acts, 3);
});

it("shares a document with another section", async () => {
  const page = await openWindow({ persona: "suzuki" });
  await openDocument(page, await makeDocument(page, "仕様書の相談", "own"));
  const acts = new Acts(page);
  await acts.click(page.getByRole("button", { name: "共有", exact: true }));
  await page.getByRole("dialog").getByRole("combobox").waitFor();
  await acts.type("監査");
  await page.getByRole("option", { name: /監査/ }).first().waitFor();
  await acts.press("Enter");
  await page.getByText(/人が見られるようになります/).waitFor();
  await acts.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  note("share with another 課: 共有 → two characters → Enter → Enter", acts, 4);
});

it("receives a file from outside", async () => {
  const page = await openWindow({ persona: "sato" });
  const { own } = await ask<{ own: { id: string } }>(page, "GET", "/api/drive/roots");
  const { id } = await ask<{ id: string }>(page, "POST", `/api/folders/${own.id}/folders`, { name: `受け取り ${Date.now()}` });
  await page.goto(new URL(`/drive/folders/${id}`, page.url()).href);
  const acts = new Acts(page);
  await acts.click(page.getByRole("button", { name: "ファイルを受け取る" }));
  await page.getByRole("dialog").getByLabel("件名").waitFor();
  await acts.type("見積書の提出");
  await acts.press("Enter");
  const url = await readMadeLink(page);
  note("receive from outside: ファイルを受け取る → 件名 → Enter", acts, 3);

  const outsider = await openOutside(url, "見積書の提出");
  const theirs = new Acts(outsider);
  theirs.count += 2; // the link, and the files dropped
  await pickFiles(outsider, ["見積書.pdf"]);
  theirs.count += 1; // the name, typed
  await outsider.getByLabel("会社・団体名とお名前").fill("株式会社みほん");
  await theirs.click(outsider.getByRole("button", { name: "1件を送る" }));
  await outsider.getByRole("heading", { name: "受け取りました" }).waitFor();
  note("hand a file in from outside: link → drop → name → 送る", theirs, 4);
});

it("is let in by one press, from home", async () => {
  const chief = await openWindow({ persona: "kobayashi" });
  const id = await makeDocument(chief, "検査の日程", "own");
  const auditor = await openWindow({ persona: "mori" });
  await askForAccess(auditor, id, "日程の確認");
  const acts = new Acts(chief);
  await acts.click(chief.getByRole("button", { name: /森 薫さんに「検査の日程.*を許可/ }).first());
  await chief.getByText("森 薫さんに許可しました").waitFor();
  note("let somebody in: 許可 in the row", acts, 1);
});

it("is absent, with a stand-in", async () => {
  const page = await openWindow({ persona: "yamamoto" });
  await page.goto(new URL("/people", page.url()).href);
  const open = page.getByRole("button", { name: "不在を登録" });
  await open.waitFor();
  const acts = new Acts(page);
  await acts.click(open);
  const dialog = page.getByRole("dialog", { name: "不在を登録" });
  await dialog.getByRole("combobox").fill("たかはし");
  await acts.click(page.getByRole("option", { name: /高橋 千尋/ }));
  await acts.click(dialog.getByRole("button", { name: "保存" }));
  await page.getByText("不在を登録しました").waitFor();
  note("be absent: 不在 → who stands in → 保存", acts, 3);
});

it("fills a form and sends it back", async () => {
  const page = await openWindow({ persona: "suzuki" });
  await page.goto(new URL("/drive", page.url()).href);
  await page.getByRole("grid").waitFor();
  const name = `様式 ${Date.now()}.xlsx`;
  const acts = new Acts(page);
  await acts.drop(page.getByRole("grid"), name, "PK 様式");
  await acts.click(page.getByRole("grid").getByRole("link", { name }));
  const downloading = page.waitForEvent("download");
  await acts.click(page.getByRole("button", { name: "アプリで編集" }));
  await downloading;
  await acts.drop(page.locator("[data-preview]"), name, "PK 様式 記入済み");
  await page.getByText("は第2版になりました").waitFor();
  note("fill a form and send it back: drop → open → アプリで編集 → drop back", acts, 5);
});

it("hands on a version as of a day", async () => {
  const page = await openWindow({ persona: "suzuki" });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const { own } = await ask<{ own: { id: string } }>(page, "GET", "/api/drive/roots");
  const id = await page.evaluate(
    async (path) => ((await (await fetch(path, { method: "PUT", body: "時点" })).json()) as { id: string }).id,
    `/api/folders/${own.id}/files?name=${encodeURIComponent(`時点 ${Date.now()}.txt`)}`,
  );
  await page.goto(new URL(`/drive/files/${id}`, page.url()).href);
  const acts = new Acts(page);
  await acts.click(page.getByRole("button", { name: "共有", exact: true }));
  await acts.click(page.getByRole("dialog").getByRole("button", { name: "この版のリンク" }));
  await page.getByText("第1版のリンクをコピーしました").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+K");
  await page.getByRole("combobox").waitFor();
  await acts.press("Control+V");
  await expect.poll(() => page.getByRole("combobox").inputValue()).toContain(`/drive/files/${id}?version=1`);
  note("「11月24日時点版」: 共有 → この版のリンク → paste", acts, 3);
});
