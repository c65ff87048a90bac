/** Counting deliberate acts: a click, a key chord, one thing typed or picked. Waiting and looking cost nothing. */
import type { Locator, Page } from "playwright-core";
import { dropFile } from "../drive-steps";

export class Acts {
  count = 0;

  constructor(private readonly page: Page) {}

  async click(target: Locator): Promise<void> {
    await target.waitFor();
    this.count += 1;
    await target.click();
  }

  async press(keys: string): Promise<void> {
    this.count += 1;
    await this.page.keyboard.press(keys);
  }

  /** One file from the machine's desktop. */
  async drop(onto: Locator, name: string, text: string): Promise<void> {
    await onto.waitFor();
    this.count += 1;
    await dropFile(onto, name, text);
  }

  /** Typed in one go counts once, whatever its length. */
  async type(text: string): Promise<void> {
    this.count += 1;
    await this.page.keyboard.type(text);
  }
}

export interface Row {
  readonly task: string;
  readonly ours: number;
  readonly target: number;
}

export function printRows(rows: readonly Row[]): void {
  const lines = rows.map(({ task, ours, target }) => `  ${String(ours).padStart(4)}  ${String(target).padStart(6)}  ${task}`);
  process.stdout.write(["", "  ours  target  task", ...lines, ""].join("\n"));
}
