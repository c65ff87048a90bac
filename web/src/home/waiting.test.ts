import { expect, it } from "vitest";
import type { AccessRequest } from "../drive/shapes";
import type { Notice } from "../notices/api";
import { listWaiting } from "./waiting";

function notice(id: string, kind: Notice["kind"], detail = {}): Notice {
  return { id, kind, detail, thing_kind: "folder", thing_id: "t", by: "p", at: "2026-11-24T00:00:00Z", is_read: false, is_done: false };
}

const asked: AccessRequest = {
  id: "r1", thing: "t", kind: "folder", name: "契約台帳", person: "p", reason: "面積", role: "viewer", until: null,
  asked_at: "2026-11-24T00:00:00Z",
};

it("puts what somebody waits for before what can be read any time", () => {
  const rows = listWaiting([notice("1", "shared"), notice("2", "access_asked", { request_id: "r1" }), notice("3", "mentioned")], [asked]);
  expect(rows.map((row) => row.notice.id)).toEqual(["2", "1", "3"]);
  expect(rows[0]?.asked?.reason).toBe("面積");
});

it("drops answers, which only ring, and requests answered by somebody else", () => {
  const gone = notice("2", "access_asked", { request_id: "r2" });
  expect(listWaiting([notice("1", "access_granted"), gone], [asked])).toEqual([]);
});
