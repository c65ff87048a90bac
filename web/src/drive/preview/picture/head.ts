/** How large a picture is, from its first bytes: asked before a browser decodes it, since that may take gigabytes. */
import type { Size } from "../pdf/usePdf";

type Reader = (bytes: DataView) => Size | null;

const ascii = (bytes: DataView, at: number, length: number) =>
  at + length > bytes.byteLength ? "" : String.fromCharCode(...new Uint8Array(bytes.buffer, bytes.byteOffset + at, length));

const readers: Readonly<Record<string, Reader>> = {
  "image/png": (bytes) => ({ width: bytes.getUint32(16), height: bytes.getUint32(20) }),
  "image/gif": (bytes) => ({ width: bytes.getUint16(6, true), height: bytes.getUint16(8, true) }),
  "image/jpeg": readJpeg,
  "image/webp": readWebp,
  "image/avif": readAvif,
};

/** Null where the head does not say: it is damaged, or not what it seemed. */
export function readSize(mediaType: string, head: ArrayBuffer): Size | null {
  try {
    const size = readers[mediaType]?.(new DataView(head)) ?? null;
    return size !== null && size.width > 0 && size.height > 0 ? size : null;
  } catch {
    // Fewer bytes than the format needs.
    return null;
  }
}

/** From segment to segment until the one that starts the frame (ITU-T T.81, B.2.2). */
function readJpeg(bytes: DataView): Size | null {
  let at = 2;
  while (at + 9 < bytes.byteLength) {
    if (bytes.getUint8(at) !== 0xff) return null;
    const marker = bytes.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { height: bytes.getUint16(at + 5), width: bytes.getUint16(at + 7) };
    at += marker === 0xff ? 1 : 2 + bytes.getUint16(at + 2);
  }
  return null;
}

/** RFC 9649: three kinds of first chunk, each with its own place for the size. */
function readWebp(bytes: DataView): Size | null {
  const kind = ascii(bytes, 12, 4);
  if (kind === "VP8X") return { width: 1 + read24(bytes, 24), height: 1 + read24(bytes, 27) };
  if (kind === "VP8 ") return { width: bytes.getUint16(26, true) & 0x3fff, height: bytes.getUint16(28, true) & 0x3fff };
  if (kind !== "VP8L") return null;
  const packed = bytes.getUint32(21, true);
  return { width: 1 + (packed & 0x3fff), height: 1 + ((packed >>> 14) & 0x3fff) };
}

function read24(bytes: DataView, at: number): number {
  return bytes.getUint8(at) | (bytes.getUint8(at + 1) << 8) | (bytes.getUint8(at + 2) << 16);
}

/** The largest of its image spatial extents (ISO/IEC 23008-12, 6.5.3). */
function readAvif(bytes: DataView): Size | null {
  let largest: Size | null = null;
  for (let at = 0; at + 16 < bytes.byteLength; at += 1) {
    if (bytes.getUint32(at) !== 0x69737065) continue;
    const size = { width: bytes.getUint32(at + 8), height: bytes.getUint32(at + 12) };
    if (largest === null || size.width * size.height > largest.width * largest.height) largest = size;
  }
  return largest;
}
