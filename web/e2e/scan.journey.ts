/**
 * What comes by a receive link is looked for viruses in: the clerk sees that it waits, opens it once it is clean, and
 * is told where something was found; whoever sent it hears nothing of that.
 */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { row } from "./drive-steps";
import { expectAccessible } from "./kit/axe";
import { findPersona, openWindow, type WindowOptions } from "./kit/browser";
import { EICAR, startClamd, type Clamd } from "./kit/clamd";
import { takePicture } from "./kit/pictures";
import { startOwnProduct, type OwnProduct } from "./kit/product";
import { ask } from "./kit/writing";
import { handIn, makeReceiveLink } from "./steps/receiving";

const CLEAN = "見積書_R8.11.txt";
const BAD = "請求書_R8.11.txt";

let clamd: Clamd;
let own: OwnProduct;

beforeAll(async () => {
  clamd = await startClamd();
  own = await startOwnProduct({ ZENCHO_CLAMAV: clamd.address });
});

afterAll(async () => {
  await own?.stop();
  await clamd?.stop();
});

async function open(persona: string, path: string, options: WindowOptions = {}): Promise<Page> {
  const page = await openWindow({ ...options, product: own.product, persona });
  await page.goto(new URL(path, findPersona(persona, own.product).url).href);
  await page.getByRole("heading", { level: 1 }).waitFor();
  return page;
}

/** A folder of the clerk's own, opened -> the address of a receive link into it. */
async function openReceiving(clerk: Page, name: string): Promise<string> {
  const { own: drive } = await ask<{ own: { id: string } }>(clerk, "GET", "/api/drive/roots");
  const { id } = await ask<{ id: string }>(clerk, "POST", `/api/folders/${drive.id}/folders`, { name });
  await clerk.goto(new URL(`/drive/folders/${id}`, clerk.url()).href);
  const url = await makeReceiveLink(clerk, "見積書の提出");
  await clerk.getByRole("dialog").getByRole("button", { name: "閉じる" }).click();
  return url;
}

async function sendFrom(url: string, files: Readonly<Record<string, string>>): Promise<Page> {
  const outsider = await openWindow({ width: "phone", product: own.product });
  await outsider.goto(url);
  const chosen = Object.entries(files).map(([name, text]) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) }));
  await outsider.locator('input[type="file"][multiple]').setInputFiles(chosen);
  await outsider.getByText("届きました").nth(chosen.length - 1).waitFor();
  await handIn(outsider, "株式会社みほん", chosen.length);
  return outsider;
}

it("holds what came until it is clean, and keeps what is not", async () => {
  clamd.wait();
  const clerk = await open("sato", "/drive");
  const url = await openReceiving(clerk, "提出 R8.11");
  const outsider = await sendFrom(url, { [CLEAN]: "積算の内訳", [BAD]: EICAR });
  await clerk.getByRole("grid").getByRole("link", { name: /株式会社みほん/ }).click();
  await row(clerk, CLEAN).getByText("ウイルス確認中").waitFor();
  await expectAccessible(clerk, "a list with what is held");
  await row(clerk, CLEAN).getByRole("link").click();
  await clerk.getByText("ウイルスを確認しています").waitFor();
  expect(await clerk.getByRole("button", { name: "ダウンロード" }).count()).toBe(0);

  clamd.goOn();
  await clerk.getByText("積算の内訳").waitFor();
  await clerk.getByRole("button", { name: /^通知/ }).click();
  await clerk.getByText("外から届いたファイルにウイルスが見つかりました").first().waitFor();
  await clerk.keyboard.press("Escape");
  await clerk.goBack();
  await row(clerk, BAD).getByText("ウイルスあり").waitFor();
  await row(clerk, CLEAN).getByText("外から受け取り").waitFor();

  await row(clerk, BAD).getByRole("link").click();
  await clerk.getByText("ウイルスが見つかりました: Eicar-Signature").waitFor();
  await expectAccessible(clerk, "a file in which something was found");
  await takePicture(clerk, "virus-found");
  expect(await outsider.locator("body").innerText()).not.toMatch(/ウイルス|確認中/);

  await clerk.getByRole("button", { name: "完全に削除" }).click();
  const dialog = clerk.getByRole("alertdialog");
  await dialog.getByText("元に戻せません").waitFor();
  await dialog.getByRole("button", { name: "完全に削除" }).click();
  await clerk.getByText(`「${BAD}」を完全に削除しました`).waitFor();
  await row(clerk, CLEAN).waitFor();
  expect(await row(clerk, BAD).count()).toBe(0);
});

it("says so in English on a phone, and deletes by the keyboard", async () => {
  const clerk = await open("kobayashi", "/drive");
  const url = await openReceiving(clerk, "図面の受け取り");
  await sendFrom(url, { [BAD]: EICAR });
  await clerk.getByRole("grid").getByRole("link", { name: /株式会社みほん/ }).click();
  await row(clerk, BAD).getByText("ウイルスあり").waitFor();
  const phone = await open("kobayashi", new URL(clerk.url()).pathname, { width: "phone", language: "en" });
  await row(phone, BAD).getByText("Virus found").waitFor();
  await row(phone, BAD).getByRole("link").click();
  await phone.getByText("A virus was found: Eicar-Signature").waitFor();
  await expectAccessible(phone, "a found virus on a phone");
  await row(clerk, BAD).click();
  await clerk.keyboard.press("Delete");
  await clerk.getByRole("alertdialog").getByRole("button", { name: "完全に削除" }).press("Enter");
  await row(clerk, BAD).waitFor({ state: "detached" });
});
