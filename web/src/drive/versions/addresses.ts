/** Where one version of a file is: a page that does not move, and its bytes. */
import { addressOf } from "../addresses";
import { sourceOf, type Source } from "../preview/source";
import type { Item } from "../shapes";
import type { Version } from "./shapes";

export function addressOfVersion(id: string, number: number): string {
  return `${addressOf("file", id)}?version=${number}`;
}

export function contentOfVersion(id: string, number: number, as: "inline" | "attachment"): string {
  return `/api/files/${id}/versions/${number}/content${as === "inline" ? "?inline=true" : ""}`;
}

/** A whole number from 1 on, as it stands in an address. */
export function readNumber(value: unknown): number | null {
  const number = typeof value === "number" ? value : typeof value === "string" ? Number(value) : Number.NaN;
  return Number.isSafeInteger(number) && number > 0 ? number : null;
}

/** The version that the page of this file shows now; null for its current one, or on another page. */
export function getShownVersion(id: string): number | null {
  return location.pathname === addressOf("file", id) ? readNumber(new URLSearchParams(location.search).get("version")) : null;
}

export function sourceOfVersion(item: Item, version: Version): Source {
  return {
    ...sourceOf(item),
    mediaType: version.media_type,
    sizeBytes: version.size_bytes,
    contentUrl: contentOfVersion(item.id, version.number, "inline"),
    downloadUrl: contentOfVersion(item.id, version.number, "attachment"),
    previewUrl: `${sourceOf(item).previewUrl}?version=${version.number}`,
  };
}
