import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { getConnection, reportReached } from "./connection";
import { isPassing, Problem, Unreachable, wordProblem } from "./problem";
import { delayMilliseconds, isWorthRetrying } from "./queries";
import { onSignedOut, request } from "./request";

const answer = vi.fn<(path: string, init: RequestInit) => Promise<Response>>();

beforeEach(() => {
  answer.mockReset();
  vi.stubGlobal("fetch", answer);
});
afterEach(() => {
  vi.unstubAllGlobals();
  reportReached();
});

function problem(status: number, body: object, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/problem+json", ...headers } });
}

it("sends JSON with the version and the key, and reads JSON", async () => {
  answer.mockResolvedValue(Response.json({ id: "1" }));
  await expect(request("PATCH", "/api/folders/1", { body: { name: "契約" }, ifMatch: '"3"', idempotencyKey: "k" })).resolves.toEqual({ id: "1" });
  const [path, init] = answer.mock.calls[0]!;
  const headers = new Headers(init.headers);
  expect(path).toBe("/api/folders/1");
  expect(init.body).toBe('{"name":"契約"}');
  expect(headers.get("if-match")).toBe('"3"');
  expect(headers.get("idempotency-key")).toBe("k");
  expect(headers.get("content-type")).toBe("application/json");
});

it("sends a file as it is", async () => {
  answer.mockResolvedValue(new Response(null, { status: 204 }));
  const file = new Blob(["x"], { type: "application/pdf" });
  await expect(request("PUT", "/api/files/1", { body: file })).resolves.toBeUndefined();
  expect(answer.mock.calls[0]![1].body).toBe(file);
  expect(new Headers(answer.mock.calls[0]![1].headers).get("content-type")).toBeNull();
});

it("turns a problem into a code with parameters", async () => {
  answer.mockResolvedValue(problem(403, { code: "refused", params: { needs: { device: 1 } } }));
  const error = await request("GET", "/api/x").catch((caught: unknown) => caught);
  expect(error).toMatchObject({ status: 403, code: "refused", params: { needs: { device: 1 } } });
});

it("keeps the status of an error page that is no problem", async () => {
  answer.mockResolvedValue(new Response("<html>", { status: 502 }));
  const error = await request("GET", "/api/x").catch((caught: unknown) => caught);
  expect(error).toMatchObject({ status: 502, code: "status_502" });
  expect(wordProblem(error)).toBe("サーバーで処理できませんでした。保存済みのものは失われていません。");
});

it("says so when a session ended, but not when a password was wrong", async () => {
  const heard = vi.fn();
  const stop = onSignedOut(heard);
  answer.mockImplementation(async () => problem(401, { code: "not_signed_in" }));
  await expect(request("POST", "/api/sessions/password", { body: {} })).rejects.toBeInstanceOf(Problem);
  expect(heard).not.toHaveBeenCalled();
  await expect(request("GET", "/api/things")).rejects.toBeInstanceOf(Problem);
  expect(heard).toHaveBeenCalledOnce();
  stop();
});

it("goes offline when nothing answers, and back with the next answer", async () => {
  answer.mockRejectedValueOnce(new TypeError("failed"));
  await expect(request("GET", "/api/x")).rejects.toBeInstanceOf(Unreachable);
  expect(getConnection().isOnline).toBe(false);
  expect(getConnection().since).not.toBeNull();
  answer.mockResolvedValue(Response.json({}));
  await request("GET", "/api/x");
  expect(getConnection()).toMatchObject({ isOnline: true, since: null });
});

it("leaves an abort an abort", async () => {
  const controller = new AbortController();
  answer.mockImplementation(async () => {
    controller.abort();
    throw new DOMException("aborted", "AbortError");
  });
  await expect(request("GET", "/api/x", { signal: controller.signal })).rejects.toMatchObject({ name: "AbortError" });
  expect(getConnection().isOnline).toBe(true);
});

it("tries again only what may pass", () => {
  expect(isPassing(new Unreachable())).toBe(true);
  expect(isWorthRetrying(0, new Problem(503, "unavailable"))).toBe(true);
  expect(isWorthRetrying(3, new Problem(503, "unavailable"))).toBe(false);
  expect(isWorthRetrying(0, new Problem(404, "not_found"))).toBe(false);
  expect(delayMilliseconds(0, new Problem(429, "too_many", {}, 7))).toBe(7000);
  expect(delayMilliseconds(9, new Unreachable())).toBe(8000);
});
