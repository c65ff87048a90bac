import { expect, it } from "vitest";
import { findDiffering } from "./lineDiff";

function differing(older: string, newer: string): [number[], number[]] {
  const found = findDiffering([...older], [...newer])!;
  return [[...found.older], [...found.newer]];
}

it.each([
  ["", "", [], []],
  ["abc", "abc", [], []],
  ["abc", "abxc", [], [2]],
  ["abcabba", "cbabac", [0, 1, 5], [1, 5]],
  ["ab", "xy", [0, 1], [0, 1]],
  ["abc", "", [0, 1, 2], []],
] as const)("%s against %s", (older, newer, left, right) => {
  const [only, added] = differing(older, newer);
  expect(only.length + added.length).toBe(left.length + right.length);
  const kept = (text: string, gone: readonly number[]) => [...text].filter((_, at) => !gone.includes(at)).join("");
  expect(kept(older, only)).toBe(kept(newer, added));
});

it("agrees with the longest common run of made-up texts", () => {
  let seed = 7;
  const next = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
  for (let round = 0; round < 200; round += 1) {
    const make = () => Array.from({ length: Math.floor(next() * 14) }, () => "abc"[Math.floor(next() * 3)]!);
    const [older, newer] = [make(), make()];
    const found = findDiffering(older, newer)!;
    expect(older.filter((_, at) => !found.older.has(at))).toEqual(newer.filter((_, at) => !found.newer.has(at)));
    expect(older.length - found.older.size).toBe(longest(older, newer));
  }
});

function longest(older: readonly string[], newer: readonly string[]): number {
  const table = Array.from({ length: older.length + 1 }, () => Array.from({ length: newer.length + 1 }, () => 0));
  for (let x = 1; x <= older.length; x += 1) {
    for (let y = 1; y <= newer.length; y += 1) {
      table[x]![y] = older[x - 1] === newer[y - 1] ? table[x - 1]![y - 1]! + 1 : Math.max(table[x - 1]![y]!, table[x]![y - 1]!);
    }
  }
  return table[older.length]![newer.length]!;
}

it("gives up on what differs in very many lines", () => {
  const make = (letter: string) => Array.from({ length: 3000 }, (_, at) => `${letter}${at}`);
  expect(findDiffering(make("a"), make("b"))).toBeNull();
});
