/** Accessibility of what is on the screen now: WCAG 2.2 A and AA, no rule left out. */
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect } from "vitest";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What a theme alone may break: everything else is the same page as in the theme before. */
const colourRules = ["color-contrast", "link-in-text-block"];

export async function expectAccessible(page: Page, where: string, only?: "colours"): Promise<void> {
  await untilStill(page);
  // Legacy: without the second page in which results of other origins' frames would be joined; we have no such frame.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await (only ? axe.withRules(colourRules) : axe.withTags(tags)).analyze();
  const found = violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id} at ${node.target.join(" ")}: ${node.failureSummary}`),
  );
  expect(found, where).toEqual([]);
}

/** Waits for fades and slides to end: half-way through one, text stands on a colour nobody chose. */
async function untilStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter((each) => each.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map((each) => each.finished));
  });
}
