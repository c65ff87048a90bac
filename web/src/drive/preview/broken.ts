/** Why a file cannot be shown: what is so, not whose fault. */
import { isProblem, Unreachable } from "../../kernel/problem";
import type { Source } from "./source";

export interface Broken {
  /** Words stand under `viewers:broken.<kind>`. */
  readonly kind: "damaged" | "too_large" | "picture_too_large" | "codec" | "unreachable" | "empty" | "heic" | "tiff" | "unknown";
  readonly params?: Readonly<Record<string, unknown>>;
}

/** What to tell of an error while a file was read: the way was broken, or the file is. */
export function tellBroken(error: unknown): Broken {
  return { kind: error instanceof Unreachable || isProblem(error) ? "unreachable" : "damaged" };
}

/** Why no viewer takes it. */
export function tellUnknown({ mediaType, sizeBytes }: Source): Broken {
  if (sizeBytes === 0) return { kind: "empty" };
  if (mediaType === "image/heic") return { kind: "heic" };
  if (mediaType === "image/tiff") return { kind: "tiff" };
  return { kind: "unknown" };
}
