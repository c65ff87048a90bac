import { expect, it } from "vitest";
import { getPreferences, readPreferences, setPreferences } from "./preferences";

it("gives the first choice to whoever never chose, and drops what it does not know", () => {
  const untouched = { theme: "system", language: "ja", density: "standard", era: "wareki" };
  expect(readPreferences(null)).toEqual(untouched);
  expect(readPreferences("not json")).toEqual(untouched);
  expect(readPreferences("null")).toEqual(untouched);
  expect(readPreferences('{"theme":"neon","density":"roomy"}')).toEqual({ ...untouched, density: "roomy" });
});

it("keeps a choice and draws it", () => {
  setPreferences({ theme: "contrast", density: "compact" });
  expect(document.documentElement.dataset["theme"]).toBe("contrast");
  expect(document.documentElement.dataset["density"]).toBe("compact");
  expect(readPreferences(localStorage.getItem("zencho.preferences"))).toEqual(getPreferences());
  setPreferences({ theme: "system", density: "standard" });
});
