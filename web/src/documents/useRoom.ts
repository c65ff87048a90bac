/** The room of the open page, and its state as it changes. Closing the window while something waits asks first. */
import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { holdPage } from "../kernel/leaving";
import { opening, type LiveState } from "../live/liveState";
import type { LiveRoom } from "../live/provider";
import { openRoom } from "../live/rooms";

export function useRoom(id: string, person: string): { readonly room: LiveRoom | null; readonly state: LiveState } {
  const [room, setRoom] = useState<LiveRoom | null>(null);
  useEffect(() => {
    const opened = openRoom(`document:${id}`, person);
    setRoom(opened);
    return () => {
      setRoom(null);
      opened.close();
    };
  }, [id, person]);
  const subscribe = useCallback((listener: () => void) => room?.subscribe(listener) ?? (() => undefined), [room]);
  const state = useSyncExternalStore(subscribe, () => room?.getState() ?? opening);
  const isWaiting = state.unsentSince !== null;
  useEffect(() => (isWaiting ? holdPage() : undefined), [isWaiting]);
  return { room, state };
}
