/** What last happened to a thing one works on: opened or edited by me, or edited by somebody after that. */
import type { RecentItem } from "../drive/shapes";

export interface Last {
  readonly what: "opened" | "edited" | "edited_by";
  readonly at: string;
  readonly by: string | null;
}

export function getLast({ item, opened_at, edited_at }: RecentItem, me: string): Last {
  const mine: Last =
    edited_at !== null && edited_at >= (opened_at ?? "")
      ? { what: "edited", at: edited_at, by: me }
      : { what: "opened", at: opened_at ?? edited_at ?? item.modified_at, by: me };
  const isOthers = item.kind !== "folder" && item.modified_by !== null && item.modified_by !== me && item.modified_at > mine.at;
  return isOthers ? { what: "edited_by", at: item.modified_at, by: item.modified_by } : mine;
}
