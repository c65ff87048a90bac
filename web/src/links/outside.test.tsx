/** What readers hear of a sending: that files arrived, not each step; and its receipt, once. */
import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { startAnnouncing } from "../ui/announce";
import { FileRows } from "./FileRows";
import type { Card, Receipt } from "./holding";
import { ReceiptPage } from "./ReceiptPage";
import type { Leaving } from "./useOutbox";

const makeFile = (key: number, over: Partial<Leaving>): Leaving => ({ key, file: new File(["abc"], `${key}.pdf`), state: "sending", sentBytes: 0, ...over });
const acts = { add: vi.fn(), again: vi.fn(), remove: vi.fn() };

it("says what arrived, and nothing of the steps until then", () => {
  vi.useFakeTimers();
  startAnnouncing();
  const rows = (files: readonly Leaving[]) => <FileRows outbox={{ files, ...acts }} />;
  const said = () => {
    act(() => void vi.advanceTimersByTime(100));
    return document.querySelector(".sr-only[aria-live=polite]")!.textContent;
  };
  const before = said();
  const { rerender, container } = render(rows([makeFile(1, {}), makeFile(2, {})]));
  rerender(rows([makeFile(1, { sentBytes: 1 }), makeFile(2, { sentBytes: 2 })]));
  expect(container.querySelector("[aria-live]")).toBeNull();
  expect(said()).toBe(before);
  rerender(rows([makeFile(1, { state: "arrived" }), makeFile(2, { sentBytes: 3 })]));
  expect(said()).toBe("2件のうち1件が届いています");
});

it("begins a receipt at its heading and leaves the focus alone afterwards", async () => {
  const card = { agency: "みほん市", asker: null, subject: "見積書", ends_at: "2026-12-05T00:00:00Z" } as Card;
  const receipt: Receipt = { number: "R-1", sent_at: "2026-11-24T01:00:00Z", sender: "山田", files: [] };
  const page = <ReceiptPage card={card} receipt={receipt} onMore={() => undefined} />;
  const { rerender } = render(page);
  expect(document.activeElement).toBe(screen.getByRole("heading", { name: "受け取りました" }));
  await userEvent.tab();
  const copy = document.activeElement;
  rerender(<ReceiptPage card={card} receipt={receipt} onMore={() => undefined} />);
  expect(document.activeElement).toBe(copy);
});
