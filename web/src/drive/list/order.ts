/**
 * Putting what changed into a list that is already on the screen, at the place the server would give it. Names compare
 * as the server compares them: width and case folded, numbers by value, then by code point.
 */
import { foldCase } from "../../kernel/folding";
import type { Item } from "../shapes";

export type Sort = "name" | "modified";

export function sortKey(name: string): string {
  const folded = foldCase(name).normalize("NFKC");
  return folded
    .replace(/[\u{fe00}-\u{fe0f}\u{e0100}-\u{e01ef}]/gu, "")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/\d+/g, (digits) => digits.replace(/^0+/, "").padStart(8, "0"));
}

/** By code points: a plain string comparison would put rare kanji (surrogate pairs) before others. */
function comparePoints(one: string, other: string): number {
  const left = Array.from(one);
  const right = Array.from(other);
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const difference = left[at]!.codePointAt(0)! - right[at]!.codePointAt(0)!;
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

export function compareItems(sort: Sort): (one: Item, other: Item) => number {
  const rank = (item: Item) => (item.kind === "folder" ? 0 : 1);
  return (one, other) => {
    const byRank = rank(one) - rank(other);
    if (byRank !== 0) return byRank;
    const second =
      sort === "name"
        ? comparePoints(sortKey(one.name), sortKey(other.name))
        : Date.parse(other.modified_at) - Date.parse(one.modified_at);
    return second !== 0 ? second : comparePoints(one.id, other.id);
  };
}

export interface Loaded {
  readonly items: readonly Item[];
  /** More lies behind the last one. */
  readonly hasMore: boolean;
  readonly total: number;
}

export interface Change {
  /** As they are now; those not in the list are added. */
  readonly items: readonly Item[];
  readonly gone: readonly string[];
}

/** The list after a change. What belongs behind the loaded part is only counted: it comes with its page. */
export function mergeChange(list: Loaded, change: Change, sort: Sort): Loaded {
  const known = new Set(list.items.map((item) => item.id));
  const changed = new Set(change.items.map((item) => item.id));
  const gone = new Set(change.gone.filter((id) => !changed.has(id)));
  const kept = list.items.filter((item) => !changed.has(item.id) && !gone.has(item.id));
  const compare = compareItems(sort);
  const last = list.items.at(-1);
  const isWithin = (item: Item) => !list.hasMore || last === undefined || compare(item, last) <= 0;
  const shown = change.items.filter((item) => isWithin(item));
  const added = change.items.filter((item) => !known.has(item.id)).length;
  const removed = list.items.filter((item) => gone.has(item.id)).length;
  return {
    items: [...kept, ...shown].sort(compare),
    hasMore: list.hasMore,
    total: list.total + added - removed,
  };
}
