/** Set up once for the web unit tests: the real Japanese words, and what jsdom lacks. */
import { afterEach } from "vitest";
import { cleanup } from "@testing-library/react";
import { startWords } from "./words";

await startWords("ja");
afterEach(cleanup);

globalThis.matchMedia ??= ((query: string) => ({
  matches: false,
  media: query,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
})) as unknown as typeof matchMedia;

// Ids in our tests need no escaping; every browser has the real one.
globalThis.CSS ??= { escape: (text: string) => text } as unknown as typeof CSS;
