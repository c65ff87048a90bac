/**
 * Pictures on their way into the document. One stands in the text only once it is stored, so nobody sees a half one;
 * until then it waits here, and one that failed stays to be tried again.
 */
import { isProblem, wordProblem } from "../../kernel/problem";
import type { Sending } from "../../kernel/sending";
import { getWord } from "../../kernel/words";
import { sendPicture } from "../../drive/upload/send";

const MOST_BYTES = 20 * 2 ** 20;
const TYPES = ["image/png", "image/jpeg", "image/gif", "image/webp"];
export const ACCEPTED = TYPES.join(",");

interface WaitingPicture {
  readonly id: number;
  readonly name: string;
  readonly preview: string;
  readonly sizeBytes: number;
  readonly sentBytes: number;
  /** Why it did not go; absent while it is being sent. */
  readonly trouble?: string;
  /** Trying again cannot help: wrong kind or too large. */
  readonly isHopeless: boolean;
}

interface Kept extends WaitingPicture {
  readonly file: File;
  /** The block after which it was dropped or pasted. */
  readonly near: string | undefined;
}

export class Pictures {
  private kept: readonly Kept[] = [];
  private lastId = 0;
  private readonly listeners = new Set<() => void>();
  private readonly running = new Map<number, Sending<{ readonly url: string }>>();

  constructor(
    private readonly document: string,
    private readonly put: (url: string, near: string | undefined) => void,
  ) {}

  readonly get = (): readonly WaitingPicture[] => this.kept;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  add(files: readonly File[], near: string | undefined): void {
    for (const file of files) {
      this.lastId += 1;
      const trouble = findTrouble(file);
      const preview = URL.createObjectURL(file);
      const kept = { id: this.lastId, name: file.name, file, near, preview, sizeBytes: file.size, sentBytes: 0, trouble, isHopeless: trouble !== undefined };
      this.change([...this.kept, kept]);
      if (trouble === undefined) void this.send(kept);
    }
  }

  again(id: number): void {
    const kept = this.kept.find((each) => each.id === id);
    if (kept !== undefined) void this.send(kept);
  }

  /** Takes it away; one on its way is stopped, and nothing of it stays. */
  leave(id: number): void {
    this.running.get(id)?.stop();
    const kept = this.kept.find((each) => each.id === id);
    if (kept !== undefined) URL.revokeObjectURL(kept.preview);
    this.change(this.kept.filter((each) => each.id !== id));
  }

  close(): void {
    for (const sending of this.running.values()) sending.stop();
    for (const { preview } of this.kept) URL.revokeObjectURL(preview);
  }

  private async send(kept: Kept): Promise<void> {
    this.replace({ ...kept, trouble: undefined, sentBytes: 0 });
    const sending = sendPicture(this.document, kept.file, (sentBytes) => this.replace({ ...kept, trouble: undefined, sentBytes }));
    this.running.set(kept.id, sending);
    try {
      const { url } = await sending.done;
      this.running.delete(kept.id);
      // Stopped in the moment it arrived: the text never asked for it.
      if (this.kept.every(({ id }) => id !== kept.id)) return;
      this.leave(kept.id);
      this.put(url, kept.near);
    } catch (error) {
      this.running.delete(kept.id);
      if (error instanceof DOMException) return;
      const isHopeless = isProblem(error, "not_a_picture") || isProblem(error, "file_too_large");
      this.replace({ ...kept, trouble: wordProblem(error), isHopeless });
    }
  }

  private replace(next: Kept): void {
    this.change(this.kept.map((each) => (each.id === next.id ? next : each)));
  }

  private change(next: readonly Kept[]): void {
    this.kept = next;
    for (const listener of this.listeners) listener();
  }
}

function findTrouble(file: File): string | undefined {
  if (!TYPES.includes(file.type)) return getWord("writing", "problems.not_a_picture");
  if (file.size > MOST_BYTES) return getWord("writing", "picture.too_large");
  return undefined;
}
