/** Plain text in which addresses of this very site are links. Others stay text: nobody is led outside by a click. */
import { Link } from "@tanstack/react-router";

const ADDRESS = /https?:\/\/[^\s<>"'「」()()、。]+/g;

export function OwnLinks({ text }: { readonly text: string }) {
  return readLinks(text, location.origin).map((piece, at) =>
    piece.to === undefined ? (
      piece.text
    ) : (
      <Link key={at} to={piece.to} className="link-text break-all">
        {piece.text}
      </Link>
    ),
  );
}

interface Linked {
  readonly text: string;
  /** The path, where it lies here. */
  readonly to?: string;
}

export function readLinks(text: string, origin: string): readonly Linked[] {
  const pieces: Linked[] = [];
  let end = 0;
  for (const found of text.matchAll(ADDRESS)) {
    const to = pathHere(found[0], origin);
    if (to === undefined) continue;
    if (found.index > end) pieces.push({ text: text.slice(end, found.index) });
    pieces.push({ text: found[0], to });
    end = found.index + found[0].length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end) });
  return pieces;
}

function pathHere(address: string, origin: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  return url.origin === origin && !url.pathname.startsWith("/api/") ? `${url.pathname}${url.search}${url.hash}` : undefined;
}
