/** The pages of those who hold a link: outside the shell, and nobody has to sign in. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../kernel/feature";
import { withLaterWords } from "../kernel/words";

export const links: Feature = {
  name: "links",
  outside: (root) => [
    createRoute({ getParentRoute: () => root, path: "/receive", component: lazyRouteComponent(withLaterWords(() => import("./ReceivePage")), "ReceivePage") }),
    createRoute({ getParentRoute: () => root, path: "/shared", component: lazyRouteComponent(withLaterWords(() => import("./SharedLinkPage")), "SharedLinkPage") }),
    createRoute({ getParentRoute: () => root, path: "/shared/folders/$id", component: lazyRouteComponent(withLaterWords(() => import("./SharedFolderPage")), "SharedFolderPage") }),
    createRoute({ getParentRoute: () => root, path: "/shared/files/$id", component: lazyRouteComponent(withLaterWords(() => import("./SharedFilePage")), "SharedFilePage") }),
  ],
};
