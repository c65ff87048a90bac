/** Search as the shell sees it: the box of the header, and the page of all that fits. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../kernel/feature";
import { Search } from "./Search";

export const search: Feature = {
  name: "search",
  Search,
  searchPage: "/search",
  routes: (shell) => [
    createRoute({ getParentRoute: () => shell, path: "/search", component: lazyRouteComponent(() => import("./SearchPage"), "SearchPage") }),
  ],
};
