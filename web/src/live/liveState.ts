/** How a document written together stands in this tab: what a screen shows of it. */

export interface LiveState {
  /** opening: nothing to show yet. lost: reading was taken away, or never given. */
  readonly phase: "opening" | "live" | "offline" | "lost";
  readonly canWrite: boolean;
  /** Why writing (or reading) ended while the page was open: a code, and since when (milliseconds since 1970). */
  readonly stopped: { readonly code: string; readonly since: number } | null;
  /** When something of mine was last said to be on disk. */
  readonly savedAt: number | null;
  readonly unsentSince: number | null;
  readonly unsentCharacters: number;
}

export const opening: LiveState = { phase: "opening", canWrite: false, stopped: null, savedAt: null, unsentSince: null, unsentCharacters: 0 };
