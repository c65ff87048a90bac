/** Finding as people mean it: width, case, hiragana or katakana and spaces make no difference. */
import { foldCase } from "../../kernel/folding";

export interface Folded {
  readonly text: string;
  /** For each letter of `text`, where in the original what it came from begins and ends. */
  readonly from: readonly number[];
  readonly to: readonly number[];
}

export interface Hit {
  readonly start: number;
  readonly end: number;
}

// A half-width kana and its sound mark are one letter.
const LETTERS = /[^](?:\uff9e|\uff9f|\u3099|\u309a)?/gu;

export function fold(text: string): Folded {
  const letters: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  for (const { 0: letter, index } of text.matchAll(LETTERS)) {
    const plain = letter < "\u0080" ? letter.toLowerCase() : foldLetter(letter);
    if (plain.trim() === "") continue;
    for (let unit = 0; unit < plain.length; unit += 1) {
      from.push(index);
      to.push(index + letter.length);
    }
    letters.push(plain);
  }
  return { text: letters.join(""), from, to };
}

function foldLetter(letter: string): string {
  return foldCase(letter).replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
}

/** Every place of `wanted` (folded before) in the text, in its own offsets. */
export function findAll({ text, from, to }: Folded, wanted: string): Hit[] {
  const hits: Hit[] = [];
  if (wanted === "") return hits;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    hits.push({ start: from[at]!, end: to[at + wanted.length - 1]! });
  }
  return hits;
}
