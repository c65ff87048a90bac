/** Somebody asks to be let in, as the page for what cannot be found does it. */
import type { Page } from "playwright-core";
import { expect } from "vitest";

export async function askForAccess(page: Page, id: string, reason: string): Promise<void> {
  const status = await page.evaluate(
    async ([path, why]) => {
      const headers = { "content-type": "application/json" };
      return (await fetch(path, { method: "POST", headers, body: JSON.stringify({ reason: why, role: "viewer" }) })).status;
    },
    [`/api/things/${id}/access-requests`, reason] as const,
  );
  expect(status).toBe(202);
}
