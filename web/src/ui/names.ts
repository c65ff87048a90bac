/** Names of people and things as text: what to draw in an avatar, and where a long name may be cut. */

const graphemes = new Intl.Segmenter("ja", { granularity: "grapheme" });

function split(text: string): string[] {
  return Array.from(graphemes.segment(text), (piece) => piece.segment);
}

/** The first characters as people see them: an old form with its variation selector stays whole. */
export function firstCharacters(name: string, count: 1 | 2 = 1): string {
  return split(name.trim()).slice(0, count).join("");
}

const TAIL_CHARACTERS = 7;
const SHORT_ENOUGH = 16;
const LONGEST_EXTENSION = 6;

/**
 * Cuts a name in two so that only the first part may be shortened: its end and extension stay, because
 * 「…第6回まで).docx」 and 「…第7回まで).docx」 differ only there. Short names stay whole.
 */
export function splitTail(name: string): readonly [head: string, tail: string] {
  const characters = split(name);
  if (characters.length <= SHORT_ENOUGH) return [name, ""];
  const dot = characters.lastIndexOf(".");
  const extension = dot > 0 && characters.length - dot <= LONGEST_EXTENSION ? characters.length - dot : 0;
  const cut = characters.length - extension - TAIL_CHARACTERS;
  return [characters.slice(0, cut).join(""), characters.slice(cut).join("")];
}
