/**
 * Letters for a PDF that names a font without carrying it, on a machine that has none like it: our own Noto Sans JP,
 * slice by slice. PDF.js asks the machine first; what it takes back because it was not there is given by us.
 */

/** Fonts of open PDFs that are ours, by the family PDF.js draws with. */
const ours = new Set<string>();
let arrivals = 0;
let users = 0;

/** The document as PDF.js sees it: the same, but we hear of fonts that the machine does not have. */
export function makeOwnerDocument(): HTMLDocument {
  const fonts = {
    add: (face: FontFace) => document.fonts.add(face),
    delete: (face: FontFace) => {
      const isMissing = face.status === "error";
      if (isMissing) addOurs(face.family);
      return document.fonts.delete(face);
    },
  };
  return new Proxy(document, {
    get(target, key) {
      if (key === "fonts") return fonts;
      const value: unknown = Reflect.get(target, key);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  }) as HTMLDocument;
}

function addOurs(quoted: string): void {
  const family = quoted.replace(/^"|"$/g, "");
  if (ours.has(family)) return;
  ours.add(family);
  arrivals += 1;
  for (const { style } of listSlices()) {
    const source = style.getPropertyValue("src");
    document.fonts.add(new FontFace(family, source, { unicodeRange: style.getPropertyValue("unicode-range") }));
  }
}

function listSlices(): CSSFontFaceRule[] {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  return rules.filter(
    (rule): rule is CSSFontFaceRule =>
      rule instanceof CSSFontFaceRule && rule.style.getPropertyValue("font-family").includes("Noto Sans JP") && rule.style.getPropertyValue("font-weight") === "400",
  );
}

/** How often letters came that were missing before: a page drawn at another count may lack some. */
export function countArrivals(): number {
  return arrivals;
}

/** Fetches the slices that hold these letters. */
export async function loadOurs(letters: string): Promise<void> {
  const wanted = [...new Set(letters)].join("");
  for (const family of ours) {
    const font = `16px "${family}"`;
    if (document.fonts.check(font, wanted)) continue;
    await document.fonts.load(font, wanted);
    arrivals += 1;
  }
}

/** While a PDF is open; two may be, side by side. -> Called when it is closed: after the last, all of ours go. */
export function holdOurs(): () => void {
  users += 1;
  return () => {
    users -= 1;
    if (users === 0) forgetOurs();
  };
}

function forgetOurs(): void {
  for (const face of [...document.fonts]) if (ours.has(face.family.replace(/^"|"$/g, ""))) document.fonts.delete(face);
  ours.clear();
}
