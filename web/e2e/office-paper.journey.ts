/** An Office file as it comes onto paper, where the server has LibreOffice; where it has none, that is said. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { addressIn, openDrive } from "./drive-steps";
import { expectAccessible } from "./kit/axe";
import { takePicture } from "./kit/pictures";
import { ask } from "./kit/writing";

/** LibreOffice starts slowly on a busy machine. */
const PATIENCE = { timeout: 180_000 };
const WORD = readFileSync(fileURLToPath(new URL("../../src/zencho/static/first-steps.docx", import.meta.url)));
const RICH = "{\\rtf1\\ansi \\u28165?\\u25475?}";

async function add(page: Page, name: string, content: Buffer): Promise<string> {
  const { own } = await ask<{ own: { id: string } }>(page, "GET", "/api/drive/roots");
  return page.evaluate(
    async ([folder, named, text]) => {
      const body = Uint8Array.from(atob(text!), (letter) => letter.charCodeAt(0));
      const answer = await fetch(`/api/folders/${folder}/files?name=${encodeURIComponent(named!)}`, { method: "PUT", body });
      return ((await answer.json()) as { id: string }).id;
    },
    [own.id, name, content.toString("base64")],
  );
}

it("shows a Word file at once, and as printed when it is wanted", PATIENCE, async () => {
  const page = await openDrive("kobayashi");
  const id = await add(page, `手引き ${Date.now()}.docx`, WORD);
  await page.goto(addressIn("kobayashi", `/drive/files/${id}`));
  await page.getByRole("group", { name: /ページのうち1ページ目/ }).waitFor();
  const { state } = await ask<{ state: string }>(page, "GET", `/api/files/${id}/preview?part=paper`);
  const act = page.getByRole("button", { name: "印刷の見た目" });
  if (state === "none") {
    expect(await act.count()).toBe(0);
    return;
  }
  await act.click();
  await page.locator("canvas").first().waitFor({ timeout: 120_000 });
  expect(await act.getAttribute("aria-pressed")).toBe("true");
  await expectAccessible(page, "a Word file as printed");
  await takePicture(page, "preview-paper");
  await page.reload();
  await page.locator("canvas").first().waitFor({ timeout: 120_000 });
  await act.click();
  await page.getByRole("group", { name: /ページのうち1ページ目/ }).waitFor();
});

it("reads a file of a kind that LibreOffice alone reads, or says that it cannot", PATIENCE, async () => {
  const page = await openDrive("kobayashi");
  const id = await add(page, `案内 ${Date.now()}.rtf`, Buffer.from(RICH));
  const { state } = await ask<{ state: string }>(page, "GET", `/api/files/${id}/preview?part=paper`);
  await page.goto(addressIn("kobayashi", `/drive/files/${id}`));
  if (state === "none") {
    await page.getByText("この種類のファイルは画面では見られません").waitFor();
    return;
  }
  await page.locator("canvas").first().waitFor({ timeout: 120_000 });
  await expectAccessible(page, "a file that LibreOffice reads");
});
