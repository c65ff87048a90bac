/** Where in a text the words looked for stand, so that they can be marked. Width and case do not matter. */
import { foldCase } from "../kernel/folding";

interface Piece {
  readonly text: string;
  readonly isHit: boolean;
}

/** Half-width and full-width, large and small letters are one; each character stays one character. */
function fold(text: string): string {
  return Array.from(text, (character) => {
    const plain = foldCase(character);
    return plain.length === character.length ? plain : character;
  }).join("");
}

export function splitHits(text: string, query: string): readonly Piece[] {
  const words = fold(query).split(/\s+/).filter((word) => word !== "");
  const folded = fold(text);
  const isHit = Array.from({ length: text.length }, () => false);
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) isHit.fill(true, at, at + word.length);
  }
  const pieces: { text: string; isHit: boolean }[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const last = pieces.at(-1);
    if (last !== undefined && last.isHit === isHit[at]) last.text += text.charAt(at);
    else pieces.push({ text: text.charAt(at), isHit: isHit[at] ?? false });
  }
  return pieces;
}
