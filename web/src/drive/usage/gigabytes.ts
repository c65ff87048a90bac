/** What a person writes as a number of gigabytes, full-width digits and commas too. */
const GIGABYTE = 2 ** 30;
const LEAST_BYTES = 2 ** 20;
const MOST_BYTES = 1_000_000 * GIGABYTE;

/** In bytes; null for none, undefined for what is no such number. */
export function readGigabytes(text: string): number | null | undefined {
  const written = text.normalize("NFKC").replaceAll(",", "").trim();
  if (written === "") return null;
  if (!/^\d+(\.\d+)?$/.test(written)) return undefined;
  const bytes = Math.round(Number(written) * GIGABYTE);
  return bytes >= LEAST_BYTES && bytes <= MOST_BYTES ? bytes : undefined;
}

export function writeGigabytes(bytes: number): string {
  return String(Number((bytes / GIGABYTE).toFixed(3)));
}
