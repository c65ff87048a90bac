/** What is taken out of a sending does not go, whatever it was waiting for. */
import { act, renderHook } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";
import { useOutbox } from "./useOutbox";

const calls: Call[] = [];

/** A request that hangs until the test says otherwise. */
class Call extends EventTarget {
  readonly upload = new EventTarget();
  readonly setRequestHeader = vi.fn();
  readonly open = vi.fn();
  readonly abort = vi.fn(() => this.dispatchEvent(new Event("abort")));
  readonly send = vi.fn();
  readonly status = 201;
  readonly response = { id: "s1", name: "a.pdf", size_bytes: 3, sha256: "" };
  constructor() {
    super();
    calls.push(this);
  }
}

beforeEach(() => {
  calls.length = 0;
  vi.stubGlobal("XMLHttpRequest", Call);
});

function open(getToken: () => Promise<string>) {
  const { result } = renderHook(() => useOutbox(getToken, 1000));
  return result;
}

it("sends nothing of a file that is removed before the sending has begun, and goes on with the next", async () => {
  let give: (token: string) => void;
  const begun = new Promise<string>((resolve) => (give = resolve));
  const outbox = open(() => begun);
  act(() => outbox.current.add(["a.pdf", "b.pdf", "c.pdf"].map((name) => new File(["abc"], name))));
  act(() => outbox.current.remove(outbox.current.files[0]!.key));
  await act(async () => give("token"));
  expect(outbox.current.files.map(({ file, state }) => `${file.name} ${state}`)).toEqual(["b.pdf sending", "c.pdf sending"]);
  expect(calls.map(({ open: opened }) => opened.mock.calls[0]![1] as string)).toEqual(["/api/receive/files?name=b.pdf", "/api/receive/files?name=c.pdf"]);
});

it("stops one that is under way", async () => {
  const outbox = open(async () => "token");
  await act(async () => outbox.current.add([new File(["abc"], "a.pdf")]));
  await act(async () => outbox.current.remove(outbox.current.files[0]!.key));
  expect(calls[0]!.abort).toHaveBeenCalledOnce();
  expect(outbox.current.files).toEqual([]);
});
