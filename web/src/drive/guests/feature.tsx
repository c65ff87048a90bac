/** Guests as the shell sees them: their list for who invited them, the first page for a guest, and the way from 設定. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { UserRoundPlus } from "lucide-react";
import type { Feature } from "../../kernel/feature";
import { drawLater } from "../../ui/later";

export const guests: Feature = {
  name: "guests",
  routes: (shell) => [
    createRoute({ getParentRoute: () => shell, path: "/guests", component: lazyRouteComponent(() => import("./GuestsPage"), "GuestsPage") }),
    createRoute({ getParentRoute: () => shell, path: "/welcome", component: lazyRouteComponent(() => import("./WelcomePage"), "WelcomePage") }),
  ],
  settings: [{ id: "guests", order: 60, Section: drawLater(async () => (await import("./GuestsSection")).GuestsSection) }],
  commands: [{ id: "guests", words: "guests:title", icon: UserRoundPlus, act: (go) => go("/guests") }],
};
