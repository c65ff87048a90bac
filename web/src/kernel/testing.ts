/** Set up for every file of web unit tests: the real Japanese words, what jsdom lacks, and a clean page after each. */
import { afterEach, vi } from "vitest";
import { cleanup } from "@testing-library/react";
import { loadLaterWords, startWords } from "./words";

await startWords("ja");
await loadLaterWords();
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  localStorage.clear();
  sessionStorage.clear();
});

globalThis.matchMedia ??= ((query: string) => ({
  matches: false,
  media: query,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
})) as unknown as typeof matchMedia;

// Ids in our tests need no escaping; every browser has the real one.
globalThis.CSS ??= { escape: (text: string) => text } as unknown as typeof CSS;
