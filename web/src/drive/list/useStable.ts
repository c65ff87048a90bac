/** Functions that rows are given once, so that a list of thousands is not drawn again for each of them. */
import { useMemo, useRef } from "react";

/** The same functions for the life of the list, always calling the newest: rows are drawn again only when they change. */
export function useStable<T extends Record<string, (...args: never[]) => unknown>>(newest: T): T {
  const kept = useRef(newest);
  kept.current = newest;
  return useMemo(
    () => Object.fromEntries(Object.keys(newest).map((name) => [name, (...args: never[]) => kept.current[name]!(...args)])) as T,
    // The names never change.
    [],
  );
}
