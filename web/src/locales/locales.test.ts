import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { areas as enFirst } from "./en";
import { areas as enLater } from "./en.later";
import { areas as jaFirst } from "./ja";
import { areas as jaLater } from "./ja.later";

const en = { ...enFirst, ...enLater };
const ja = { ...jaFirst, ...jaLater };

const SOURCES = join(process.cwd(), "src");

function flatten(words: unknown, path = ""): Record<string, string> {
  if (typeof words === "string") return { [path]: words };
  return Object.assign({}, ...Object.entries(words as object).map(([key, value]) => flatten(value, path === "" ? key : `${path}.${key}`)));
}

/** Plural forms of English (`_one`) have no counterpart in Japanese. */
function listKeys(words: unknown): string[] {
  return [...new Set(Object.keys(flatten(words)).map((key) => key.replace(/_(one|other)$/, "")))].sort();
}

function listHoles(words: string): string[] {
  return [...words.matchAll(/\{\{(\w+)/g)].map((match) => match[1]!).sort();
}

describe.each(Object.keys(ja))("%s", (area) => {
  it("has the same keys in both languages", () => {
    expect(listKeys(en[area])).toEqual(listKeys(ja[area]));
  });

  it("has no empty words, never 文書 for what people write here, and only holes the other knows", () => {
    const english = flatten(en[area]);
    for (const [key, words] of Object.entries(flatten(ja[area]))) {
      expect(words, key).not.toBe("");
      expect(words, key).not.toMatch(/文書(?!管理)/);
      const other = english[key] ?? english[`${key}_other`] ?? "";
      for (const hole of listHoles(other)) expect(listHoles(words), key).toContain(hole);
    }
  });
});

it("has both languages for every area", () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(ja).sort());
});

/** `const t = useWords("area")` … `t("key")`: every literal key exists, in the area the name was made for. */
it("words everything the screens ask for", () => {
  const missing: string[] = [];
  for (const file of readdirSync(SOURCES, { recursive: true, encoding: "utf8" })) {
    if (!/\.tsx?$/.test(file) || file.includes(".test.")) continue;
    const source = readFileSync(join(SOURCES, file), "utf8");
    const names = [...source.matchAll(/const (\w+) = useWords\("(\w+)"\)/g)];
    const areaOf = new Map<string, Set<string>>();
    for (const [, name, area] of names) areaOf.set(name!, (areaOf.get(name!) ?? new Set()).add(area!));
    for (const [name, areas] of areaOf) {
      for (const [, key] of source.matchAll(new RegExp(`\\b${name}\\("([\\w.:]+)"`, "g"))) {
        const isKnown = [...areas].some((area) => isWorded(key!.includes(":") ? key! : `${area}:${key}`));
        if (!isKnown) missing.push(`${file}: ${key}`);
      }
    }
    for (const [, area, key] of source.matchAll(/getWord\("(\w+)", "([\w.]+)"/g)) if (!isWorded(`${area}:${key}`)) missing.push(`${file}: ${area}:${key}`);
    for (const [, key] of source.matchAll(/words: "(\w+:[\w.]+)"/g)) if (!isWorded(key!)) missing.push(`${file}: ${key}`);
  }
  expect(missing).toEqual([]);
});

function isWorded(key: string): boolean {
  const [area, path] = key.split(":") as [string, string];
  const flat = flatten(ja[area] ?? {});
  return path in flat || `${path}_other` in flat;
}
