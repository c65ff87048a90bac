/** Width and case make no difference where people look for words. */
export function foldCase(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
