import { expect, it } from "vitest";
import type { HeldPost } from "./shapes";
import { choosePost, getKanaRow, wordPost, wordPostWithin } from "./wording";

function post(change: Partial<HeldPost> = {}): HeldPost {
  const unit = {
    id: "u", name: "契約係", english: "Contract Team",
    path: ["財政局", "契約管理課", "契約係"], english_path: ["Finance", "Contracts", "Contract Team"],
  };
  return {
    id: "p", unit, rank: "senior-clerk", rank_name: "主任", rank_english: "Senior Clerk", level: 6, title: "",
    starts_on: "2026-04-01", ends_on: null, is_concurrent: false, is_current: true, ...change,
  };
}

const chief = { rank: "team-chief", rank_name: "係長", rank_english: "Team Chief" };

it("says where and as what somebody works", () => {
  expect(wordPost(post(), "ja")).toBe("契約管理課 契約係 主任");
  expect(wordPost(post(chief), "ja")).toBe("契約管理課 契約係長");
  expect(wordPost(post({ ...chief, title: "契約係長" }), "ja")).toBe("契約管理課 契約係長");
  expect(wordPost(post({ title: "庶務担当" }), "ja")).toBe("契約管理課 契約係 庶務担当");
  expect(wordPost(post(chief), "en")).toBe("Team Chief, Contract Team");
});

it("says less in a list of the unit", () => {
  expect(wordPostWithin(post(), "u", "ja")).toBe("主任");
  expect(wordPostWithin(post(), "above", "ja")).toBe("契約係 主任");
  expect(wordPostWithin(post({ rank: "clerk", rank_name: "係員" }), "above", "ja")).toBe("契約係");
  expect(wordPostWithin(post({ rank: "clerk", rank_name: "係員", title: "係員" }), "above", "ja")).toBe("契約係");
  expect(wordPostWithin(post(chief), "above", "ja")).toBe("契約係長");
  expect(wordPostWithin(post(), null, "ja")).toBe("契約管理課 契約係 主任");
});

it("prefers the post of the unit on the screen", () => {
  const other = post({ id: "other", unit: { ...post().unit, name: "運用係", path: ["総務局", "運用係"] } });
  const unit = { name: "契約管理課", english: "" };
  expect(choosePost([other, post()], unit)?.id).toBe("p");
  expect(choosePost([other, post()], null)?.id).toBe("other");
  expect(choosePost([], unit)).toBeUndefined();
});

it.each([
  ["あおき", "あ"], ["うえだ", "あ"], ["がさい", "か"], ["ごとう", "か"], ["ささき", "さ"], ["ちば", "た"], ["どい", "た"], ["のぐち", "な"],
  ["ぱく", "は"], ["ほり", "は"], ["まつだ", "ま"], ["よしだ", "や"], ["わだ", "わ"], ["ろっぺ", "ら"], ["ソン", "さ"], ["Smith", "他"], ["", "他"],
])("puts %s under %s", (reading, row) => {
  expect(getKanaRow(reading)).toBe(row);
});
