/** Over the whole window nothing around the frame is within reach: neither beside it nor beside what it stands in. */
import { useRef } from "react";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { useFullWindow } from "./useFullWindow";

function Page() {
  const frame = useRef<HTMLElement>(null);
  const { toggle } = useFullWindow(frame);
  return (
    <>
      <header data-region="header" data-testid="header" />
      <main data-region="page" data-testid="page">
        <div data-testid="name" />
        <div>
          <div>
            <p data-testid="note" />
            <section ref={frame} data-testid="frame">
              <button type="button" onClick={toggle}>
                全画面
              </button>
            </section>
          </div>
          <aside data-testid="versions" />
        </div>
      </main>
      <div data-testid="toasts" />
    </>
  );
}

it("puts all else of the page out of reach, and back", async () => {
  render(<Page />);
  const out = () => ["header", "page", "name", "note", "frame", "versions", "toasts"].filter((id) => screen.getByTestId(id).inert);
  const button = screen.getByRole("button", { name: "全画面" });
  await userEvent.click(button);
  expect(out()).toEqual(["header", "name", "note", "versions"]);
  await userEvent.click(button);
  expect(out()).toEqual([]);
});
