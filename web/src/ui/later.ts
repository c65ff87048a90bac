/**
 * What the first screen does not wait for: everything that floats. Fetched on first use, or in a quiet moment after
 * the start, so that a menu still opens when the network is gone by then.
 */
import { createElement, lazy, Suspense, type ComponentType } from "react";

const WAIT_MILLISECONDS = 2000;

export const loadMenu = async () => ({ default: (await import("./MenuPopover")).MenuPopover });
export const loadDialog = async () => ({ default: (await import("./DialogPanel")).DialogPanel });

export function loadLater(loads: readonly (() => Promise<unknown>)[]): void {
  setTimeout(() => {
    // A failure here means no network: the first use tries again.
    for (const load of loads) load().catch(() => undefined);
  }, WAIT_MILLISECONDS);
}

/** A component of a feature that is fetched when it is first drawn, with nothing in its place until then. */
export function drawLater<P extends object = object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const Lazy = lazy(async () => ({ default: await load() }));
  return (props) => createElement(Suspense, { fallback: null }, createElement(Lazy as ComponentType<P>, props));
}
