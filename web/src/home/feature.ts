/** What stands on home: what waits, where one left off, and one's unit. No other page loads them. */
import type { Feature } from "../kernel/feature";
import { drawLater } from "../ui/later";
import { useWaitingCount } from "./waiting";

export const home: Feature = {
  name: "home",
  useHomeCount: useWaitingCount,
  home: [
    { id: "waiting", column: "main", order: 10, Section: drawLater(async () => (await import("./Waiting")).Waiting) },
    { id: "recent", column: "main", order: 20, Section: drawLater(async () => (await import("./Recent")).Recent) },
    { id: "starred", column: "side", order: 5, Section: drawLater(async () => (await import("./Starred")).Starred) },
    { id: "unit", column: "side", order: 10, Section: drawLater(async () => (await import("./MyUnit")).MyUnit) },
  ],
};
