/** The links of a folder that do not come: said in the dialog, which makes new ones all the same. */
import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { makeQueryClient } from "../../kernel/queries";
import { ReceiveDialog } from "./ReceiveDialog";

it("says that the links did not come, and asks again", async () => {
  let isUp = false;
  vi.stubGlobal("fetch", vi.fn(async () => (isUp ? Response.json({ links: [] }) : Response.json({ code: "boom" }, { status: 500 }))));
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <ReceiveDialog id="f1" name="契約管理課" onClose={() => undefined} />
    </QueryClientProvider>,
  );
  expect((await screen.findByRole("alert", {}, { timeout: 5000 })).textContent).toContain("受け取りリンクを読み込めませんでした");
  isUp = true;
  await userEvent.click(screen.getByRole("button", { name: "もう一度" }));
  await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  expect(screen.getByRole("button", { name: "リンクを作ってコピー" })).toBeTruthy();
});
