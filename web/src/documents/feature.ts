/** Documents as the shell sees them: their page, and 新規 → ドキュメント. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { FileText } from "lucide-react";
import type { Feature } from "../kernel/feature";
import { withLaterWords } from "../kernel/words";
import { makeDocument } from "./makeDocument";

export const documents: Feature = {
  name: "documents",
  routes: (shell) => [
    createRoute({
      getParentRoute: () => shell,
      path: "/documents/$id",
      component: lazyRouteComponent(() => import("./DocumentPage"), "DocumentPage"),
    }),
  ],
  outside: (root) => [
    createRoute({
      getParentRoute: () => root,
      path: "/shared/documents/$id",
      component: lazyRouteComponent(withLaterWords(() => import("./SharedDocumentPage")), "SharedDocumentPage"),
    }),
  ],
  create: [{ id: "document", words: "documents:create", icon: FileText, iconClassName: "text-p1", keys: "D", order: 10, guests: "too", act: (go) => void makeDocument(go) }],
  commands: [
    { id: "new-document", words: "documents:new", icon: FileText, act: (go) => void makeDocument(go) },
    { id: "document-toolbar", words: "documents:toolbar", keys: "Alt+F10" },
  ],
};
