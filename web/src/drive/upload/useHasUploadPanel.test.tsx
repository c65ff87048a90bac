/** Room is made for the panel of uploads whatever it shows: while a folder is read no upload is there yet. */
import { act, renderHook } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { tellPreparing } from "./preparing";
import { matchUnfinished } from "./unfinished";
import { useHasUploadPanel } from "./useHasUploadPanel";

it("stands while a folder is read, and while something begun waits to be gone on with", async () => {
  const left = { id: "u1", target: "f1", target_name: "契約管理課", target_root: null, replaces: false, name: "a.pdf", size_bytes: 9, offset_bytes: 3, last_modified: null };
  vi.stubGlobal("fetch", vi.fn(async () => Response.json({ uploads: [left] })));
  const { result } = renderHook(useHasUploadPanel);
  expect(result.current).toBe(false);
  act(() => tellPreparing(0));
  expect(result.current).toBe(true);
  act(() => tellPreparing(null));
  await vi.waitFor(() => expect(result.current).toBe(true));
  act(() => void matchUnfinished([new File(["123456789"], "a.pdf")]));
  expect(result.current).toBe(false);
});
