/** How posts, units and readings are said on the screens of the directory. */
import type { Language } from "../kernel/words";
import type { HeldPost, UnitName } from "./shapes";

interface Named {
  readonly name: string;
  readonly english: string;
}

export function wordUnitName(unit: Named, language: Language): string {
  return language === "en" ? unit.english : unit.name;
}

/** The rank as it is said in its unit: 契約係長, 主任; a title of its own goes first. */
function wordSeat(post: HeldPost, language: Language): string {
  if (language === "en") return post.rank_english;
  const { title, rank_name: rank, unit } = post;
  if (title !== "" && title !== rank) return title;
  return rank.endsWith("長") && unit.name.endsWith(rank.slice(0, -1)) ? `${unit.name}長` : rank;
}

/** 契約管理課 契約係 主任 · 契約管理課 契約係長 · Senior Clerk, Contract Team */
export function wordPost(post: HeldPost, language: Language): string {
  const seat = wordSeat(post, language);
  if (language === "en") return `${seat}, ${post.unit.english}`;
  const path = post.unit.path.slice(-2);
  // 契約係長 already says 契約係.
  if (seat.startsWith(post.unit.name)) path.pop();
  return [...path, seat].join(" ");
}

/** The same beside a name in a list of a unit, whose name stands above already. Plain clerks need no word. */
export function wordPostWithin(post: HeldPost, unit: string | null, language: Language): string {
  if (unit === null) return wordPost(post, language);
  const seat = wordSeat(post, language);
  if (post.unit.id === unit) return seat;
  const name = wordUnitName(post.unit, language);
  if (post.rank === "clerk" && ["", post.rank_name].includes(post.title)) return name;
  return language === "en" ? `${seat}, ${name}` : seat.startsWith(name) ? seat : `${name} ${seat}`;
}

/** Of somebody's posts the one that lies in this unit, else the main one. */
export function choosePost(posts: readonly HeldPost[], unit: UnitName | Named | null): HeldPost | undefined {
  const within = unit === null ? undefined : posts.find((post) => post.unit.path.includes(unit.name));
  return within ?? posts[0];
}

const rows = "あかさたなはまやらわ";
const lasts = "おごぞどのぽもよろん";

/** The row of the kana table a reading stands in: た for ちば. Anything but kana stands under 他. */
export function getKanaRow(reading: string): string {
  const first = [...reading.normalize("NFKC")][0] ?? "";
  const kana = first >= "ァ" && first <= "ヶ" ? String.fromCodePoint(first.codePointAt(0)! - 0x60) : first;
  if (kana < "ぁ" || kana > "ん") return "他";
  return rows[[...lasts].findIndex((last) => kana <= last)] ?? "わ";
}
