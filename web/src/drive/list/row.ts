/** What a list draws of one thing, and the widths its columns share with their headings. */
import type { Item, Step } from "../shapes";

export interface Row {
  readonly item: Item;
  /** When it was last changed, opened or put into the bin, and by whom. */
  readonly at: string;
  readonly by: string | null;
  /** Where it lies, in lists over several folders. */
  readonly path?: readonly Step[];
  /** In the bin: the first day it may be gone for good. */
  readonly purgedOn?: string;
}

/** "folder": who sees it, label, size. "place", "starred": where it lies. "bin": when it goes for good. */
export type Columns = "folder" | "place" | "starred" | "bin";

const place = "desk:grid-cols-[2.75rem_minmax(0,1fr)_12rem_2.5rem] wide:grid-cols-[2.75rem_minmax(0,1fr)_12.5rem_16rem_5rem_2.5rem]";

export const grids: Readonly<Record<Columns, string>> = {
  folder:
    "desk:grid-cols-[2.75rem_minmax(0,1fr)_12rem_2.5rem] wide:grid-cols-[2.75rem_minmax(0,1fr)_12.5rem_10.5rem_9.25rem_4.75rem_2.5rem]",
  place,
  starred: place,
  bin: "desk:grid-cols-[2.75rem_minmax(0,1fr)_12rem_2.5rem] wide:grid-cols-[2.75rem_minmax(0,1fr)_14rem_12rem_5rem_2.5rem]",
};

export function isPlaced(columns: Columns): boolean {
  return columns === "place" || columns === "starred";
}

export function rowOf(item: Item): Row {
  return { item, at: item.modified_at, by: item.modified_by };
}
