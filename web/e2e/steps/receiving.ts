/** What journeys about receive links do: a clerk makes one, somebody outside hands in. */
import type { Page } from "playwright-core";
import { openWindow } from "../kit/browser";

/** In an open folder. */
export async function makeReceiveLink(page: Page, subject: string, passphrase?: string): Promise<string> {
  await page.getByRole("button", { name: "ファイルを受け取る" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("件名(相手に見えます)").fill(subject);
  if (passphrase !== undefined) {
    await dialog.getByRole("button", { name: "合言葉・ひとこと・数の上限を足す" }).click();
    await dialog.getByLabel("合言葉(なくてもよい)").fill(passphrase);
  }
  await dialog.getByRole("button", { name: "リンクを作ってコピー" }).click();
  return readMadeLink(page);
}

export async function readMadeLink(page: Page): Promise<string> {
  return page.getByRole("dialog", { name: "受け取りリンクを作りました" }).getByLabel("受け取りリンク").inputValue();
}

/** A phone of somebody nobody knows. */
export async function openOutside(url: string, subject: string): Promise<Page> {
  const page = await openWindow({ width: "phone" });
  await page.goto(url);
  await page.getByRole("heading", { level: 1, name: subject }).waitFor();
  return page;
}

export async function pickFiles(page: Page, names: readonly string[], arrived = "届きました"): Promise<void> {
  const chosen = names.map((name) => ({ name, mimeType: "application/pdf", buffer: Buffer.from(`%PDF-1.7 ${name}`) }));
  await page.locator('input[type="file"][multiple]').setInputFiles(chosen);
  await page.getByText(arrived).nth(names.length - 1).waitFor();
}

/** Says who it is and sends -> the receipt number. */
export async function handIn(page: Page, sender: string, count: number): Promise<string> {
  await page.getByLabel("会社・団体名とお名前").fill(sender);
  await page.getByRole("button", { name: `${count}件を送る` }).click();
  await page.getByRole("heading", { name: "受け取りました" }).waitFor();
  return (await page.getByText(/^R\d+-\d{4}-\d{4}$/).innerText()).trim();
}
