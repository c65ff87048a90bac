/** The little of lib0's encoding that the socket needs: numbers and bytes. Kept apart from Yjs, which is loaded late. */

/** Numbers as they are, bytes behind their length. */
export function encode(...parts: readonly (number | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  return join(...parts.flatMap((part) => (typeof part === "number" ? [encodeNumber(part)] : [encodeNumber(part.length), part])));
}

export function join(...pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function encodeNumber(value: number): Uint8Array {
  const out: number[] = [];
  let rest = value;
  while (rest > 127) {
    out.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  out.push(rest);
  return Uint8Array.from(out);
}

export class Reader {
  #at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  number(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.bytes[this.#at++];
      if (byte === undefined) throw new RangeError("ends too early");
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  }

  bytesHere(): Uint8Array {
    const size = this.number();
    if (this.#at + size > this.bytes.length) throw new RangeError("ends too early");
    const taken = this.bytes.subarray(this.#at, this.#at + size);
    this.#at += size;
    return taken;
  }

  text(): string {
    return new TextDecoder().decode(this.bytesHere());
  }

  rest(): Uint8Array {
    return this.bytes.subarray(this.#at);
  }
}
