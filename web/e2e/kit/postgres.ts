/** The database under a product, as whoever stops or kills it sees it: the processes called postgres below ours. */
import { readdirSync, readFileSync } from "node:fs";

interface Running {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
}

/** Sends a signal to every process of the database of the product that runs as `product` -> how many there were. */
export function signalDatabase(product: number, signal: NodeJS.Signals): number {
  const all = listRunning();
  const ours = new Set([product]);
  // Parents may come after their children: a few rounds find all of them.
  for (let size = 0; size !== ours.size; ) {
    size = ours.size;
    for (const { pid, parent } of all) if (ours.has(parent)) ours.add(pid);
  }
  const database = all.filter(({ pid, name }) => ours.has(pid) && name === "postgres");
  for (const { pid } of database) {
    try {
      process.kill(pid, signal);
    } catch {
      // A backend ends when its client leaves.
    }
  }
  return database.length;
}

function listRunning(): Running[] {
  const found: Running[] = [];
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const [, name, rest] = /\((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${entry}/stat`, "utf-8")) ?? [];
      if (name !== undefined) found.push({ pid: Number(entry), parent: Number(rest), name });
    } catch {
      // Ended meanwhile.
    }
  }
  return found;
}
