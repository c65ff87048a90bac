/** Pictures of the product for the README and the pages of `docs/` that show them, taken on the way by journeys when `PICTURES=1`. */
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";

const FOLDER = fileURLToPath(new URL("../../../docs/pictures/", import.meta.url));

export async function takePicture(page: Page, name: string): Promise<void> {
  if (process.env["PICTURES"] !== "1") return;
  await mkdir(FOLDER, { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${FOLDER}${name}.png` });
}
