/**
 * The words of the screen. One lazy chunk per language, put together from one file per area
 * (`locales/<language>/<area>.json`), so that two people never edit one file. The area is the i18next namespace:
 * `useWords("drive")("bin.restore")`.
 */
import i18next, { type TFunction } from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";

export type Language = "ja" | "en";

type Areas = Record<string, Record<string, unknown>>;

const chunks: Record<Language, () => Promise<{ areas: Areas }>> = {
  ja: () => import("../locales/ja"),
  en: () => import("../locales/en"),
};

async function loadAreas(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, "shell")) return;
  const { areas } = await chunks[language]();
  for (const [area, words] of Object.entries(areas)) i18next.addResourceBundle(language, area, words);
}

export async function startWords(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: {},
    fallbackLng: false,
    defaultNS: "shell",
    interpolation: { escapeValue: false },
    react: { useSuspense: false, bindI18nStore: "added" },
  });
  await speak(language);
}

/** Changes the language of everything on the screen; the page keeps its place and its typed text. */
export async function speak(language: Language): Promise<void> {
  await loadAreas(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

export function useWords(area: string): TFunction {
  return useTranslation(area).t;
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
