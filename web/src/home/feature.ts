/** What stands on home: what waits, where one left off, and one's unit. */
import type { Feature } from "../kernel/feature";
import { MyUnit } from "./MyUnit";
import { Recent } from "./Recent";
import { Waiting } from "./Waiting";
import { useWaitingCount } from "./waiting";

export const home: Feature = {
  name: "home",
  useHomeCount: useWaitingCount,
  home: [
    { id: "waiting", column: "main", order: 10, Section: Waiting },
    { id: "recent", column: "main", order: 20, Section: Recent },
    { id: "unit", column: "side", order: 10, Section: MyUnit },
  ],
};
