/** A clerk makes a document from nothing: 新規, a name, headings, a table, a picture, by keyboard where that is shorter. */
import { expect, it } from "vitest";
import { deflateSync } from "node:zlib";
import { expectAccessible } from "./kit/axe";
import { openWindow } from "./kit/browser";
import { expectSaved, makeDocument, openDocument, readText, text } from "./kit/writing";

/** The editor's own note when the text around the cursor was replaced. */
const moved = /TextSelection endpoint/;

it("begins with 新規, takes a name, and is there after a reload", async () => {
  // 409: the name was taken, and the server offered a free one.
  const page = await openWindow({ persona: "sato", expected: [/status of 409/] });
  await page.getByRole("button", { name: "新規" }).click();
  await page.getByRole("menuitem", { name: "ドキュメント" }).click();
  await text(page).waitFor();
  const name = `点検の記録 ${Date.now()}`;
  await page.getByRole("button", { name: /^無題のドキュメント/ }).click();
  await page.getByRole("textbox", { name: "ドキュメントの名前" }).fill(name);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name }).waitFor();
  await page.getByText("自分だけ").waitFor();
  await text(page).click();
  await page.keyboard.type("/h2");
  await page.getByRole("option", { name: "見出し2" }).waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.insertText("1 結果");
  await page.keyboard.press("Enter");
  await page.keyboard.insertText("異常なし");
  await expectSaved(page);
  await page.reload();
  await text(page).getByRole("heading", { level: 2, name: "1 結果" }).waitFor();
  await page.getByRole("navigation", { name: "目次" }).getByRole("button", { name: "1 結果" }).waitFor();
  expect(await readText(page)).toContain("異常なし");
});

it("has a table with rows added from the toolbar, reached by keyboard", async () => {
  const page = await openWindow({ persona: "sato", expected: [moved] });
  await openDocument(page, await makeDocument(page, "表", "own"));
  await text(page).click();
  await page.keyboard.press("Alt+F10");
  const bar = page.getByRole("toolbar", { name: "書式" });
  await expect.poll(() => bar.getByRole("button", { name: "元に戻す" }).evaluate((button) => button === document.activeElement)).toBe(true);
  await page.keyboard.press("Escape");
  await bar.getByRole("button", { name: "表", exact: true }).click();
  await page.keyboard.insertText("内容");
  await page.keyboard.press("Tab");
  await page.keyboard.insertText("担当");
  await bar.getByRole("button", { name: "表の編集" }).click();
  await expectAccessible(page, "a document with its table menu open");
  await page.getByRole("menuitem", { name: "下に行を追加" }).click();
  await expect.poll(() => text(page).getByRole("row").count()).toBe(4);
  await expectSaved(page);
  await page.reload();
  await text(page).getByRole("columnheader", { name: "担当" }).waitFor();
  expect(await text(page).getByRole("row").count()).toBe(4);
});

/** A PNG of one colour, large enough to be pressed. */
function makePicture(side = 120): Buffer {
  const chunk = (type: string, content: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), content]);
    let check = 0xffffffff;
    for (const byte of body) {
      check ^= byte;
      for (let bit = 0; bit < 8; bit += 1) check = check & 1 ? (check >>> 1) ^ 0xedb88320 : check >>> 1;
    }
    const length = Buffer.alloc(4);
    length.writeUInt32BE(content.length);
    const end = Buffer.alloc(4);
    end.writeUInt32BE((check ^ 0xffffffff) >>> 0);
    return Buffer.concat([length, body, end]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((side + 1) * side, 128);
  for (let row = 0; row < side; row += 1) rows[row * (side + 1)] = 0;
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

it("keeps a picture with the document's rights, described in words, and says what is no picture", async () => {
  const page = await openWindow({ persona: "sato", expected: [/status of 415/, /status of 404/, moved] });
  await openDocument(page, await makeDocument(page, "画像", "own"));
  await text(page).click();
  await page.keyboard.insertText("図のとおり");
  const files = page.locator("input[type='file'][accept*='image/png']");
  await files.setInputFiles({ name: "図1.png", mimeType: "image/png", buffer: makePicture() });
  const picture = text(page).locator("img.bn-visual-media");
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(120);
  await picture.click();
  await page.getByRole("button", { name: "画像の説明" }).click();
  await page.getByRole("textbox", { name: /代替テキスト/ }).fill("灰色の四角");
  await page.getByRole("dialog").getByRole("button", { name: "保存" }).click();
  await expect.poll(() => picture.getAttribute("alt")).toBe("灰色の四角");
  await expectSaved(page);

  await files.setInputFiles({ name: "図2.png", mimeType: "image/png", buffer: Buffer.from("これは画像ではない") });
  await page.getByText("PNG・JPEG・GIF・WebPの画像を入れられます。").waitFor();

  const address = (await picture.getAttribute("src"))!;
  const stranger = await openWindow({ persona: "suzuki", expected: [/status of 404/] });
  expect(await stranger.evaluate(async (path) => (await fetch(path)).status, address)).toBe(404);
  expect(await page.evaluate(async (path) => (await fetch(path)).status, address)).toBe(200);
});
