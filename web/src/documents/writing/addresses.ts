/** Where a link in a document may lead: what others wrote is never followed blindly. The server keeps the same list. */

const SAFE = /^(https?:\/\/|mailto:|tel:)/i;
const PLAIN_HOST = /^[\w-]+(\.[\w-]+)+([/?#:].*)?$/u;

/** Browsers drop control characters inside an address before they read its scheme; so do we, before we look. */
function clean(address: string): string {
  // eslint-disable-next-line no-control-regex
  return address.replace(/[\u0000-\u0020\u007f-\u009f\u200b-\u200d\ufeff]/g, "");
}

export function isSafeAddress(address: string): boolean {
  return SAFE.test(clean(address));
}

/** What a person typed as an address, made whole: www.city.example becomes a web address. null where it leads nowhere. */
export function readAddress(typed: string): string | null {
  const address = clean(typed.normalize("NFKC"));
  if (SAFE.test(address)) return address;
  if (address.includes("@") && !address.includes("/")) return `mailto:${address}`;
  return PLAIN_HOST.test(address) ? `https:${"//"}${address}` : null;
}

export function followAddress(address: string): void {
  if (isSafeAddress(address)) window.open(clean(address), "_blank", "noopener,noreferrer");
}

/** A picture is shown only when it lies with a document here: nothing is asked of another host. */
export function isOurPicture(address: string): boolean {
  return /^\/api\/documents\/[0-9a-f-]{36}\/images\/[0-9a-f-]{36}$/i.test(address);
}
