/**
 * Fails the build when the first load grows beyond its budget. Counts, gzipped, every script a first visit needs: what
 * index.html names, what those import statically, and the words of one language. Fonts and styles stand on lines of
 * their own. Heavy routes have a budget for what they add beyond the first load.
 */
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const out = fileURLToPath(new URL("../../src/zencho/static/", import.meta.url));
const FIRST_LOAD = 170_000;
/** Source module of a lazy route → bytes it may add. A route that is not built yet is skipped. */
const ROUTES = {
  "src/documents/DocumentPage.tsx": 450_000,
  "src/drive/FilePage.tsx": 110_000,
  // Without its worker (about 380 kB gzip), which the browser fetches beside it.
  "src/drive/preview/pdf/PdfView.tsx": 270_000,
};

const manifest = JSON.parse(readFileSync(join(out, ".vite/manifest.json"), "utf8"));
const sizeOf = (file) => gzipSync(readFileSync(join(out, file)), { level: 9 }).length;

function follow(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key]?.imports ?? []) follow(next, seen);
  return seen;
}

const filesOf = (keys) => new Set([...keys].map((key) => manifest[key].file).filter((file) => file.endsWith(".js")));
const total = (files) => [...files].reduce((sum, file) => sum + sizeOf(file), 0);
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

const firstKeys = follow("index.html");
for (const key of follow("src/locales/ja.ts")) firstKeys.add(key);
const first = filesOf(firstKeys);
const firstSize = total(first) + gzipSync(readFileSync(join(out, "first-paint.js"))).length;

let isOver = firstSize > FIRST_LOAD;
console.log(`first load   ${kilobytes(firstSize)} of ${kilobytes(FIRST_LOAD)} gzip`);
for (const file of first) console.log(`  ${kilobytes(sizeOf(file)).padStart(9)}  ${file}`);

for (const [route, budget] of Object.entries(ROUTES)) {
  if (!(route in manifest)) continue;
  const added = [...filesOf(follow(route))].filter((file) => !first.has(file));
  const size = total(added);
  isOver ||= size > budget;
  console.log(`${route}  ${kilobytes(size)} of ${kilobytes(budget)} gzip more`);
}

const assets = readdirSync(join(out, "assets"));
const fonts = assets.filter((name) => name.endsWith(".woff2"));
const fontBytes = fonts.reduce((sum, name) => sum + statSync(join(out, "assets", name)).size, 0);
console.log(`fonts        ${fonts.length} slices, ${kilobytes(fontBytes)}, each fetched only when its letters are shown`);
for (const name of assets.filter((each) => each.endsWith(".css"))) console.log(`style        ${kilobytes(sizeOf(`assets/${name}`))}  ${name}`);

if (isOver) {
  console.error("The budget is exceeded: make something lazy, or leave something out.");
  process.exit(1);
}
