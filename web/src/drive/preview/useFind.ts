/** Finding in what is shown, whatever it is made of: hits come while it is still looked through. */
import { useEffect, useState } from "react";
import { fold } from "./fold";

/** Looks for folded words, and tells all hits so far as they come, in order. */
export type Look<H> = (wanted: string, tell: (hits: readonly H[]) => void, signal: AbortSignal) => Promise<void>;

export interface Find<H> {
  readonly isOpen: boolean;
  readonly text: string;
  readonly setText: (text: string) => void;
  /** The hit gone to, from 0. */
  readonly at: number;
  readonly hits: readonly H[];
  readonly isLooking: boolean;
  readonly hit: H | undefined;
  readonly step: (by: 1 | -1) => void;
  readonly open: () => void;
  readonly close: () => void;
}

export const MOST_HITS = 10_000;
const TYPING_MILLISECONDS = 150;

/** `isAhead` says whether a hit stands at or after what is in view: the first such is gone to. */
export function useFind<H>(look: Look<H>, isAhead: (hit: H) => boolean, of: unknown): Find<H> {
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState("");
  const [hits, setHits] = useState<readonly H[]>([]);
  const [at, setAt] = useState(0);
  const [isLooking, setLooking] = useState(false);
  useEffect(() => {
    const wanted = isOpen ? fold(text).text : "";
    setHits([]);
    setAt(0);
    setLooking(wanted !== "");
    if (wanted === "") return undefined;
    const stopping = new AbortController();
    let hasGone = false;
    const tell = (found: readonly H[]) => {
      if (stopping.signal.aborted) return;
      setHits(found);
      const first = hasGone ? -1 : found.findIndex(isAhead);
      if (first < 0) return;
      hasGone = true;
      setAt(first);
    };
    const timer = setTimeout(() => void look(wanted, tell, stopping.signal).then(() => !stopping.signal.aborted && setLooking(false)), TYPING_MILLISECONDS);
    return () => {
      stopping.abort();
      clearTimeout(timer);
    };
  }, [of, text, isOpen]);
  return {
    isOpen,
    text,
    setText,
    at,
    hits,
    isLooking,
    hit: hits[at],
    step: (by) => setAt((was) => (hits.length === 0 ? 0 : (was + by + hits.length) % hits.length)),
    open: () => setOpen(true),
    close: () => setOpen(false),
  };
}
