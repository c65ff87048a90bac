/**
 * What the first screen does not wait for: everything that floats. Fetched on first use, or in a quiet moment after
 * the start, so that a menu still opens when the network is gone by then.
 */
const WAIT_MILLISECONDS = 2000;

export const loadMenu = async () => ({ default: (await import("./MenuPopover")).MenuPopover });
export const loadDialog = async () => ({ default: (await import("./DialogPanel")).DialogPanel });

export function loadLater(loads: readonly (() => Promise<unknown>)[]): void {
  setTimeout(() => {
    // A failure here means no network: the first use tries again.
    for (const load of loads) load().catch(() => undefined);
  }, WAIT_MILLISECONDS);
}
