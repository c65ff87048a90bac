/** Journeys: a real browser against the real product, one file each, two at a time. */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: {
    environment: "node",
    include: ["e2e/**/*.journey.ts"],
    globalSetup: ["e2e/kit/product.ts"],
    // Each worker walks in a city of its own: half of a journey is waiting for a page to settle.
    maxWorkers: process.env.ZENCHO_URL ? 1 : 2,
    testTimeout: 90_000,
    hookTimeout: 300_000,
    // What is promised within a second says so itself; elsewhere a busy machine is no fault.
    expect: { poll: { timeout: 15_000 } },
    // A build server may stall for seconds: there a journey may be walked again, and says so in the report.
    retry: process.env.CI ? 2 : 0,
  },
});
