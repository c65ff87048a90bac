/**
 * Every address of the app as the router has it, and how a journey visits each: the address with real ids, who goes
 * there, and the heading and row that prove that the page was really there.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Locator, Page } from "playwright-core";
import { bringOldShare } from "./kit/old-share";
import { getProduct } from "./kit/product";
import { ask } from "./kit/writing";

const SOURCES = fileURLToPath(new URL("../src/", import.meta.url));

/** What `createRoute({ … path: "…" })` declares anywhere in the sources. */
export function listRoutes(): string[] {
  const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" });
  const texts = files
    .filter((file) => /(router|feature)\.tsx?$/.test(file) && file !== "kernel/feature.ts")
    .map((file) => readFileSync(join(SOURCES, file), "utf8"));
  return [...new Set(texts.flatMap((text) => [...text.matchAll(/\bpath: "([^"]+)"/g)].map((match) => match[1]!)))].sort();
}

export interface Visit {
  /** Where to go, with the ids of the sample city; the route itself when left out. */
  readonly at?: (page: Page) => Promise<string>;
  readonly isOutside?: boolean;
  /** Who goes there; sato where nothing is said. */
  readonly persona?: string;
  readonly heading: RegExp;
  /** Something that is only there when the page has its content. */
  readonly row: (page: Page) => Locator;
}

interface Hits {
  readonly hits: readonly { readonly id: string; readonly kind: string }[];
}

/** The first thing of this kind that search finds; waits while the index is still being filled. */
export async function findThing(page: Page, query: string, kind: string): Promise<string> {
  for (let attempt = 0; attempt < 60; attempt += 1) {
    const { hits } = await ask<Hits>(page, "GET", `/api/search?limit=50&query=${encodeURIComponent(query)}`);
    const hit = hits.find((each) => each.kind === kind);
    if (hit) return hit.id;
    await page.waitForTimeout(1000);
  }
  throw new Error(`the sample city has no ${kind} called ${query}`);
}

interface Me {
  readonly person: { readonly id: string };
  readonly posts: readonly { readonly unit: { readonly id: string } }[];
}

const me = (page: Page) => ask<Me>(page, "GET", "/api/me");

/** What is shared with whoever holds a link, and the secret of its address. */
const linked = { secret: "", folder: "", file: "", document: "" };

async function shareByLink(page: Page, own: string): Promise<void> {
  const make = async (path: string, name: string) => (await ask<{ id: string }>(page, "POST", path, { name })).id;
  linked.folder = await make(`/api/folders/${own}/folders`, `外へ渡すもの ${Date.now()}`);
  linked.document = await make(`/api/folders/${linked.folder}/documents`, "外へ渡すしおり");
  linked.file = (await ask<{ id: string }>(page, "PUT", `/api/folders/${linked.folder}/files?name=${encodeURIComponent("外へ渡す次第.txt")}`, "次第")).id;
  const ends_on = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  const { url } = await ask<{ url: string }>(page, "PUT", `/api/things/${linked.folder}/link`, { scope: "anyone", ends_on });
  linked.secret = new URL(url).hash.slice(1);
}

/** The window of somebody outside comes in by the link. */
async function comeIn(page: Page): Promise<void> {
  await page.goto(`${getProduct().url}/receive`);
  await ask(page, "POST", "/api/shared/open", { secret: linked.secret });
}

const shared = (kind: "folder" | "file" | "document", row: Visit["row"]): Visit => ({
  isOutside: true,
  at: async (page) => {
    await comeIn(page);
    return `/shared/${kind}s/${linked[kind]}`;
  },
  heading: /外へ渡す/,
  row,
});

/** Something in my drive that I keep at hand and gave a tag, and something of mine in the bin. */
export async function prepare(page: Page): Promise<void> {
  const { own } = await ask<{ own: { id: string } }>(page, "GET", "/api/drive/roots");
  const made = await ask<{ id: string }>(page, "POST", `/api/folders/${own.id}/folders`, { name: `古い下書き ${Date.now()}` });
  const starred = await ask<{ id: string }>(page, "POST", `/api/folders/${own.id}/folders`, { name: `初めてのお気に入り ${Date.now()}` });
  await ask(page, "PUT", `/api/things/${starred.id}/star`);
  await ask(page, "PUT", `/api/folders/${starred.id}/about`, { description: "試すためのフォルダー", tags: ["初めてのタグ"] });
  await ask(page, "POST", "/api/drive/bin", { ids: [made.id] });
  await shareByLink(page, own.id);
}

/** A run that brought an old share into the folder 契約事務, which is made on first need. */
async function findRun(page: Page): Promise<string> {
  const list = async () => (await ask<{ runs: readonly { id: string; folder_name: string }[] }>(page, "GET", "/api/imports")).runs;
  const find = async () => (await list()).find((run) => run.folder_name === "契約事務")?.id;
  const known = await find();
  if (known !== undefined) return known;
  bringOldShare("Y:\\契約", await findThing(page, "契約事務", "folder"), { "目次.lnk": "", "覚え.txt": "覚え" });
  return (await find())!;
}

/** A PDF of one thing, made on first need; its job takes a moment. */
async function findBundle(page: Page): Promise<string> {
  interface Made {
    readonly id: string;
    readonly title: string;
    readonly state: string;
  }
  const list = async () => (await ask<{ bundles: readonly Made[] }>(page, "GET", "/api/bundles")).bundles.find(({ title }) => title === "巡回");
  if ((await list()) === undefined) {
    const thing = { id: await findThing(page, "見積書", "file") };
    await ask(page, "POST", "/api/bundles", { title: "巡回", things: [thing] });
  }
  for (let attempt = 0; attempt < 120; attempt += 1) {
    const made = await list();
    if (made?.state === "done") return made.id;
    await page.waitForTimeout(500);
  }
  throw new Error("the bundle is not made");
}

const rowOf = (name: RegExp) => (page: Page) => page.getByRole("row", { name }).first();

export const visits: Readonly<Record<string, Visit>> = {
  "/": {
    heading: /^(令和\d+年\d+月\d+日\(.\)|あなたの番( \d+)?|Your turn( \d+)?)$/,
    row: (page) => page.getByRole("region", { name: /続きから|Pick up/ }).getByRole("link").nth(1),
  },
  "/settings": { heading: /^(設定|Settings)$/, row: (page) => page.getByRole("radio", { name: /標準|Standard/ }).first() },
  "/link": { isOutside: true, heading: /./, row: (page) => page.getByRole("alert") },
  "/receive": { isOutside: true, heading: /使えません|cannot be used/, row: (page) => page.getByRole("alert") },
  "/shared": { isOutside: true, heading: /開けません|opens nothing/, row: (page) => page.getByRole("alert") },
  "/shared/folders/$id": shared("folder", (page) => page.getByRole("link", { name: /次第/ })),
  "/shared/files/$id": shared("file", (page) => page.getByRole("region", { name: /次第/ })),
  "/shared/documents/$id": shared("document", (page) => page.getByRole("textbox", { name: /ドキュメントの本文|Text of the document/i })),
  "/dev/ui": { isOutside: true, heading: /^UI$/, row: (page) => page.getByRole("button", { name: "メニュー", exact: true }) },
  $: {
    at: async () => "/no/such/page",
    heading: /見つかりません|nothing to show/,
    row: (page) => page.getByRole("textbox").first(),
  },
  "/drive": { heading: /マイドライブ|My drive/, row: rowOf(/下書き/) },
  "/drive/folders/$id": {
    at: async (page) => `/drive/folders/${await findThing(page, "契約事務", "folder")}`,
    heading: /契約事務/,
    row: rowOf(/仕様書|要点|委託|見積/),
  },
  "/drive/folders/$id/usage": {
    at: async (page) => {
      const { shared } = await ask<{ shared: readonly { id: string; name: string }[] }>(page, "GET", "/api/drive/roots");
      return `/drive/folders/${shared.find(({ name }) => name.includes("契約管理課"))!.id}/usage`;
    },
    persona: "yamamoto",
    heading: /容量|Storage/,
    row: (page) => page.getByRole("table").getByRole("row").nth(1),
  },
  "/drive/quotas": {
    persona: "okamoto",
    heading: /^(共有ドライブの容量|Storage of shared drives)$/,
    row: (page) => page.getByRole("button", { name: /「契約管理課」|“契約管理課”/ }),
  },
  "/drive/files/$id": {
    at: async (page) => `/drive/files/${await findThing(page, "見積書", "file")}`,
    heading: /見積書/,
    // On a phone the one act above is this; all others are behind その他.
    row: (page) => page.getByRole("main").getByRole("button", { name: /^(共有|Share)$/ }),
  },
  // This city has no office editor: the page says so.
  "/drive/files/$id/edit": {
    at: async (page) => `/drive/files/${await findThing(page, "見積書", "file")}/edit`,
    heading: /見積書/,
    row: (page) => page.getByRole("heading", { level: 2, name: /編集できません|cannot be edited/ }),
  },
  "/drive/shared-drives": { heading: /共有ドライブ|shared drives/, row: (page) => page.getByRole("main").getByText("契約管理課").first() },
  "/drive/shared": { heading: /共有されたもの|Shared with me/, row: rowOf(/メモ|当番表|見積/) },
  "/drive/recent": { heading: /最近|Recent/, row: (page) => page.locator("[data-row]").first() },
  "/drive/bundles": {
    at: async (page) => (await findBundle(page)) && "/drive/bundles",
    heading: /まとめて印刷したPDF|PDFs printed together/,
    row: (page) => page.getByRole("main").getByRole("link", { name: /巡回/ }).first(),
  },
  "/drive/bundles/$id": {
    at: async (page) => `/drive/bundles/${await findBundle(page)}`,
    heading: /巡回/,
    row: (page) => page.getByRole("main").getByRole("button", { name: /ダウンロード|Download/ }),
  },
  "/drive/starred": { heading: /お気に入り|Starred/, row: rowOf(/初めてのお気に入り/) },
  "/drive/tagged": { at: async () => "/drive/tagged?tag=初めてのタグ", heading: /初めてのタグ/, row: rowOf(/初めてのお気に入り/) },
  "/drive/bin": { heading: /ごみ箱|Bin/, row: rowOf(/古い下書き/) },
  "/documents/$id": {
    at: async (page) => `/documents/${await findThing(page, "入札参加資格 随時受付", "document")}`,
    heading: /入札参加資格/,
    row: (page) => page.getByRole("textbox", { name: /ドキュメントの本文|Text of the document/i }),
  },
  "/people": { heading: /名簿|契約|Directory/, row: (page) => page.getByRole("link", { name: /契約管理課|Contract Management/ }).first() },
  "/people/units/$unit": {
    at: async (page) => `/people/units/${(await me(page)).posts[0]!.unit.id}`,
    heading: /契約係|名簿|Contract|Directory/,
    row: (page) => page.getByRole("link", { name: /鈴木 航/ }).first(),
  },
  "/people/$person": {
    at: async (page) => `/people/${(await me(page)).person.id}`,
    heading: /名簿|佐藤|Directory/,
    row: (page) => page.getByRole("article", { name: "佐藤 みのり" }),
  },
  "/people/$person/handover": {
    at: async (page) => `/people/${(await me(page)).person.id}/handover`,
    persona: "okamoto",
    heading: /岡本 直/,
    row: (page) => page.getByText(/所属のある人のものは|Whoever has a post/),
  },
  "/guests": {
    heading: /^(ゲスト|Guests)$/,
    row: (page) => page.getByRole("listitem").filter({ hasText: "大西 光" }),
  },
  "/welcome": {
    heading: /^(ようこそ|Welcome)/,
    row: (page) => page.getByRole("link", { name: /共有されたものへ進む|To what is shared/ }),
  },
  "/handover": { heading: /^(引き継ぎ|Handing over)$/, row: (page) => page.getByRole("button", { name: /^(引き継ぐ|Hand over)$/ }) },
  "/handovers": {
    persona: "okamoto",
    heading: /引き継がれていないもの|Not taken over/,
    row: (page) => page.getByText(/引き継がれていないものはありません|Nothing waits/),
  },
  "/imports": {
    at: async (page) => (await findRun(page)) && "/imports",
    heading: /引っ越し|Moving/,
    row: (page) => page.getByRole("article").first(),
  },
  "/imports/$run": {
    at: async (page) => `/imports/${await findRun(page)}`,
    heading: /の報告|Report on/,
    row: (page) => page.getByRole("row", { name: /目次\.lnk/ }),
  },
  "/search": {
    at: async () => "/search?q=%E5%A5%91%E7%B4%84",
    heading: /^(さがす|Search)$/,
    row: (page) => page.getByRole("main").getByRole("link", { name: /契約事務/ }).first(),
  },
  "/start": { heading: /^(はじめに|First steps)$/, row: (page) => page.getByRole("listitem").filter({ hasText: /ファイルを落とす|Drop a file/ }) },
  "/demo": { isOutside: true, heading: /だれになりますか|Who would/, row: (page) => page.getByRole("heading", { name: "佐藤 みのり" }) },
};
