/** The rules of the web house that no compiler knows: floors, lengths, Enter, and that nothing comes from outside. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";

const SOURCES = join(process.cwd(), "src");
const MOST_LINES = 350;

interface Source {
  readonly file: string;
  readonly text: string;
}

const sources: readonly Source[] = readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.(tsx?|css)$/.test(file))
  .map((file) => ({ file, text: readFileSync(join(SOURCES, file), "utf8") }));
const code = sources.filter(({ file }) => !file.includes(".test.") && /\.tsx?$/.test(file));

function listWrong(isWrong: (source: Source) => boolean, among: readonly Source[] = code): string[] {
  return among.filter(isWrong).map(({ file }) => file);
}

/** Lower stands further right; a package may import what is right of it, and the same line's others are strangers. */
const floors: readonly (readonly string[])[] = [
  ["main.tsx"],
  ["shell"],
  ["features.ts"],
  ["home", "start"],
  ["documents", "imports", "links", "webdav", "chat", "approvals", "console"],
  ["drive"],
  ["notices", "search"],
  ["people"],
  ["live"],
  ["gate", "outside"],
  ["sessions"],
  ["ui"],
  ["kernel"],
];

function getFloor(name: string): number {
  return floors.findIndex((floor) => floor.includes(name));
}

function listImports({ file, text }: Source): string[] {
  const found = [...text.matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)].map((match) => match[1]!);
  return found.map((path) => relative(SOURCES, join(SOURCES, dirname(file), path)).split("/")[0]!.replace(/^features$/, "features.ts"));
}

describe("floors", () => {
  it("places every package", () => {
    const unknown = code.map(({ file }) => file.split("/")[0]!).filter((name) => name !== "locales" && getFloor(name) < 0);
    expect([...new Set(unknown)]).toEqual([]);
  });

  it("imports downward only", () => {
    const wrong: string[] = [];
    for (const source of code) {
      const from = source.file.split("/")[0]!;
      for (const to of listImports(source)) {
        if (to === from || to === "locales" || from === "locales") continue;
        if (getFloor(to) <= getFloor(from)) wrong.push(`${source.file} → ${to}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

it("keeps files readable in a sitting", () => {
  expect(listWrong(({ text }) => text.split("\n").length > MOST_LINES, sources)).toEqual([]);
});

it("asks whether kana are being converted wherever Enter means something", () => {
  expect(listWrong(({ file, text }) => /["']Enter["']/.test(text) && !text.includes("composing\"") && file !== "kernel/composing.ts")).toEqual([]);
});

it("fetches nothing from outside and speaks to the server in one way", () => {
  expect(listWrong(({ text }) => /["'`(]https?:\/\//.test(text), sources.filter(({ file }) => !file.includes(".test.")))).toEqual([]);
  // Files are sent by XMLHttpRequest, which tells how far it is.
  const mayFetch = ["kernel/request.ts", "kernel/connection.ts", "kernel/sending.ts"];
  expect(listWrong(({ file, text }) => /\bfetch\(|XMLHttpRequest/.test(text) && !mayFetch.includes(file))).toEqual([]);
});

it("writes no style element, no markup from text, and no colour outside the roles", () => {
  expect(listWrong(({ text }) => /<style|dangerouslySetInnerHTML|\.innerHTML\s*=|insertAdjacentHTML/.test(text))).toEqual([]);
  expect(listWrong(({ text }) => /["'\s(]#[0-9a-f]{3,8}\b["'\s)]|\brgba?\(/i.test(text))).toEqual([]);
});

it("names no file by what says nothing", () => {
  const vague = /(^|\/)(core|common|utils?|helpers?|misc|managers?|services?|base|data|infos?|handlers?|processors?)(\.|\/)/;
  expect(listWrong(({ file }) => vague.test(file), sources)).toEqual([]);
});

it("re-exports nothing", () => {
  expect(listWrong(({ text }) => /^export (\*|\{[^}]*\}) from/m.test(text))).toEqual([]);
});
