/** Which of the files that wait go together in one request. */
import { MOST_TOGETHER, MOST_TOGETHER_BYTES, SMALL_BYTES } from "./together";
import type { Upload } from "./uploads";

/** Fewer go by themselves, each with its own progress. */
const FEWEST = 5;

/** A file that needs nothing of its own on the way. */
function isSmall({ becomes, file, url, replaces }: Upload): boolean {
  return becomes === "file" && url === undefined && replaces === undefined && file.size <= SMALL_BYTES;
}

/** From the one whose turn it is on; none where that is no small one, or only few are near. */
export function gatherSmall(uploads: readonly Upload[], start: number): readonly Upload[] {
  if (!isSmall(uploads[start]!)) return [];
  const small: Upload[] = [];
  let bytes = 0;
  for (const upload of uploads.slice(start, start + 4 * MOST_TOGETHER)) {
    if (upload.state !== "waiting" || !isSmall(upload)) continue;
    bytes += upload.file.size;
    if (bytes > MOST_TOGETHER_BYTES || small.length === MOST_TOGETHER) break;
    small.push(upload);
  }
  return small.length < FEWEST ? [] : small;
}

/** How much of each is gone, where so much of all is. */
export function shareOut(small: readonly Upload[], sentBytes: number): readonly number[] {
  let left = sentBytes;
  return small.map(({ file }) => {
    const own = Math.max(0, Math.min(left, file.size));
    left -= file.size;
    return own;
  });
}
