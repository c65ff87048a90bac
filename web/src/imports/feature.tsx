/** What came from old file servers: its pages, and the way to them from 設定 for those who may follow it. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../kernel/feature";
import { drawLater } from "../ui/later";

export const imports: Feature = {
  name: "imports",
  routes: (shell) => [
    createRoute({ getParentRoute: () => shell, path: "/imports", component: lazyRouteComponent(() => import("./ImportsPage"), "ImportsPage") }),
    createRoute({ getParentRoute: () => shell, path: "/imports/$run", component: lazyRouteComponent(() => import("./NotesPage"), "NotesPage") }),
  ],
  settings: [{ id: "imports", order: 80, Section: drawLater(async () => (await import("./ImportsSection")).ImportsSection) }],
};
