import { act, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Toasts } from "./Toasts";
import { closeToast, getToasts, showToast, TOAST_MILLISECONDS } from "./toasts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});
afterEach(() => {
  for (const toast of getToasts()) closeToast(toast.id);
  vi.useRealTimers();
});

it("goes by itself after ten seconds, but waits while pointed at", () => {
  render(<Toasts />);
  act(() => void showToast({ words: "3件をごみ箱へ移しました" }));
  const row = screen.getByText("3件をごみ箱へ移しました").parentElement!;
  act(() => vi.advanceTimersByTime(TOAST_MILLISECONDS - 1000));
  fireEvent.pointerEnter(row);
  act(() => vi.advanceTimersByTime(60_000));
  expect(screen.queryByText("3件をごみ箱へ移しました")).not.toBeNull();
  fireEvent.pointerLeave(row);
  act(() => vi.advanceTimersByTime(900));
  expect(screen.queryByText("3件をごみ箱へ移しました")).not.toBeNull();
  act(() => vi.advanceTimersByTime(200));
  expect(screen.queryByText("3件をごみ箱へ移しました")).toBeNull();
});

it("takes it back once", () => {
  const undo = vi.fn();
  render(<Toasts />);
  act(() => void showToast({ words: "移しました", undo: { act: undo } }));
  fireEvent.click(screen.getByRole("button", { name: "元に戻す" }));
  expect(undo).toHaveBeenCalledOnce();
  expect(screen.queryByText("移しました")).toBeNull();
});
