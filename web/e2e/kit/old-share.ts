/** An old share on this machine's disk, and the command that brings it into the shared drive of 契約管理課. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { } from "vitest";
import { getProduct } from "./product";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** The data folder of the running product, as its own command line says. */
function findData(): string {
  const words = readFileSync(`/proc/${getProduct().pid}/cmdline`, "utf8").split("\0");
  return words[words.indexOf("--data") + 1]!;
}

/** Brings files (path → text) that were known as `oldRoot`, into a folder of the drive by its id. */
export function bringOldShare(oldRoot: string, into: string, files: Readonly<Record<string, string>>): void {
  const folder = mkdtempSync(join(tmpdir(), "zencho-old-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const python = process.env["ZENCHO_PYTHON"] ?? join(ROOT, ".venv/bin/python");
  const command = ["-m", "zencho.entry.cli", "import-folder", folder, "--unit", "契約管理課", "--into", into];
  const rest = ["--old-root", oldRoot, "--data", findData(), "--report", join(folder, "..", "report.csv")];
  execFileSync(python, [...command, ...rest], { stdio: ["ignore", "ignore", "inherit"] });
  rmSync(folder, { recursive: true });
}
