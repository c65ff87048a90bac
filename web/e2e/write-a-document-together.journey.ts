/** Two clerks write the minutes at once, each in a window of their own. */
import { expect, it } from "vitest";
import { expectAccessible } from "./kit/axe";
import { openWindow } from "./kit/browser";
import { compose, confirm, typeKanji } from "./kit/ime";
import { expectSaved, makeDocument, openDocument, readText, text } from "./kit/writing";

async function openTwo(name: string) {
  const [sato, suzuki] = await Promise.all([openWindow({ persona: "sato" }), openWindow({ persona: "suzuki" })]);
  const id = await makeDocument(sato, name);
  await Promise.all([openDocument(sato, id), openDocument(suzuki, id)]);
  return { sato, suzuki, id };
}

it("shows each what the other writes, with the other's caret and name", async () => {
  const { sato, suzuki } = await openTwo("議事録");
  await text(sato).click();
  await sato.keyboard.type("佐藤が書いた一行目");
  await expectSaved(sato);
  await expect.poll(() => readText(suzuki)).toContain("佐藤が書いた一行目");

  await suzuki.getByText("佐藤が書いた一行目").click();
  await suzuki.keyboard.press("End");
  await suzuki.keyboard.press("Enter");
  await suzuki.keyboard.type("鈴木が書いた二行目");
  await expectSaved(suzuki);
  await expect.poll(() => readText(sato)).toContain("鈴木が書いた二行目");
  await expect.poll(() => sato.locator(".caret-free .caret-flag").allInnerTexts()).toEqual(["鈴木"]);
  await sato.getByRole("button", { name: /鈴木/ }).waitFor();
  await expectAccessible(sato, "a document being written");
});

it("keeps my line where it is while another writes above it", async () => {
  const { sato, suzuki } = await openTwo("長い議事録");
  await text(sato).click();
  for (let line = 1; line <= 40; line += 1) {
    await sato.keyboard.insertText(`${line}行目`);
    await sato.keyboard.press("Enter");
  }
  await sato.keyboard.insertText("ここを見ている");
  await expectSaved(sato);
  await expect.poll(() => readText(suzuki)).toContain("ここを見ている");
  const mine = sato.getByText("ここを見ている");
  const before = await mine.boundingBox();

  await suzuki.locator("#page").evaluate((page) => page.scrollTo(0, 0));
  await suzuki.getByText("1行目", { exact: true }).click();
  await suzuki.keyboard.press("End");
  for (let line = 1; line <= 5; line += 1) {
    await suzuki.keyboard.press("Enter");
    await suzuki.keyboard.insertText(`上に足した${line}`);
  }
  await expect.poll(() => readText(sato)).toContain("上に足した5");
  const after = await mine.boundingBox();
  expect(Math.abs(after!.y - before!.y)).toBeLessThan(4);
});

it("lets a conversion go on while another writes in the same line, and keeps Enter for the kanji", async () => {
  const { sato, suzuki } = await openTwo("変換");
  await text(sato).click();
  await sato.keyboard.insertText("担当課");
  await expect.poll(() => readText(suzuki)).toContain("担当課");
  await compose(sato, "けいやくきそく");

  await suzuki.getByText("担当課").click();
  await suzuki.keyboard.press("Home");
  await suzuki.keyboard.insertText("[鈴木]");
  await expect.poll(() => readText(sato)).toContain("[鈴木]担当課");

  await confirm(sato, "契約規則");
  await expect.poll(() => readText(sato)).toContain("[鈴木]担当課契約規則");
  await expect.poll(() => readText(suzuki)).toContain("[鈴木]担当課契約規則");
  // The Enter that confirmed broke no line: what is typed next stands behind the kanji.
  await sato.keyboard.insertText("第4条");
  await expect.poll(() => readText(suzuki)).toContain("契約規則第4条");
});

it("follows the reading after ＠ while converting, and takes Enter only afterwards", async () => {
  const { sato, suzuki } = await openTwo("担当");
  await text(sato).click();
  await typeKanji(sato, "＠", "＠");
  await compose(sato, "さとうみ");
  await sato.getByRole("option", { name: "佐藤 みのり 契約管理課" }).waitFor();
  await sato.getByText("変換中 確定すると選べます").waitFor();
  await confirm(sato, "佐藤み");
  // The Enter of the conversion chose nobody.
  expect(await readText(sato)).toContain("＠佐藤み");
  await sato.getByRole("option", { name: "佐藤 みのり 契約管理課" }).waitFor();
  await expect.poll(() => sato.getByText("変換中").count()).toBe(0);
  await sato.keyboard.press("Enter");
  await suzuki.locator(".mention", { hasText: "佐藤" }).waitFor();
  expect(await readText(sato)).not.toContain("＠佐藤み");
});
