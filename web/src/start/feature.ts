/** はじめに and the demo's personas, as the shell sees them. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { Footprints } from "lucide-react";
import type { Feature } from "../kernel/feature";
import { drawLater } from "../ui/later";

export const start: Feature = {
  name: "start",
  routes: (shell) => [
    createRoute({ getParentRoute: () => shell, path: "/start", component: lazyRouteComponent(() => import("./StartPage"), "StartPage") }),
  ],
  outside: (root) => [
    createRoute({ getParentRoute: () => root, path: "/demo", component: lazyRouteComponent(() => import("./DemoPage"), "DemoPage") }),
  ],
  home: [{ id: "start", column: "side", order: 5, Section: drawLater(async () => (await import("./StartCard")).StartCard) }],
  commands: [{ id: "start", words: "start:title", icon: Footprints, act: (go) => go("/start") }],
  Overlay: drawLater(async () => (await import("./Watcher")).Watcher),
};
