/**
 * How the web app is built. Output goes straight into the Python package, which serves it; in development the API
 * and the live socket are handed on to a running `zencho`.
 */
import { globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import tailwindcss from "@tailwindcss/vite";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const backend = process.env["ZENCHO_BACKEND"] ?? "http://localhost:8080";

/** Every supported browser reads woff2: the older format would only double the number of font files we ship. */
function onlyWoff2(): Plugin {
  return {
    name: "only-woff2",
    enforce: "pre",
    transform(code, id) {
      if (!id.includes("@fontsource") || !id.split("?")[0]!.endsWith(".css")) return null;
      return code.replace(/,\s*url\([^)]*\.woff\)\s*format\('woff'\)/g, "");
    },
  };
}

/** React Aria carries its own few words in some thirty languages; we speak two. */
function onlyOurLanguages(): Plugin {
  return {
    name: "only-our-languages",
    enforce: "pre",
    load(id) {
      const language = /\/react-(?:aria|stately)(?:-components)?\/dist\/.*intl\/.*?([a-z]{2}-[A-Z]{2})\.m?js$/.exec(id)?.[1];
      return language === undefined || language === "ja-JP" || language === "en-US" ? null : "export default {};";
    },
  };
}

const PDF_PACKAGE = fileURLToPath(new URL("node_modules/pdfjs-dist/", import.meta.url));
const PDF_VERSION = (JSON.parse(readFileSync(`${PDF_PACKAGE}package.json`, "utf8")) as { version: string }).version;

/**
 * What PDF.js fetches while it reads: character maps, the two standard fonts that no machine has alike, and decoders of
 * rare pictures in plain JavaScript (WebAssembly would need a wider policy). Its other fonts stay out: browsers have
 * better ones, and Liberation is under the GPL. They keep their names, so their folder carries the version.
 */
function pdfParts(): Plugin {
  const parts = [
    ["cmaps", /\.bcmap$/],
    ["standard_fonts", /^Foxit(Symbol|Dingbats)\.pfb$/],
    ["wasm", /_nowasm_fallback\.js$/],
  ] as const;
  return {
    name: "pdf-parts",
    configureServer({ middlewares }) {
      middlewares.use(`/assets/pdfjs-${PDF_VERSION}`, (request, answer, next) => {
        const [, folder, name] = /^\/(\w+)\/([\w.-]+)$/.exec(request.url ?? "") ?? [];
        if (parts.some(([each, names]) => each === folder && names.test(name!))) answer.end(readFileSync(`${PDF_PACKAGE}${folder}/${name}`));
        else next();
      });
    },
    generateBundle() {
      for (const [folder, names] of parts) {
        for (const name of readdirSync(PDF_PACKAGE + folder).filter((each) => names.test(each))) {
          const source = readFileSync(`${PDF_PACKAGE}${folder}/${name}`);
          this.emitFile({ type: "asset", fileName: `assets/pdfjs-${PDF_VERSION}/${folder}/${name}`, source });
        }
      }
    },
  };
}

const tests = "src/**/*.test.{ts,tsx}";
const replacing = globSync(tests, { cwd: import.meta.dirname }).filter((file) =>
  /\bvi\.(?:mock|doMock)\(/.test(readFileSync(join(import.meta.dirname, file), "utf8")),
);

export default defineConfig({
  plugins: [onlyWoff2(), onlyOurLanguages(), pdfParts(), react(), tailwindcss()],
  build: {
    outDir: "../src/zencho/static",
    emptyOutDir: true,
    manifest: true,
    target: "es2023",
    // Everything is a file of its own: the content security policy allows no data: address for scripts or fonts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
  },
  server: {
    proxy: {
      "/api": { target: backend },
      "/live": { target: backend, ws: true },
      "/healthz": { target: backend },
    },
  },
  test: {
    environment: "jsdom",
    setupFiles: ["src/kernel/testing.ts"],
    testTimeout: 15_000,
    unstubGlobals: true,
    restoreMocks: true,
    // Most of the time went into a page and the words made anew for each file: files share them, and `testing.ts`
    // gives every test the page as it was found. A module that one file replaces would stay replaced, or already be
    // there for real: those files keep a place of their own.
    projects: [
      { extends: true, test: { name: "shared", include: [tests], exclude: [...replacing], isolate: false } },
      { extends: true, test: { name: "alone", include: replacing } },
    ],
  },
});
