/** コメント: said beside a file, answered in another window, resolved; what is typed stays; on a phone it is a sheet. */
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { addressIn, makeFolder, openDrive, openFolder, row, upload } from "./drive-steps";
import { expectAccessible } from "./kit/axe";
import { typeKanji } from "./kit/ime";
import { ask } from "./kit/writing";

const NAME = "清掃委託 見積書.txt";

/** A file of this test's own that 鈴木 may write comments on and 小林 may only read. */
async function makeShared(page: Page, name = NAME): Promise<{ readonly id: string; readonly folder: string }> {
  const folder = await makeFolder(page, "コメントのためし");
  await openFolder(page, folder);
  await upload(page, [{ name, text: "1行目\n2行目\n" }]);
  await row(page, name).getByRole("link").click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
  const id = new URL(page.url()).pathname.split("/").at(-1)!;
  for (const [reader, role] of [["鈴木 航", "commenter"], ["小林 恵", "viewer"]] as const) {
    const { principals } = await ask<{ principals: { kind: string; id: string }[] }>(page, "GET", `/api/principals?query=${encodeURIComponent(reader)}`);
    const party = { kind: "person", id: principals.find(({ kind }) => kind === "person")!.id };
    await ask(page, "POST", `/api/things/${id}/sharing`, { give: [{ party, role }] });
  }
  return { id, folder };
}

const panel = (page: Page) => page.getByRole("complementary", { name: "コメント" });
const box = (page: Page, label = "コメントを書く") => page.getByRole("textbox", { name: label });

async function openComments(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^コメント/ }).first().click();
  await box(page).waitFor();
}

it("is a conversation beside the file, live in both windows", async () => {
  const sato = await openDrive("sato");
  const { id } = await makeShared(sato);
  await openComments(sato);
  await panel(sato).getByText("コメントはまだありません").waitFor();

  const suzuki = await openDrive("suzuki", `/drive/files/${id}`);
  await openComments(suzuki);

  // The Enter that confirms kanji sends nothing, Enter breaks the line, @ calls who may read.
  await box(sato).click();
  await typeKanji(sato, "きんがく", "金額");
  await sato.keyboard.press("Enter");
  await sato.keyboard.type("@すず");
  await sato.getByRole("option", { name: /鈴木 航/ }).waitFor();
  await sato.keyboard.press("Enter");
  await sato.keyboard.type("見てください");
  expect(await box(sato).inputValue()).toBe("金額\n@鈴木 航 見てください");
  await sato.keyboard.press("Control+Enter");
  await panel(suzuki).getByText("見てください").waitFor();
  await panel(suzuki).getByText("@鈴木 航").waitFor();
  await expect.poll(() => box(sato).inputValue()).toBe("");

  await panel(suzuki).getByRole("button", { name: "返信" }).click();
  await box(suzuki, "返信を書く").fill("直しました");
  await suzuki.keyboard.press("Control+Enter");
  await panel(sato).getByText("直しました").waitFor();
  await sato.getByRole("button", { name: "コメント 2" }).waitFor();
  await expectAccessible(sato, "comments");

  // Only one's own is changed; what was deleted comes back.
  await expect.poll(() => panel(suzuki).getByRole("button", { name: /佐藤 みのりのコメントの操作/ }).count()).toBe(0);
  await panel(suzuki).getByRole("button", { name: /鈴木 航のコメントの操作/ }).click();
  await suzuki.getByRole("menuitem", { name: "コメントを直す" }).click();
  await box(suzuki, "コメントを直す").fill("3行目を直しました");
  await panel(suzuki).getByRole("button", { name: "保存" }).click();
  await panel(sato).getByText("編集済み").waitFor();
  await panel(sato).getByText("3行目を直しました").waitFor();
  await panel(suzuki).getByRole("button", { name: /鈴木 航のコメントの操作/ }).click();
  await suzuki.getByRole("menuitem", { name: "削除" }).click();
  await panel(sato).getByText("3行目を直しました").waitFor({ state: "detached" });
  await suzuki.getByRole("button", { name: "元に戻す" }).click();
  await panel(sato).getByText("3行目を直しました").waitFor();

  await panel(sato).getByRole("button", { name: "解決済みにする" }).click();
  await panel(suzuki).getByText("解決していないコメントはありません").waitFor();
  await panel(suzuki).getByRole("button", { name: "解決済みも見る 1件" }).click();
  await panel(suzuki).getByText("佐藤 みのりさんが解決済みにしました").waitFor();
  await panel(suzuki).getByRole("button", { name: "もう一度開く" }).click();
  await sato.getByRole("button", { name: "コメント 2" }).waitFor();
});

it("leads from the bell to the comment, and marks the file's row", async () => {
  const sato = await openDrive("sato");
  // Others have mentioned suzuki before, of a file of the same name.
  const name = "通知を見る 見積書.txt";
  const { id, folder } = await makeShared(sato, name);
  await openComments(sato);
  const suzuki = await openDrive("suzuki");
  await box(sato).fill("@すず");
  await sato.getByRole("option", { name: /鈴木 航/ }).click();
  await sato.keyboard.type("通知のためし");
  await sato.keyboard.press("Control+Enter");
  await panel(sato).getByText("通知のためし").waitFor();
  await suzuki.getByRole("button", { name: /通知/ }).first().click();
  await suzuki.getByRole("dialog").getByRole("button", { name: /佐藤 みのりさんがメンションしました/ }).filter({ hasText: name }).click();
  await expect.poll(() => suzuki.url()).toContain(`/drive/files/${id}?comment=`);
  await panel(suzuki).getByText("通知のためし").waitFor();

  await sato.getByRole("navigation").getByRole("link", { name: folder }).click();
  await row(sato, name).getByText("解決していないコメント 1件").waitFor({ state: "attached" });
});

it("keeps what was typed until it was sent, and says why a mention reaches nobody", async () => {
  const sato = await openDrive("sato", "/drive", { expected: [/ERR_INTERNET_DISCONNECTED|ERR_FAILED/, /WebSocket/] });
  await makeShared(sato);
  await openComments(sato);
  await box(sato).fill("送る前の\n下書き");
  await panel(sato).getByRole("button", { name: "コメントを閉じる" }).click();
  await openComments(sato);
  expect(await box(sato).inputValue()).toBe("送る前の\n下書き");
  await sato.reload();
  await box(sato).waitFor();
  expect(await box(sato).inputValue()).toBe("送る前の\n下書き");

  await sato.route("**/comments", (route) => route.abort());
  await box(sato).press("Control+Enter");
  await panel(sato).getByRole("alert").waitFor();
  expect(await box(sato).inputValue()).toBe("送る前の\n下書き");
  await sato.unroute("**/comments");
  await box(sato).press("Control+Enter");
  await panel(sato).getByText("下書き").waitFor();
  await expect.poll(() => box(sato).inputValue()).toBe("");
});

it("is a sheet at 390 px, and only read by who may only read", async () => {
  const sato = await openDrive("sato");
  const { id } = await makeShared(sato);
  await openComments(sato);
  await box(sato).fill("電話からも読めます");
  await box(sato).press("Control+Enter");
  await panel(sato).getByText("電話からも読めます").waitFor();

  const phone = await openDrive("kobayashi", "/drive", { width: "phone" });
  await phone.goto(addressIn("kobayashi", `/drive/files/${id}`));
  await phone.getByRole("button", { name: "コメント 1" }).click();
  const sheet = phone.getByRole("dialog", { name: "コメント 1" });
  await sheet.getByText("電話からも読めます").waitFor();
  await sheet.getByText("あなたはコメントを読めます", { exact: false }).waitFor();
  expect(await sheet.getByRole("button", { name: "返信" }).count()).toBe(0);
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await expectAccessible(phone, "comments, phone");
});
