/** What is on its way, kept over a reload in this tab only: a second tab must never write under the same client id. */
import type { Kept } from "./pending";

const KEEP_MILLISECONDS = 500;

/** `read` gives what is to be kept now: null where nothing waits, undefined while the kept is still to be taken back. */
export class Keeping {
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #key: string;
  readonly #read: () => Kept | null | undefined;

  constructor(ref: string, read: () => Kept | null | undefined) {
    this.#key = `zencho.unsent.${ref}`;
    this.#read = read;
    addEventListener("pagehide", this.keep);
  }

  soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.keep, KEEP_MILLISECONDS);
  }

  readonly keep = (): void => {
    const kept = this.#read();
    if (kept === undefined) return;
    try {
      if (kept === null) sessionStorage.removeItem(this.#key);
      else sessionStorage.setItem(this.#key, JSON.stringify(kept));
    } catch {
      // The storage is full or forbidden: the open tab still holds everything.
    }
  };

  /** What this person left here before the reload. */
  find(person: string): Kept | null {
    try {
      const kept = JSON.parse(sessionStorage.getItem(this.#key) ?? "null") as Kept | null;
      return kept?.person === person ? kept : null;
    } catch {
      return null;
    }
  }

  end(): void {
    clearTimeout(this.#timer);
    this.keep();
    removeEventListener("pagehide", this.keep);
  }
}
