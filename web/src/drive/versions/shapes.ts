/** What travels of a file's versions; the same shapes as `src/zencho/drive/version_shapes.py`. */
import type { Item } from "../shapes";

export interface Version {
  readonly number: number;
  readonly is_current: boolean;
  readonly how: "added" | "replaced" | "returned" | "edited" | "restored" | "chosen" | "copied";
  /** The number it was made from, where that is known. */
  readonly based_on: number | null;
  readonly name: string | null;
  readonly kept: boolean;
  readonly linked: boolean;
  /** It came too late and was never the current one. */
  readonly aside: boolean;
  /** Nobody has said yet what becomes of it. */
  readonly waits: boolean;
  readonly size_bytes: number;
  readonly media_type: string;
  readonly sha256: string;
  readonly made_by: string | null;
  readonly made_at: string;
}

export interface VersionPage {
  /** The latest first. */
  readonly versions: readonly Version[];
  /** All that lie beside the current one, with the first page. */
  readonly waiting: readonly Version[];
  readonly current: number;
  readonly next: number | null;
  readonly total: number | null;
}

export interface ReplacedItem extends Item {
  readonly outcome: "current" | "aside" | "unchanged";
  /** The number that the bytes have now. */
  readonly as_version: number;
}

export type Choice = "current" | "apart" | "leave";
