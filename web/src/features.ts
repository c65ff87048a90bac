/** What this city hall has. Adding a feature is one line here; the shell draws only what is listed. */
import type { Feature } from "./kernel/feature";

export const features: readonly Feature[] = [];
