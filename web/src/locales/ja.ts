/** The areas of this language that the first screen needs, gathered so that they travel as one chunk. */
const files = import.meta.glob<Record<string, unknown>>("./ja/*.json", { eager: true, import: "default" });

export const areas: Record<string, Record<string, unknown>> = Object.fromEntries(
  Object.entries(files).map(([path, words]) => [path.slice("./ja/".length, -".json".length), words]),
);
