/** The pages of those who hold a link: outside the shell, and nobody has to sign in. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../kernel/feature";
import { loadLaterWords } from "../kernel/words";

/** With its words: the secret is taken out of the address by the first drawing, which must not be given up for them. */
async function loadReceiving() {
  const [page] = await Promise.all([import("./ReceivePage"), loadLaterWords()]);
  return page;
}

async function loadShared() {
  const [page] = await Promise.all([import("./SharedLinkPage"), loadLaterWords()]);
  return page;
}

async function loadSharedFolder() {
  const [page] = await Promise.all([import("./SharedFolderPage"), loadLaterWords()]);
  return page;
}

async function loadSharedFile() {
  const [page] = await Promise.all([import("./SharedFilePage"), loadLaterWords()]);
  return page;
}

export const links: Feature = {
  name: "links",
  outside: (root) => [
    createRoute({ getParentRoute: () => root, path: "/receive", component: lazyRouteComponent(loadReceiving, "ReceivePage") }),
    createRoute({ getParentRoute: () => root, path: "/shared", component: lazyRouteComponent(loadShared, "SharedLinkPage") }),
    createRoute({ getParentRoute: () => root, path: "/shared/folders/$id", component: lazyRouteComponent(loadSharedFolder, "SharedFolderPage") }),
    createRoute({ getParentRoute: () => root, path: "/shared/files/$id", component: lazyRouteComponent(loadSharedFile, "SharedFilePage") }),
  ],
};
