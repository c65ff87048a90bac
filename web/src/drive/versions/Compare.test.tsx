/** Versions to compare that do not come: it is said, and what failed can be asked for again. */
import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { makeQueryClient } from "../../kernel/queries";
import type { Item } from "../shapes";

vi.mock("./useShown", () => ({ useShow: () => vi.fn() }));

const { Compare } = await import("./Compare");

const version = (number: number) => ({ number, media_type: "text/plain", size_bytes: 3, sha256: String(number), made_at: "2026-11-24T00:00:00Z", name: null });

/** Answers by path; a status instead of a body fails. */
function serve(answers: Record<string, unknown>) {
  const asked = vi.fn(async (path: string) => {
    const found = answers[path];
    if (typeof found === "number") return Response.json({ code: "boom" }, { status: found });
    return typeof found === "string" ? new Response(found) : Response.json(found);
  });
  vi.stubGlobal("fetch", asked);
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <Compare item={{ id: "f1", name: "案.txt", version: 2 } as Item} numbers={[1, 2]} />
    </QueryClientProvider>,
  );
  return asked;
}

it("says that a version did not come, and asks for that one again", async () => {
  const answers: Record<string, unknown> = { "/api/files/f1/versions/1": 500, "/api/files/f1/versions/2": version(2) };
  const asked = serve(answers);
  expect((await screen.findByRole("alert")).textContent).toContain("見くらべる版を読み込めませんでした");
  Object.assign(answers, { "/api/files/f1/versions/1": { ...version(1), sha256: "2" } });
  await userEvent.click(screen.getByRole("button", { name: "もう一度" }));
  await screen.findByText("中身は同じです");
  expect(asked.mock.calls.filter(([path]) => path.endsWith("/2"))).toHaveLength(1);
});

it("says that the bytes of a version did not come", async () => {
  const [one, two] = [1, 2].map((number) => `/api/files/f1/versions/${number}`);
  const answers: Record<string, unknown> = { [one!]: version(1), [two!]: version(2), [`${one}/content?inline=true`]: "古い", [`${two}/content?inline=true`]: 500 };
  serve(answers);
  await screen.findByRole("alert");
  Object.assign(answers, { [`${two}/content?inline=true`]: "新しい" });
  await userEvent.click(screen.getByRole("button", { name: "もう一度" }));
  expect(await screen.findByText("新しい")).toBeTruthy();
});
