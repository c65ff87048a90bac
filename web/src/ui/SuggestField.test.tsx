import { fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, it, vi } from "vitest";
import { SuggestField } from "./SuggestField";

const units = [
  { id: "1", words: "契約管理課" },
  { id: "2", words: "会計課" },
];

function Box({ onChoose }: { readonly onChoose: (id: string) => void }) {
  const [typed, setTyped] = useState("");
  return (
    <SuggestField
      label="課"
      value={typed}
      onChange={setTyped}
      groups={typed === "" ? [] : [{ id: "units", name: "課", choices: units }]}
      onChoose={(unit) => onChoose(unit.id)}
    />
  );
}

function open(onChoose: (id: string) => void = () => undefined) {
  render(<Box onChoose={onChoose} />);
  const box = screen.getByRole("combobox", { name: "課" });
  box.focus();
  fireEvent.change(box, { target: { value: "けい" } });
  return box;
}

it("chooses the first with Enter: two characters are enough", () => {
  const onChoose = vi.fn();
  const box = open(onChoose);
  fireEvent.keyDown(box, { key: "Enter", keyCode: 13 });
  expect(onChoose).toHaveBeenCalledWith("1");
});

it("moves with the arrows and tells readers which is active", () => {
  const onChoose = vi.fn();
  const box = open(onChoose);
  fireEvent.keyDown(box, { key: "ArrowDown", keyCode: 40 });
  expect(document.getElementById(box.getAttribute("aria-activedescendant")!)?.textContent).toBe("会計課");
  fireEvent.keyDown(box, { key: "Enter", keyCode: 13 });
  expect(onChoose).toHaveBeenCalledWith("2");
});

it("takes no key while kana become kanji, and says so", () => {
  const onChoose = vi.fn();
  const box = open(onChoose);
  fireEvent.compositionStart(box);
  fireEvent.keyDown(box, { key: "Enter", keyCode: 229 });
  fireEvent.keyDown(box, { key: "ArrowDown", keyCode: 40, isComposing: true });
  expect(onChoose).not.toHaveBeenCalled();
  expect(screen.getByText("変換中 確定すると選べます")).toBeTruthy();
  fireEvent.compositionEnd(box);
  fireEvent.keyDown(box, { key: "Enter", keyCode: 13 });
  expect(onChoose).toHaveBeenCalledWith("1");
});

it("closes the list with Esc before anything around it hears", () => {
  const around = vi.fn();
  const box = open();
  document.addEventListener("keydown", around);
  fireEvent.keyDown(box, { key: "Escape", keyCode: 27 });
  document.removeEventListener("keydown", around);
  expect(box.getAttribute("aria-expanded")).toBe("false");
});
