/** What travels between documents and the page; the same shapes as `src/zencho/documents/shapes.py`. */

export interface LeftOut {
  readonly code: string;
  readonly count: number;
  /** The heading it stood under; empty before the first. */
  readonly where: string;
}

export interface DocumentMade {
  readonly id: string;
  readonly left_out: readonly LeftOut[];
}

export interface DocumentShape {
  readonly id: string;
  readonly source: "blank" | "word" | "markdown";
  readonly left_out: readonly LeftOut[];
  readonly abilities: readonly string[];
}
