/** The content security policy in a real browser: nothing is fetched from elsewhere, no script that is not ours runs. */
import { expect, it } from "vitest";
import { openWindow } from "./kit/browser";

/** What the browser says, and what the journeys' own watch notes, when the policy is broken on purpose. */
const provoked = [/Content Security Policy/i, /asked another host/, /violates the following/i, /ERR_BLOCKED_BY_CSP|Failed to fetch|Refused to/i, /'localStorage' property/];

it("refuses to fetch, load and run what is not ours", async () => {
  const page = await openWindow({ persona: "sato", expected: provoked });
  await page.getByRole("region", { name: "続きから" }).waitFor();
  const tried = await page.evaluate(async () => {
    const fetched = await fetch("http://127.0.0.1:9/").then(() => "came", () => "refused");
    const broken: string[] = [];
    document.addEventListener("securitypolicyviolation", (event) => broken.push(event.effectiveDirective));
    const script = document.createElement("script");
    script.textContent = "window.hasRun = true";
    document.body.append(script);
    const image = new Image();
    image.src = "http://127.0.0.1:9/picture.png";
    document.body.append(image);
    const frame = document.createElement("iframe");
    frame.src = "http://127.0.0.1:9/";
    document.body.append(frame);
    await new Promise((done) => setTimeout(done, 1000));
    return { fetched, broken: [...new Set(broken)].sort(), hasRun: "hasRun" in window };
  });
  expect(tried.fetched).toBe("refused");
  expect(tried.hasRun).toBe(false);
  expect(tried.broken).toEqual(expect.arrayContaining(["img-src", "script-src-elem"]));
  expect(tried.broken.some((directive) => directive === "frame-src" || directive === "default-src")).toBe(true);
});

it("sends the headers that keep other sites out", async () => {
  const page = await openWindow({ persona: "sato" });
  const answer = await page.reload();
  const headers = (await answer?.allHeaders()) ?? {};
  expect(headers["content-security-policy"]).toMatch(/default-src 'none'|default-src 'self'/);
  expect(headers["content-security-policy"]).not.toMatch(/script-src[^;]*'unsafe-inline'/);
  expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
  expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
  expect(headers["x-content-type-options"]).toBe("nosniff");
});
