/** The switch to paper: not without LibreOffice, our own reader meanwhile and where it fails, and remembered. */
import { QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import { makeQueryClient } from "../../../kernel/queries";
import { ToolsPlace } from "../frameTools";
import type { Source } from "../source";
import { PaperSwitch } from "./PaperSwitch";

vi.mock("../pdf/PdfView", () => ({ PdfView: ({ source }: { source: Source }) => <p>{`PDF ${source.contentUrl} ${source.sizeBytes}`}</p> }));

const source: Source = { id: "f1", name: "予算.docx", mediaType: "x", sizeBytes: 9, contentUrl: "/c", downloadUrl: "/d", previewUrl: "/p?version=2" };
const told = (state: string, size: number | null = null) => Response.json({ kind: "paper", state, size_bytes: size });

function open(answer: (path: string) => Promise<Response> | Response) {
  const asked = vi.fn(async (path: string) => answer(path));
  vi.stubGlobal("fetch", asked);
  const place = document.body.appendChild(document.createElement("div"));
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <ToolsPlace value={place}>
        <PaperSwitch source={source} sort="others">
          <p>画面向け</p>
        </PaperSwitch>
      </ToolsPlace>
    </QueryClientProvider>,
  );
  return asked;
}

beforeEach(() => localStorage.clear());

it("has no switch where LibreOffice is not there", async () => {
  const asked = open(() => told("none"));
  await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(1));
  await act(async () => undefined);
  expect(screen.queryByRole("button")).toBeNull();
  expect(screen.getByText("画面向け")).toBeTruthy();
});

it("shows our own reader until the pages are there, and remembers the choice", async () => {
  let end = (_: Response) => undefined as void;
  const answers = [told("making")];
  open((path) => (path.includes("wait=") ? (answers.shift() ?? new Promise<Response>((ready) => (end = ready))) : told("offered")));
  await userEvent.click(await screen.findByRole("button", { name: "印刷の見た目" }));
  expect((await screen.findByRole("status")).textContent).toContain("用意しています");
  expect(screen.getByText("画面向け")).toBeTruthy();
  await act(async () => end(told("ready", 77)));
  expect(await screen.findByText("PDF /p?version=2&part=paper&whole=true 77")).toBeTruthy();
  expect(screen.queryByRole("status")).toBeNull();
  expect(localStorage.getItem("zencho.paper.others")).toBe("yes");
  await userEvent.click(screen.getByRole("button", { name: "印刷の見た目" }));
  expect(screen.getByText("画面向け")).toBeTruthy();
});

it("says why it cannot, and goes on showing the file", async () => {
  localStorage.setItem("zencho.paper.others", "yes");
  open((path) => (path.includes("wait=") ? Response.json({ code: "not_readable", params: { reason: "takes_too_long" } }, { status: 422 }) : told("offered")));
  expect(await screen.findByText(/時間がかかりすぎ/)).toBeTruthy();
  expect(screen.getByText("画面向け")).toBeTruthy();
});
