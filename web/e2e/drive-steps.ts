/** What the drive's journeys do again and again, by what a person sees. */
import type { Locator, Page } from "playwright-core";
import { findPersona, openWindow, type WindowOptions } from "./kit/browser";

export function addressIn(persona: string, path: string): string {
  return new URL(path, findPersona(persona).url).href;
}

/** A window of this persona on a page of the drive, with its list drawn. */
export async function openDrive(persona: string, path = "/drive", options: WindowOptions = {}): Promise<Page> {
  const page = await openWindow({ ...options, persona });
  await page.goto(addressIn(persona, path));
  await page.getByRole("heading", { level: 1 }).waitFor();
  return page;
}

let made = 0;

/** A folder of this test's own, opened; its name is like no other. */
export async function makeFolder(page: Page, name: string): Promise<string> {
  made += 1;
  const whole = `${name} ${Date.now().toString(36)}${made}`;
  await page.getByRole("button", { name: "新しいフォルダー" }).first().click();
  await page.getByRole("dialog").getByLabel("名前").fill(whole);
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  return whole;
}

export async function openFolder(page: Page, name: string): Promise<void> {
  await page.getByRole("grid").getByRole("link", { name }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
}

export interface FileToGive {
  readonly name: string;
  readonly text: string;
}

/** Chooses files through 取り込む, as from the machine's own window for files. */
export async function upload(page: Page, files: readonly FileToGive[]): Promise<void> {
  const asked = page.waitForEvent("filechooser");
  await page.locator("main").getByRole("button", { name: "取り込む" }).first().click();
  const chooser = await asked;
  await chooser.setFiles(files.map(({ name, text }) => ({ name, mimeType: "application/octet-stream", buffer: Buffer.from(text) })));
}

export function row(page: Page, name: string) {
  return page.getByRole("grid").getByRole("row", { name, exact: true });
}

/** One file dropped here, as from the machine's desktop. */
export async function dropFile(onto: Locator, name: string, text: string): Promise<void> {
  const carried = await onto.page().evaluateHandle(
    ([called, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content!], called!));
      return transfer;
    },
    [name, text],
  );
  await onto.dispatchEvent("drop", { dataTransfer: carried });
}
