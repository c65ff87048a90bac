/**
 * How the web app is built. Output goes straight into the Python package, which serves it; in development the API
 * and the live socket are handed on to a running `zencho`.
 */
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

export default defineConfig({
  plugins: [onlyWoff2(), onlyOurLanguages(), react(), tailwindcss()],
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
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/kernel/testing.ts"],
    testTimeout: 15_000,
  },
});
