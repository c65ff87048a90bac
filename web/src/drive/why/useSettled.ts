/** What is typed, once no key came for a moment: what the server is asked for. */
import { useEffect, useState } from "react";

const SETTLED_MILLISECONDS = 200;

export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLED_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [text]);
  // An emptied box shows the whole list at once.
  return text === "" ? "" : settled;
}
