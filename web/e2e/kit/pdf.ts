/** Small PDFs written by hand: Japanese in a font that is named and not carried, as offices send them, and hostile ones. */

export interface PdfOptions {
  /** What each page says, a line to a string. */
  readonly pages: readonly (readonly string[])[];
  /** In points; A4 when left out. */
  readonly size?: readonly [number, number];
  /** Further entries of the catalog, e.g. an action on opening. */
  readonly catalog?: string;
  /** Annotations of the first page. */
  readonly annotations?: string;
  /** What the first page draws besides, as operators. */
  readonly drawing?: string;
  /** Objects from number 5 on, e.g. what `drawing` calls. */
  readonly objects?: readonly string[];
  /** Entries of the first page's resources. */
  readonly resources?: string;
  /** Bytes of no use, to make a file as large as one with pictures. */
  readonly paddingBytes?: number;
}

const FONT = "<</Type/Font/Subtype/Type0/BaseFont/MS-Gothic/Encoding/UniJIS-UTF16-H/DescendantFonts[4 0 R]>>";
const LETTERS =
  "<</Type/Font/Subtype/CIDFontType2/BaseFont/MS-Gothic/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName/MS-Gothic/Flags 4/FontBBox[0 -137 1000 859]/ItalicAngle 0/Ascent 859/Descent -137/CapHeight 769/StemV 78>>>>";

const spell = (line: string) => Buffer.from(line, "utf16le").swap16().toString("hex");
export const stream = (text: string, entries = "") => `<<${entries}/Length ${Buffer.byteLength(text)}>>stream\n${text}\nendstream`;

export function makePdf({ pages, size = [595, 842], catalog = "", annotations = "", drawing = "", objects = [], resources = "", paddingBytes = 0 }: PdfOptions): Buffer {
  const firstPage = 5 + objects.length;
  const kids = pages.map((_, index) => `${firstPage + 2 * index} 0 R`).join(" ");
  const bodies = [
    `<</Type/Catalog/Pages 2 0 R${catalog}>>`,
    `<</Type/Pages/Count ${pages.length}/Kids[${kids}]/MediaBox[0 0 ${size.join(" ")}]>>`,
    FONT,
    LETTERS,
    ...objects,
    ...pages.flatMap((lines, index) => {
      const text = lines.map((line, row) => `BT /F 14 Tf 60 ${size[1] - 80 - row * 24} Td <${spell(line)}> Tj ET`).join("\n");
      const isFirst = index === 0;
      return [
        `<</Type/Page/Parent 2 0 R/Contents ${firstPage + 2 * index + 1} 0 R/Resources<</Font<</F 3 0 R>>${isFirst ? resources : ""}>>${isFirst && annotations ? `/Annots[${annotations}]` : ""}>>`,
        stream(isFirst ? `${text}\n${drawing}` : text),
      ];
    }),
    ...(paddingBytes > 0 ? [stream("%".repeat(paddingBytes))] : []),
  ];
  return write(bodies);
}

function write(bodies: readonly string[]): Buffer {
  const parts = ["%PDF-1.7\n"];
  const places: number[] = [];
  let at = parts[0]!.length;
  bodies.forEach((body, index) => {
    const text = `${index + 1} 0 obj\n${body}\nendobj\n`;
    places.push(at);
    at += Buffer.byteLength(text, "latin1");
    parts.push(text);
  });
  const table = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  parts.push(`xref\n0 ${bodies.length + 1}\n0000000000 65535 f \n${table}trailer\n<</Size ${bodies.length + 1}/Root 1 0 R>>\nstartxref\n${at}\n%%EOF\n`);
  return Buffer.from(parts.join(""), "latin1");
}
