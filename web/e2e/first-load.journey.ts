/** What a first visit costs, measured in the browser: scripts of the first screen, and that dark never flashes white. */
import { gzipSync } from "node:zlib";
import type { Response } from "playwright-core";
import { expect, it } from "vitest";
import { openWindow } from "./kit/browser";
import { getProduct } from "./kit/product";

const FIRST_LOAD_BYTES = 170_000;

it("loads no more than 170 kB of scripts before the sign-in can be used", async () => {
  const page = await openWindow({ expected: [/status of 401/] });
  const sizes: Promise<number>[] = [];
  const weigh = (response: Response) => {
    if (response.request().resourceType() === "script") sizes.push(response.body().then((body) => gzipSync(body).length));
  };
  page.on("response", weigh);
  await page.goto(getProduct().url, { waitUntil: "commit" });
  await page.getByRole("heading", { name: "サインイン" }).waitFor();
  // What comes later may still be on its way when the window closes.
  page.off("response", weigh);
  const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  expect(total).toBeGreaterThan(50_000);
  expect(total).toBeLessThanOrEqual(FIRST_LOAD_BYTES);
});

it("draws the chosen theme from the first paint", async () => {
  const page = await openWindow({ theme: "dark", expected: [/status of 401/] });
  // With every module held back, what stands is what first-paint.js and the stylesheet made.
  await page.route("**/assets/*.js", () => undefined);
  await page.goto(getProduct().url, { waitUntil: "commit" });
  await page.waitForFunction(() => getComputedStyle(document.documentElement).backgroundColor !== "rgba(0, 0, 0, 0)");
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe("rgb(26, 26, 26)");
});
