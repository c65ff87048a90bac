/**
 * Mentions: `@{id}` where words travel, 「@名前」 where they are typed and read. While one types, the names that were
 * chosen are kept beside the text; what only looks like a mention stays plain text.
 */

/** Id by the name as it stands in the text, without the sign. */
export type Mentioned = Readonly<Record<string, string>>;

export interface Call {
  /** Where the sign stands. */
  readonly from: number;
  readonly query: string;
}

export type Piece = { readonly text: string } | { readonly person: string };

const MENTION = /@\{([0-9a-f-]{36})\}/g;
// An address (name@host) is no call.
const CALL = /(?:^|[^A-Za-z0-9._%+-])[@＠]([^\s@＠]{0,24})$/;

/** Words as they travelled, in pieces to be shown. */
export function readPieces(body: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const found of body.matchAll(MENTION)) {
    if (found.index > end) pieces.push({ text: body.slice(end, found.index) });
    pieces.push({ person: found[1]! });
    end = found.index + found[0].length;
  }
  if (end < body.length) pieces.push({ text: body.slice(end) });
  return pieces;
}

export function idsIn(body: string): readonly string[] {
  return readPieces(body).flatMap((piece) => ("person" in piece ? [piece.person] : []));
}

/** Typed words as they travel. Longer names first: 「山田 太」 must not take the beginning of 「山田 太郎」. */
export function toBody(text: string, mentioned: Mentioned): string {
  const names = Object.keys(mentioned).toSorted((one, other) => other.length - one.length);
  return names.reduce((body, name) => body.split(`@${name}`).join(`@{${mentioned[name]!}}`), text);
}

/** The way back, to change what was said. */
export function toText(body: string, nameOf: (id: string) => string): { readonly text: string; readonly mentioned: Mentioned } {
  let mentioned: Mentioned = {};
  const text = readPieces(body).map((piece) => {
    if ("text" in piece) return piece.text;
    const name = nameOf(piece.person);
    mentioned = { ...mentioned, [name]: piece.person };
    return `@${name}`;
  });
  return { text: text.join(""), mentioned };
}

/** Somebody is being called just before the cursor. */
export function findCall(text: string, cursor: number): Call | null {
  const query = CALL.exec(text.slice(0, cursor))?.[1];
  return query === undefined ? null : { from: cursor - query.length - 1, query };
}

/** Two people of one name are told apart by where they work. */
export function takeName(mentioned: Mentioned, name: string, detail: string, id: string): string {
  const known = mentioned[name];
  return known === undefined || known === id ? name : `${name}(${detail})`;
}
