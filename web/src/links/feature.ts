/** The page of those who hold a receive link: outside the shell, and nobody signs in. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../kernel/feature";

export const links: Feature = {
  name: "links",
  outside: (root) => [
    createRoute({ getParentRoute: () => root, path: "/receive", component: lazyRouteComponent(() => import("./ReceivePage"), "ReceivePage") }),
  ],
};
