/** What travels on the live socket. The server's half is `hub/frames.py` and `coedit/protocol.py`. */

export interface Subbed {
  readonly type: "subbed";
  readonly ref: string;
  readonly seq: number;
  readonly channel?: number;
  readonly writable?: boolean;
  /** The last of this tab's updates that is on disk. */
  readonly acknowledged?: number;
}

export type FromServer =
  | { readonly type: "hello"; readonly person: string; readonly paused: boolean }
  | Subbed
  | { readonly type: "refused"; readonly ref: string; readonly code: string }
  | { readonly type: "gone"; readonly ref: string; readonly code: string }
  | { readonly type: "event"; readonly ref: string; readonly seq: number; readonly name: string; readonly data: Readonly<Record<string, unknown>> }
  | { readonly type: "reload"; readonly ref: string; readonly seq: number }
  | { readonly type: "presence"; readonly ref: string; readonly persons: readonly string[]; readonly count: number }
  | { readonly type: "rights"; readonly ref: string; readonly writable: boolean }
  | { readonly type: "paused" | "resumed" | "pong" }
  | { readonly type: "bye"; readonly code: string };

/** What a room asks when its topic is opened: who writes, and how far it has read. */
export interface RoomWish {
  readonly client: number;
  readonly since: number;
}

/** Messages on a room's channel. */
export const AWARENESS = 1;
export const UPDATE = 4;
export const ACKNOWLEDGED = 5;
export const REFUSED = 6;
export const RELAYED = 7;
export const STATE = 8;
export const SYNCED = 9;
