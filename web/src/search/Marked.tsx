/** A text with what was looked for marked. */
import { Fragment } from "react";
import { splitHits } from "./marks";

export function Marked({ text, query }: { readonly text: string; readonly query: string }) {
  return splitHits(text, query).map((piece, index) =>
    piece.isHit ? (
      <mark key={index} className="bg-mark text-ink">
        {piece.text}
      </mark>
    ) : (
      <Fragment key={index}>{piece.text}</Fragment>
    ),
  );
}
