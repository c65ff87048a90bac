import { expect, it } from "vitest";
import { isComposing, isEnter } from "./composing";

it("takes only an Enter that was meant as one", () => {
  expect(isEnter({ key: "Enter", keyCode: 13, isComposing: false })).toBe(true);
  expect(isEnter({ key: "Enter", keyCode: 13, isComposing: true })).toBe(false);
  expect(isEnter({ key: "Enter", keyCode: 13, nativeEvent: { isComposing: true } })).toBe(false);
  // Safari: the confirming Enter comes after compositionend, marked only by its code.
  expect(isEnter({ key: "Enter", keyCode: 229, isComposing: false })).toBe(false);
  expect(isComposing({ key: "Process", keyCode: 229 })).toBe(true);
});
