import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { makeQueryClient } from "../kernel/queries";
import { request } from "../kernel/request";
import { watchSignOut } from "../sessions/me";
import { makeRouter } from "./router";

const me = {
  person: { id: "p1", name: "佐藤 みのり", reading: "さとう みのり", number: "20418" },
  posts: [{ unit: { id: "u1", name: "契約係", path: ["財政局", "契約管理課", "契約係"] }, rank: "主任" }],
  agency: { name: "みほん市" },
  locale: "ja",
};

let isSignedIn = true;

beforeEach(() => {
  isSignedIn = true;
  window.scrollTo = () => undefined;
  vi.stubGlobal("fetch", async (path: string) => {
    if (path === "/api/sessions/password") {
      isSignedIn = true;
      return new Response(null, { status: 204 });
    }
    if (!isSignedIn) return Response.json({ status: 401, code: "not_signed_in" }, { status: 401 });
    return path === "/api/me" ? Response.json(me) : Response.json({ status: 404, code: "not_found" }, { status: 404 });
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function openApp(address: string): void {
  history.replaceState(null, "", address);
  const queries = makeQueryClient();
  watchSignOut(queries);
  render(
    <QueryClientProvider client={queries}>
      <RouterProvider router={makeRouter()} />
    </QueryClientProvider>,
  );
}

it("asks to sign in and keeps the address one wanted", async () => {
  isSignedIn = false;
  openApp("/settings");
  await screen.findByRole("heading", { name: "サインイン" }, { timeout: 10_000 });
  expect(location.pathname).toBe("/settings");
});

it("keeps typed text when a session ends under an open page", async () => {
  openApp("/drive/elsewhere");
  await userEvent.type(await screen.findByLabelText(/使う理由/, undefined, { timeout: 10_000 }), "面積を確かめたい");

  isSignedIn = false;
  await request("GET", "/api/things").catch(() => undefined);
  await screen.findByText("サインインが終わりました。書いたものは残っています。もう一度サインインすると続けられます。", undefined, { timeout: 10_000 });
  expect(screen.queryByRole("heading", { name: "このリンクの先は見つかりません" })).toBeNull();

  await userEvent.type(screen.getByLabelText("職員番号"), "20418");
  await userEvent.type(screen.getByLabelText("パスワード"), "correct horse");
  await userEvent.click(screen.getByRole("button", { name: "パスワードでサインイン" }));
  await waitFor(() => expect(screen.getByLabelText(/使う理由/)).toHaveProperty("value", "面積を確かめたい"));
  expect(screen.getByRole("heading", { name: "このリンクの先は見つかりません" })).toBeTruthy();
});
