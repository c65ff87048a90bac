/** The frame of the editor: how it is opened, whom it listens to, and what it says when time goes by. */
import { act, render, screen } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";
import type { EditorOpening } from "./api";
import { EditorFrame } from "./EditorFrame";

const HOUR = 3_600_000;
const submit = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  submit.mockClear();
  HTMLFormElement.prototype.submit = submit;
});

function open(ttl: number) {
  const opening: EditorOpening = { address: "http://office.test/edit?WOPISrc=x", origin: "http://office.test", access_token: "secret", access_token_ttl: Date.now() + ttl };
  const [onClose, onReopen] = [vi.fn(), vi.fn()];
  render(<EditorFrame name="見積.xlsx" opening={opening} onClose={onClose} onReopen={onReopen} />);
  const frame = screen.getByTitle<HTMLIFrameElement>("「見積.xlsx」のエディター");
  const say = (name: string, origin = opening.origin, source: Window | null = frame.contentWindow) =>
    act(() => window.dispatchEvent(new MessageEvent("message", { data: JSON.stringify({ MessageId: name }), origin, source })));
  return { frame, say, onClose, onReopen };
}

it("sends the token in a form into the frame, and in no address", () => {
  const { frame } = open(8 * HOUR);
  expect(submit).toHaveBeenCalledOnce();
  const form = document.querySelector("form")!;
  expect([form.method, form.target, form.getAttribute("action")]).toEqual(["post", frame.name, "http://office.test/edit?WOPISrc=x"]);
  expect(new FormData(form).get("access_token")).toBe("secret");
});

it("hears its own window at its own origin alone", () => {
  const { say, onClose } = open(8 * HOUR);
  say("UI_Close", "http://elsewhere.test");
  say("UI_Close", "http://office.test", window);
  expect(onClose).not.toHaveBeenCalled();
  say("App_LoadingStatus");
  expect(screen.queryByText("エディターを開いています…")).toBeNull();
  say("UI_Close");
  expect(onClose).toHaveBeenCalledOnce();
});

it("says so where the editor does not answer, and opens it again", () => {
  const { onReopen } = open(8 * HOUR);
  act(() => vi.advanceTimersByTime(26_000));
  screen.getByText(/エディターがまだ応答しません/);
  screen.getByRole("button", { name: "開き直す" }).click();
  expect(onReopen).toHaveBeenCalledOnce();
});

it("tells when the time to edit is about to end", () => {
  const { say } = open(HOUR);
  say("App_LoadingStatus");
  act(() => vi.advanceTimersByTime(HOUR / 2));
  expect(screen.queryByText(/ここで編集できるのは/)).toBeNull();
  act(() => vi.advanceTimersByTime(HOUR / 4));
  screen.getByText(/ここで編集できるのは.+まで/);
});
