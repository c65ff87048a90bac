/**
 * Runs the live client against a server that `tests/live/test_browser_client.py` started: in Node itself, because
 * jsdom's events are not those that Node's own WebSocket dispatches.
 */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { environment: "node", include: ["src/live/real.test.ts"], setupFiles: ["src/live/realPage.ts"] },
});
