/** Bytes into letters, in slices between which the page may breathe. */

const SLICE_BYTES = 2 ** 18;

/** Gives the screen and the keys their turn. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** The charset that the server found in the bytes; where it named none, UTF-8 when they are, else CP932. */
export function charsetOf(mediaType: string, bytes: ArrayBuffer): string {
  const named = /charset=([\w-]+)/.exec(mediaType)?.[1];
  if (named !== undefined) return named;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes.slice(0, SLICE_BYTES), { stream: true });
    return "utf-8";
  } catch {
    return "shift_jis";
  }
}

/** Slices of text, in order; the mark at the beginning of UTF-8 and UTF-16 is no text. */
export async function* decode(bytes: ArrayBuffer, charset: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(charset);
  for (let at = 0; at < bytes.byteLength; at += SLICE_BYTES) {
    const isLast = at + SLICE_BYTES >= bytes.byteLength;
    yield decoder.decode(bytes.slice(at, at + SLICE_BYTES), { stream: !isLast });
    await breathe();
  }
}
