/** Set up for every file of web unit tests: the real Japanese words, what jsdom lacks, and a clean page after each. */
import { afterEach, vi } from "vitest";
import { cleanup } from "@testing-library/react";
import i18next from "i18next";
import { loadLaterWords, speak, startWords } from "./words";

// Started anew they would lose the later ones, which are fetched once for all files.
await (i18next.isInitialized ? speak("ja") : startWords("ja"));
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
