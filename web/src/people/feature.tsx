/** 名簿 as the shell sees it: its pages, its place in the rail, and the way to it by name. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { Users } from "lucide-react";
import type { Feature } from "../kernel/feature";

const loadPage = () => import("./DirectoryPage");

export const people: Feature = {
  name: "people",
  routes: (shell) => [
    createRoute({ getParentRoute: () => shell, path: "/people", component: lazyRouteComponent(loadPage, "DirectoryPage") }),
    createRoute({ getParentRoute: () => shell, path: "/people/units/$unit", component: lazyRouteComponent(loadPage, "DirectoryPage") }),
    createRoute({ getParentRoute: () => shell, path: "/people/$person", component: lazyRouteComponent(loadPage, "DirectoryPage") }),
  ],
  rail: [{ id: "people", words: "shell:people", icon: Users, to: "/people", order: 50, isTab: true }],
  commands: [{ id: "people", words: "shell:people", icon: Users, act: (go) => go("/people") }],
};
