/** Notices as the shell sees them: the bell. */
import type { Feature } from "../kernel/feature";
import { Bell } from "./Bell";

export const notices: Feature = { name: "notices", Bell };
