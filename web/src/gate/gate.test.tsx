import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { AskForAccess, getLastDay } from "./AskForAccess";
import { findThingId } from "./NotFoundPage";

afterEach(() => {
  vi.unstubAllGlobals();
});

const ID = "0192b1c2-0000-7000-8000-000000000001";

it("reads the thing somebody meant from the address", () => {
  expect(findThingId(`/drive/folders/${ID}`)).toBe(ID);
  expect(findThingId("/drive/nonsense")).toBeNull();
});

it("knows the end of the fiscal year", () => {
  expect(getLastDay("year", { year: 2026, month: 11, day: 24 })).toEqual({ year: 2027, month: 3, day: 31 });
  expect(getLastDay("year", { year: 2027, month: 3, day: 31 })).toEqual({ year: 2027, month: 3, day: 31 });
  expect(getLastDay("open", { year: 2026, month: 11, day: 24 })).toBeNull();
});

it("asks with a reason, and answers the same whatever the address was", async () => {
  const fetch = vi.fn(async () => new Response(null, { status: 202 }));
  vi.stubGlobal("fetch", fetch);
  render(<AskForAccess thingId={null} onHome={() => undefined} />);
  const button = screen.getByRole("button", { name: "閲覧を申請" });
  expect(button).toHaveProperty("disabled", true);
  await userEvent.type(screen.getByLabelText(/使う理由/), "清掃委託の積算で面積を確かめたい");
  await userEvent.click(button);
  await screen.findByText("申請を受け付けました。返事は通知でお知らせします。");
  const [path, init] = fetch.mock.calls[0] as unknown as [string, RequestInit];
  expect(path).toBe("/api/things/00000000-0000-0000-0000-000000000000/access-requests");
  expect(JSON.parse(init.body as string)).toMatchObject({ reason: "清掃委託の積算で面積を確かめたい", role: "viewer" });
});

it("keeps what was written when asking failed", async () => {
  vi.stubGlobal("fetch", vi.fn(async () => new Response("{}", { status: 503 })));
  render(<AskForAccess thingId={ID} onHome={() => undefined} />);
  await userEvent.type(screen.getByLabelText(/使う理由/), "面積");
  await userEvent.click(screen.getByRole("button", { name: "閲覧を申請" }));
  await screen.findByRole("alert");
  expect(screen.getByLabelText(/使う理由/)).toHaveProperty("value", "面積");
});
