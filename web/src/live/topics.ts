/** Listening to a topic from a component: what happens to a thing, or to me, while it is on the screen. */
import { useEffect, useRef } from "react";
import { live } from "./socket";

type OnEvent = (name: string, data: Readonly<Record<string, unknown>>) => void;

interface Otherwise {
  /** What was read before may be old: read it again. Called once when listening begins, and after long absence. */
  readonly onMissed?: () => void;
  /** Access was lost, or there never was any. */
  readonly onGone?: (code: string) => void;
}

/** Hears the events of `ref` ("folder:…", "person:…"); null listens to nothing. */
export function useTopic(ref: string | null, onEvent: OnEvent, otherwise: Otherwise = {}): void {
  const latest = useRef({ onEvent, otherwise });
  latest.current = { onEvent, otherwise };
  useEffect(() => {
    if (ref === null) return undefined;
    return live.listen(ref, {
      onEvent: (name, data) => latest.current.onEvent(name, data),
      onMissed: () => latest.current.otherwise.onMissed?.(),
      onGone: (code) => latest.current.otherwise.onGone?.(code),
    });
  }, [ref]);
}
