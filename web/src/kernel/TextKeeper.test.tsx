import { fireEvent, render, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { TextKeeper } from "./TextKeeper";

function Page({ isBroken }: { readonly isBroken: boolean }) {
  if (isBroken) throw new Error("broken");
  return (
    <>
      <textarea aria-label="reason" />
      <input aria-label="secret" type="password" />
    </>
  );
}

function draw(isBroken: boolean, address = "/a") {
  return (
    <TextKeeper address={address} fallback={(_error, texts) => <p>{`kept: ${texts.join("|")}`}</p>}>
      <Page isBroken={isBroken} />
    </TextKeeper>
  );
}

it("gives back what was typed when the page fails, but no password", () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const { rerender } = render(draw(false));
  fireEvent.input(screen.getByLabelText("reason"), { target: { value: "清掃委託の面積を確かめたい" } });
  fireEvent.input(screen.getByLabelText("secret"), { target: { value: "hunter2" } });
  rerender(draw(true));
  expect(screen.getByText("kept: 清掃委託の面積を確かめたい")).toBeTruthy();
});

it("is a fresh page at another address", () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const { rerender } = render(draw(true));
  expect(screen.getByText("kept:")).toBeTruthy();
  rerender(draw(false, "/b"));
  expect(screen.getByLabelText("reason")).toBeTruthy();
});
