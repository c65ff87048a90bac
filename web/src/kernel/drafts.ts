/**
 * What was typed and not sent, kept in this tab: over a closed panel, a reload, a lost network. It is one person's and
 * goes when they sign out.
 */
const PREFIX = "zencho.draft.";

export function readDraft<T>(person: string, key: string): T | null {
  try {
    return JSON.parse(sessionStorage.getItem(`${PREFIX}${person}.${key}`) ?? "null") as T | null;
  } catch {
    return null;
  }
}

/** null forgets it. */
export function keepDraft(person: string, key: string, draft: unknown): void {
  const name = `${PREFIX}${person}.${key}`;
  try {
    if (draft === null) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, JSON.stringify(draft));
  } catch {
    // Full or forbidden: what is typed stays on the screen.
  }
}

export function forgetDrafts(): void {
  try {
    for (const name of Object.keys(sessionStorage)) {
      if (name.startsWith(PREFIX)) sessionStorage.removeItem(name);
    }
  } catch {
    // No storage: nothing was kept.
  }
}
