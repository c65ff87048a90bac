/** What the server's readers could not hand over: why, and another try where one can help. */
import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { makeQueryClient } from "../../kernel/queries";
import { ServedView } from "./ServedView";
import type { Source } from "./source";

const source: Source = { id: "f1", name: "予算.zip", mediaType: "application/zip", sizeBytes: 9, contentUrl: "/c", downloadUrl: "/d", previewUrl: "/p" };

function open(answer: () => Response) {
  vi.stubGlobal("fetch", vi.fn(async () => answer()));
  return render(
    <QueryClientProvider client={makeQueryClient()}>
      <ServedView source={source} onBroken={() => undefined} />
    </QueryClientProvider>,
  );
}

it("offers another try after a passing trouble", async () => {
  let isUp = false;
  open(() => (isUp ? Response.json({ kind: "archive", count: 0, size_bytes: 0, entries: [], unshown: [] }) : Response.json({ code: "busy" }, { status: 503 })));
  expect((await screen.findByRole("alert")).textContent).toContain("読み込めませんでした");
  isUp = true;
  await userEvent.click(screen.getByRole("button", { name: "もう一度" }));
  expect(await screen.findByRole("region", { name: "予算.zip" })).toBeTruthy();
});

it("says why a file cannot be read, without a try that would fail again", async () => {
  const { container } = open(() => Response.json({ code: "not_readable", params: { reason: "encrypted" } }, { status: 422 }));
  await screen.findByText(/パスワードがかかっています/);
  expect(container.querySelector("button")).toBeNull();
});
