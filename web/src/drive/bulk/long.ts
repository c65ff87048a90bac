/** Acts that may take long: told by a toast when they are short, by the panel with its bar and stop when they are not. */
import type { LucideIcon } from "lucide-react";
import { getWord } from "../../kernel/words";
import { showToast } from "../../ui/toasts";
import { startTask, type Running } from "./tasks";

/** From here on one waits long enough to want to know how far it is. */
const WORTH_TELLING = 100;

/** `key` words it while it runs (`takeout:bulk.…`); nothing is begun for short work. */
export function startLong(key: string, count: number): Running | undefined {
  return count < WORTH_TELLING ? undefined : startTask(getWord("takeout", key, { count }), count);
}

/** What was done, with its way back; where it was stopped the words say so. */
export function tellEnd(task: Running | undefined, words: string, { icon, undo }: { readonly icon?: LucideIcon; readonly undo?: () => void }): void {
  if (task === undefined) showToast({ words, icon, undo: undo && { act: undo } });
  else if (task.isStopped()) task.end({ words: getWord("takeout", "bulk.stopped", { words }), state: "stopped", undo });
  else task.end({ words, state: "done", undo });
}
