/** 名簿 follows: what one person changes, another who has the page open sees without a reload. */
import { expect, it } from "vitest";
import { openWindow } from "./kit/browser";

it("shows a new post to whoever has the card open", async () => {
  const [clerk, administrator] = [await openWindow({ persona: "sato" }), await openWindow({ persona: "okamoto" })];
  await clerk.goto(`${new URL(clerk.url()).origin}/people`);
  await clerk.getByRole("region", { name: "職員" }).getByRole("link", { name: /加藤 陽/ }).click();
  const card = clerk.getByRole("article", { name: "加藤 陽" });
  await card.waitFor();
  const kato = new URL(clerk.url()).searchParams.get("person");
  const status = await administrator.evaluate(async (id) => {
    const person = (await (await fetch(`/api/people/${id}`)).json()) as { readonly posts: readonly { readonly unit: { readonly id: string } }[] };
    const post = { unit: person.posts[0]?.unit.id, rank: "clerk", starts_on: "2026-04-01", title: "統計調査員", is_concurrent: true };
    const headers = { "content-type": "application/json" };
    return (await fetch(`/api/people/${id}/posts`, { method: "POST", headers, body: JSON.stringify(post) })).status;
  }, kato);
  expect(status).toBe(201);
  await card.getByText("統計調査員").waitFor({ timeout: 15_000 });
});
