/**
 * Which version this browser took out to edit in an application, by file: kept over a reload, so that what comes back
 * days later still says what it was made from. The server's own mark ends after some hours; this one with the return.
 */
const KEY = "zencho.edited_from";
const MOST = 200;

type Taken = Readonly<Record<string, number>>;

function read(): Taken {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    if (typeof kept !== "object" || kept === null) return {};
    return Object.fromEntries(Object.entries(kept).filter(([, number]) => Number.isInteger(number) && (number as number) > 0)) as Taken;
  } catch {
    return {}; // no storage here, or not our words in it
  }
}

function write(taken: Taken): void {
  try {
    // The oldest go first: an object keeps the order in which its keys came.
    localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(Object.entries(taken).slice(-MOST))));
  } catch {
    // No room or no storage: the server's mark still knows for a day.
  }
}

export function getEditedFrom(id: string): number | null {
  return read()[id] ?? null;
}

export function rememberEditedFrom(id: string, version: number): void {
  const { [id]: _, ...rest } = read();
  write({ ...rest, [id]: version });
}

export function forgetEditedFrom(id: string): void {
  const { [id]: _, ...rest } = read();
  write(rest);
}
