/** The addresses of the app: the shell around the features' routes, and the few pages that stand outside it. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from "@tanstack/react-router";
import { features } from "../features";
import { HomePage } from "./HomePage";
import { PageFailure } from "./PageFailure";
import { ShellGuard } from "./ShellGuard";

const rootRoute = createRootRoute({ component: Outlet });

const linkRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/link",
  component: lazyRouteComponent(() => import("../sessions/LinkPage"), "LinkPage"),
});

const shellRoute = createRoute({ getParentRoute: () => rootRoute, id: "shell", component: ShellGuard });

const homeRoute = createRoute({ getParentRoute: () => shellRoute, path: "/", component: HomePage });

const settingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings",
  component: lazyRouteComponent(() => import("./SettingsPage"), "SettingsPage"),
});

/** Every part of the kit in every state: not in any menu, drawn for people who build screens and for the tests. */
const kitRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/dev/ui",
  component: lazyRouteComponent(() => import("../ui/kit/KitPage"), "KitPage"),
});

/** Inside the shell, so that a wrong address keeps the rail and the search box. */
const elsewhereRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "$",
  component: lazyRouteComponent(() => import("../gate/NotFoundPage"), "NotFoundPage"),
});

const routeTree = rootRoute.addChildren([
  linkRoute,
  kitRoute,
  ...features.flatMap((feature) => feature.outside?.(rootRoute) ?? []),
  shellRoute.addChildren([
    homeRoute,
    settingsRoute,
    ...features.flatMap((feature) => feature.routes?.(shellRoute) ?? []),
    elsewhereRoute,
  ]),
]);

export function makeRouter() {
  return createRouter({
    routeTree,
    defaultPreload: "intent",
    defaultErrorComponent: ({ error, reset }) => <PageFailure error={error} texts={[]} again={reset} />,
    scrollRestoration: true,
  });
}
