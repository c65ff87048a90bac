/** The page of those who hold a receive link: outside the shell, and nobody signs in. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../kernel/feature";
import { loadLaterWords } from "../kernel/words";

/** With its words: the secret is taken out of the address by the first drawing, which must not be given up for them. */
async function loadPage() {
  const [page] = await Promise.all([import("./ReceivePage"), loadLaterWords()]);
  return page;
}

export const links: Feature = {
  name: "links",
  outside: (root) => [
    createRoute({ getParentRoute: () => root, path: "/receive", component: lazyRouteComponent(loadPage, "ReceivePage") }),
  ],
};
