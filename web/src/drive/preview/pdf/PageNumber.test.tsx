/** The field for a page goes where it is told to, and nowhere when it was only looked at. */
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { PageNumber } from "./PageNumber";

function open() {
  const onGo = vi.fn();
  render(<PageNumber current={3} count={24} onGo={onGo} />);
  return { onGo, field: screen.getByRole<HTMLInputElement>("textbox", { name: "ページ番号" }) };
}

it("stays where one is when the field is only passed through", async () => {
  const { onGo, field } = open();
  await userEvent.click(field);
  await userEvent.tab();
  expect(onGo).not.toHaveBeenCalled();
});

it.each([["１２", 12], ["999", 24]])("goes to what was typed when the field is left: %s", async (typed, page) => {
  const { onGo, field } = open();
  await userEvent.clear(field);
  await userEvent.type(field, typed);
  await userEvent.tab();
  expect(onGo.mock.calls).toEqual([[page]]);
});

it.each(["", "abc", "0"])("puts back where one is after what is no page: %j", async (typed) => {
  const { onGo, field } = open();
  await userEvent.clear(field);
  if (typed !== "") await userEvent.type(field, typed);
  await userEvent.tab();
  expect(onGo).not.toHaveBeenCalled();
  expect(field.value).toBe("3");
});
