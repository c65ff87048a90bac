/** What stands on home: what waits, where one left off, and one's unit. No other page loads them. */
import { createElement, lazy, Suspense, type ComponentType } from "react";
import type { Feature } from "../kernel/feature";
import { useWaitingCount } from "./waiting";

const loads = {
  waiting: async () => ({ default: (await import("./Waiting")).Waiting }),
  recent: async () => ({ default: (await import("./Recent")).Recent }),
  unit: async () => ({ default: (await import("./MyUnit")).MyUnit }),
};
// Whoever begins on home has them on the way before the first drawing.
if (location.pathname === "/") for (const load of Object.values(loads)) load().catch(() => undefined);

function section(load: () => Promise<{ default: ComponentType }>): ComponentType {
  const Lazy = lazy(load);
  return () => createElement(Suspense, { fallback: null }, createElement(Lazy));
}

export const home: Feature = {
  name: "home",
  useHomeCount: useWaitingCount,
  home: [
    { id: "waiting", column: "main", order: 10, Section: section(loads.waiting) },
    { id: "recent", column: "main", order: 20, Section: section(loads.recent) },
    { id: "unit", column: "side", order: 10, Section: section(loads.unit) },
  ],
};
