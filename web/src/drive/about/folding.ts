/** Tags that differ in width, case or form alone are one; the server says so in the end (`drive/names.py`). */
export const MOST_TAGS = 10;
export const MOST_CHARACTERS = 20;

export function foldTag(tag: string): string {
  return tag.normalize("NFKC").toLowerCase().trim();
}
