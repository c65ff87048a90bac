/** An old path from a mail of last year leads to the file, and the page of the move says what came and what did not. */
import { expect, it } from "vitest";
import { openWindow } from "./kit/browser";
import { expectAccessible } from "./kit/axe";
import { bringOldShare } from "./kit/old-share";
import { takePicture } from "./kit/pictures";
import { ask } from "./kit/writing";

const OLD = "Z:\\契約管理課\\R7委託\\清掃 仕様書.txt";

it("finds a file by where it lay on the old server, and follows the move", async () => {
  const page = await openWindow({ persona: "kobayashi" });
  const { shared } = await ask<{ shared: { id: string; name: string }[] }>(page, "GET", "/api/drive/roots");
  const drive = shared.find((root) => root.name === "契約管理課")!;
  const { id } = await ask<{ id: string }>(page, "POST", `/api/folders/${drive.id}/folders`, { name: `旧サーバー ${Date.now()}` });
  bringOldShare("Z:\\契約管理課", id, {
    "R7委託/清掃 仕様書.txt": "清掃の仕様",
    "R7委託/ＡＢＣ.txt": "大きい",
    "R7委託/ABC.txt": "小さい",
    "R7委託/~$清掃.xlsx": "",
    "目次.lnk": "",
  });

  await page.keyboard.press("Control+K");
  await page.getByRole("combobox").fill(OLD);
  const option = page.getByRole("option", { name: /清掃 仕様書/ });
  await option.getByText(`もとの場所 ${OLD}`).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "清掃 仕様書.txt" }).waitFor();
  await page.getByText(OLD).waitFor();
  await page.getByRole("button", { name: "もとの場所をコピー" }).waitFor();
  await expectAccessible(page, "a file with an old place");

  await page.goto(new URL("/settings", page.url()).href);
  await page.getByRole("link", { name: "引っ越しの記録を見る" }).click();
  const run = page.getByRole("article").first();
  await run.getByText("完了").waitFor();
  await run.getByText("3件").first().waitFor();
  await takePicture(page, "imports");
  await run.getByRole("link", { name: "取り込めなかったものなどを見る" }).click();
  await page.getByRole("row").filter({ hasText: "ショートカットなので対象外" }).getByText("目次.lnk").waitFor();
  expect(await page.getByRole("row").count()).toBe(4);
});

it("offers nothing of it to whoever manages none of it", async () => {
  const page = await openWindow({ persona: "mori" });
  await page.goto(new URL("/settings", page.url()).href);
  await page.getByRole("heading", { name: "パスワード" }).waitFor();
  expect(await page.getByText("ファイルサーバーの引っ越し").count()).toBe(0);
  const found = await ask<{ hits: readonly { was_at: string }[] }>(page, "GET", `/api/search?query=${encodeURIComponent(OLD)}`);
  expect(found.hits.filter((hit) => hit.was_at !== "")).toEqual([]);
});
