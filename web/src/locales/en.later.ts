/** The areas of this language that the first screen does without. */
const files = import.meta.glob<Record<string, unknown>>("./en/later/*.json", { eager: true, import: "default" });

export const areas: Record<string, Record<string, unknown>> = Object.fromEntries(
  Object.entries(files).map(([path, words]) => [path.slice("./en/later/".length, -".json".length), words]),
);
