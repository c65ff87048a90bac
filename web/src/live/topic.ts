/** What one tab keeps of a topic: who listens, whose room it is, and how far it has heard. */
import type { RoomWish, Subbed } from "./messages";

/** What a listener of a topic may hear. `onMissed`: what was read before may be old, also once at the beginning. */
export interface Listener {
  readonly onEvent?: (name: string, data: Readonly<Record<string, unknown>>) => void;
  readonly onMissed?: () => void;
  readonly onGone?: (code: string) => void;
  readonly onPresence?: (persons: readonly string[], count: number) => void;
}

/** The end of a room's channel in this tab. */
export interface RoomEnd {
  readonly wish: () => RoomWish;
  readonly onOpen: (answer: Subbed) => void;
  readonly onFrame: (payload: Uint8Array) => void;
  readonly onRights: (writable: boolean) => void;
  readonly onClosed: () => void;
  readonly onGone: (code: string) => void;
}

export interface Topic {
  readonly ref: string;
  readonly listeners: Set<Listener>;
  room: RoomEnd | null;
  seq: number | null;
  channel: number | null;
  isOpen: boolean;
  wasAskedPresent: boolean;
}

export function makeTopic(ref: string): Topic {
  return { ref, listeners: new Set(), room: null, seq: null, channel: null, isOpen: false, wasAskedPresent: false };
}
