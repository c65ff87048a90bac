/**
 * What a person chose about how the screen looks and speaks: theme, language, density, calendar. Kept in this
 * browser and applied to the root element. Everything else reads the root element or `usePreferences`.
 */
import { useSyncExternalStore } from "react";
import { speak, type Language } from "./words";

export type Theme = "system" | "light" | "dark" | "contrast";
type Density = "compact" | "standard" | "roomy";
export type Era = "wareki" | "western";

interface Preferences {
  readonly theme: Theme;
  readonly language: Language;
  readonly density: Density;
  readonly era: Era;
}

const KEY = "zencho.preferences";
const listeners = new Set<() => void>();

/** The first of each is what a person who never chose gets. */
const allowed: { readonly [K in keyof Preferences]: readonly Preferences[K][] } = {
  theme: ["system", "light", "dark", "contrast"],
  language: ["ja", "en"],
  density: ["standard", "compact", "roomy"],
  era: ["wareki", "western"],
};

/** Reads what is kept, dropping anything an older version or a curious hand left behind. */
export function readPreferences(text: string | null): Preferences {
  let kept: Record<string, unknown> = {};
  try {
    const parsed: unknown = JSON.parse(text ?? "{}");
    if (typeof parsed === "object" && parsed !== null) kept = parsed as Record<string, unknown>;
  } catch {
    // Unreadable is the same as never chosen.
  }
  const pick = <K extends keyof Preferences>(key: K): Preferences[K] =>
    allowed[key].find((choice) => choice === kept[key]) ?? allowed[key][0]!;
  return { theme: pick("theme"), language: pick("language"), density: pick("density"), era: pick("era") };
}

let current = readPreferences(readKept());

function readKept(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export function getPreferences(): Preferences {
  return current;
}

/** The theme really drawn, with "system" resolved from what the machine asks for. */
function resolveTheme(theme: Theme): Exclude<Theme, "system"> {
  if (theme !== "system") return theme;
  if (matchMedia("(prefers-contrast: more)").matches) return "contrast";
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

function apply(): void {
  const root = document.documentElement;
  root.dataset["theme"] = resolveTheme(current.theme);
  root.dataset["density"] = current.density;
}

export function setPreferences(change: Partial<Preferences>): void {
  const before = current;
  current = { ...current, ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // Private windows may refuse storage; the choice then lasts as long as the tab.
  }
  apply();
  if (current.language !== before.language) void speak(current.language);
  for (const listener of listeners) listener();
}

export function watchMachineTheme(): void {
  for (const query of ["(prefers-contrast: more)", "(prefers-color-scheme: dark)"]) {
    matchMedia(query).addEventListener("change", apply);
  }
  apply();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, getPreferences);
}
