/**
 * The words of the screen. Two lazy chunks per language, put together from one file per area
 * (`locales/<language>/<area>.json`), so that two people never edit one file. The areas below `later/` come after the
 * first screen; what needs one before waits for it. The area is the i18next namespace: `useWords("drive")("bin.restore")`.
 */
import { use } from "react";
import i18next, { type TFunction } from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";

export type Language = "ja" | "en";

type Areas = Record<string, Record<string, unknown>>;

const chunks: Record<Language, readonly [() => Promise<{ areas: Areas }>, () => Promise<{ areas: Areas }>]> = {
  ja: [() => import("../locales/ja"), () => import("../locales/ja.later")],
  en: [() => import("../locales/en"), () => import("../locales/en.later")],
};

async function loadAreas(language: Language, which: 0 | 1): Promise<void> {
  const { areas } = await chunks[language][which]();
  for (const [area, words] of Object.entries(areas)) {
    if (!i18next.hasResourceBundle(language, area)) i18next.addResourceBundle(language, area, words);
  }
}

const later = new Map<Language, Promise<void>>();

/** The words that the first screen does without. A failure is tried again. */
export function loadLaterWords(language = i18next.language as Language): Promise<void> {
  let loading = later.get(language);
  if (loading === undefined) {
    loading = loadAreas(language, 1);
    later.set(language, loading);
    loading.catch(() => later.delete(language));
  }
  return loading;
}

/** How parameters are written in a sentence: `{{free_bytes, size}}` asks for the one called size. */
type Formats = Readonly<Record<string, (value: number) => string>>;

/** A page outside the shell comes with its words: its first drawing must not be given up for them. */
export function withLaterWords<T>(load: () => Promise<T>): () => Promise<T> {
  return async () => (await Promise.all([load(), loadLaterWords()]))[0];
}

export async function startWords(language: Language, formats: Formats = {}): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: {},
    fallbackLng: false,
    defaultNS: "shell",
    interpolation: { escapeValue: false },
    react: { useSuspense: false, bindI18nStore: "added" },
  });
  for (const [name, format] of Object.entries(formats)) i18next.services.formatter?.add(name, format);
  await speak(language);
}

/** Changes the language of everything on the screen; the page keeps its place and its typed text. */
export async function speak(language: Language): Promise<void> {
  const isFirst = later.size === 0;
  await loadAreas(language, 0);
  if (!isFirst) await loadLaterWords(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

export function useWords(area: string): TFunction {
  const { t, i18n } = useTranslation(area);
  // What is drawn before the later words came waits for them, as for the chunk it came with.
  if (!i18n.hasResourceBundle(i18n.language, area)) use(loadLaterWords());
  return t;
}

/** For code outside components (toasts, announcements). */
export function getWord(area: string, key: string, params: Record<string, unknown> = {}): string {
  return i18next.t(key, { ns: area, ...params });
}

/** The first area that words this code under `problems`; undefined when none does. */
export function findProblemWords(code: string, params: Record<string, unknown>): string | undefined {
  const areas = Object.keys(i18next.store.data[i18next.language] ?? {});
  const area = areas.find((name) => i18next.exists(`problems.${code}`, { ns: name }));
  return area === undefined ? undefined : getWord(area, `problems.${code}`, params);
}
