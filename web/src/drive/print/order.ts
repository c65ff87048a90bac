/** The things of a bundle in the order of paper, and the 資料番号 of each. */

/** 資料1, 別紙1, or nothing. */
export type Prefix = "document" | "annex" | "none";

export const MOST_MARK = 20;

/** One place to another; the others close up. */
export function moveTo<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const aim = Math.max(0, Math.min(list.length - 1, to));
  if (from === aim || list[from] === undefined) return list;
  const rest = list.filter((_, place) => place !== from);
  return [...rest.slice(0, aim), list[from], ...rest.slice(aim)];
}

/** What was typed stays with its thing; all others count by their place. */
export function markOf(id: string, place: number, sign: string, typed: ReadonlyMap<string, string>): string {
  return typed.get(id) ?? (sign === "" ? "" : `${sign}${place + 1}`);
}
