/** What the editor in the frame says, and the one word it waits for. Only its own window at its own origin counts. */
import { useEffect, useRef, type RefObject } from "react";

interface OnMessage {
  /** It has begun to draw. */
  readonly onReady: () => void;
  /** The person closed it. */
  readonly onClose: () => void;
}

export function useMessages(frame: RefObject<HTMLIFrameElement | null>, origin: string, on: OnMessage): void {
  const latest = useRef(on);
  latest.current = on;
  useEffect(() => {
    const hear = (event: MessageEvent) => {
      if (event.origin !== origin || event.source !== frame.current?.contentWindow) return;
      const said = readName(event.data);
      if (said === "App_LoadingStatus") {
        latest.current.onReady();
        const ready = JSON.stringify({ MessageId: "Host_PostmessageReady", SendTime: Date.now(), Values: {} });
        frame.current.contentWindow?.postMessage(ready, origin);
      }
      if (said === "UI_Close") latest.current.onClose();
    };
    addEventListener("message", hear);
    return () => removeEventListener("message", hear);
  }, [frame, origin]);
}

/** The name of a message; editors send JSON in a string. */
export function readName(data: unknown): string | undefined {
  if (typeof data !== "string") return undefined;
  try {
    const said: unknown = JSON.parse(data);
    const name = typeof said === "object" && said !== null && "MessageId" in said ? said.MessageId : undefined;
    return typeof name === "string" ? name : undefined;
  } catch {
    return undefined;
  }
}
