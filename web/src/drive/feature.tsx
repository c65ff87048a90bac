/** The drive as the shell sees it: its pages, its place in the rail, what 新規 makes in it, and what it lays over pages. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { FolderOpen, FolderPlus, FolderUp, HardDrive, History, Printer, Star, Upload } from "lucide-react";
import type { Feature } from "../kernel/feature";
import { getHere } from "../kernel/here";
import { withLaterWords } from "../kernel/words";
import { drawLater } from "../ui/later";
import { openOverlay } from "./overlays";

function getFolder(): string | null {
  const here = getHere();
  return here?.kind === "folder" ? here.id : null;
}

export const drive: Feature = {
  name: "drive",
  routes: (shell) => [
    createRoute({ getParentRoute: () => shell, path: "/drive", component: lazyRouteComponent(() => import("./MyDrivePage"), "MyDrivePage") }),
    createRoute({
      getParentRoute: () => shell,
      path: "/drive/folders/$id",
      component: lazyRouteComponent(() => import("./FolderPage"), "FolderPage"),
    }),
    createRoute({
      getParentRoute: () => shell,
      path: "/drive/folders/$id/usage",
      component: lazyRouteComponent(() => import("./usage/UsagePage"), "UsagePage"),
    }),
    createRoute({ getParentRoute: () => shell, path: "/drive/quotas", component: lazyRouteComponent(() => import("./usage/QuotasPage"), "QuotasPage") }),
    createRoute({ getParentRoute: () => shell, path: "/drive/files/$id", component: lazyRouteComponent(() => import("./FilePage"), "FilePage") }),
    createRoute({
      getParentRoute: () => shell,
      path: "/drive/shared-drives",
      component: lazyRouteComponent(() => import("./SharedDrivesPage"), "SharedDrivesPage"),
    }),
    createRoute({ getParentRoute: () => shell, path: "/drive/shared", component: lazyRouteComponent(() => import("./SharedPage"), "SharedPage") }),
    createRoute({ getParentRoute: () => shell, path: "/drive/recent", component: lazyRouteComponent(() => import("./RecentPage"), "RecentPage") }),
    createRoute({ getParentRoute: () => shell, path: "/drive/bundles", component: lazyRouteComponent(() => import("./print/BundlesPage"), "BundlesPage") }),
    createRoute({ getParentRoute: () => shell, path: "/drive/bundles/$id", component: lazyRouteComponent(() => import("./print/BundlePage"), "BundlePage") }),
    createRoute({ getParentRoute: () => shell, path: "/drive/starred", component: lazyRouteComponent(() => import("./star/StarredPage"), "StarredPage") }),
    createRoute({ getParentRoute: () => shell, path: "/drive/tagged", component: lazyRouteComponent(() => import("./about/TaggedPage"), "TaggedPage") }),
    createRoute({ getParentRoute: () => shell, path: "/drive/bin", component: lazyRouteComponent(() => import("./BinPage"), "BinPage") }),
    createRoute({ getParentRoute: () => shell, path: "/handover", component: lazyRouteComponent(() => import("./handover/HandoverPage"), "HandoverPage") }),
    createRoute({
      getParentRoute: () => shell,
      path: "/people/$person/handover",
      component: lazyRouteComponent(() => import("./handover/HandoverPage"), "HandoverPage"),
    }),
    createRoute({ getParentRoute: () => shell, path: "/handovers", component: lazyRouteComponent(() => import("./handover/LeftBehindPage"), "LeftBehindPage") }),
  ],
  settings: [{ id: "handover", order: 70, Section: drawLater(async () => (await import("./handover/HandoverSection")).HandoverSection) }],
  outside: (root) => [
    createRoute({ getParentRoute: () => root, path: "/drive/files/$id/edit", component: lazyRouteComponent(withLaterWords(() => import("./editor/EditorPage")), "EditorPage") }),
  ],
  rail: [
    { id: "drive", words: "drive:drive", icon: HardDrive, to: "/drive", alsoUnder: ["/documents"], order: 20, Below: drawLater(async () => (await import("./DriveRail")).DriveRail), isTab: true },
    { id: "shared", words: "drive:shared.title", icon: FolderOpen, to: "/drive/shared", alsoUnder: ["/drive/folders", "/drive/files", "/documents"], order: 20, isTab: true, guests: "alone" },
    { id: "recent", words: "drive:recent.title", icon: History, to: "/drive/recent", order: 30, isTab: true, guests: "alone" },
    { id: "starred", words: "drive:starred.title", icon: Star, to: "/drive/starred", order: 40, guests: "alone" },
  ],
  create: [
    {
      id: "folder", words: "drive:create.folder", icon: FolderPlus, keys: "F", order: 30, guests: "too",
      act: () => openOverlay({ kind: "new_folder", folder: getFolder() }),
    },
    { id: "upload", words: "drive:create.upload", icon: Upload, keys: "U", order: 40, guests: "too", act: () => void import("./upload/asking").then(({ askForFiles }) => askForFiles(getFolder())) },
    { id: "upload-folder", words: "drive:create.upload_folder", icon: FolderUp, order: 45, guests: "too", act: () => void import("./upload/asking").then(({ askForFolder }) => askForFolder(getFolder())) },
  ],
  commands: [
    { id: "my-drive", words: "drive:own", icon: HardDrive, act: (go) => go("/drive") },
    { id: "starred", words: "drive:starred.title", icon: Star, guests: "too", act: (go) => go("/drive/starred") },
    { id: "new-folder", words: "drive:commands.new_folder", icon: FolderPlus, act: () => openOverlay({ kind: "new_folder", folder: getFolder() }) },
    { id: "bundles", words: "print:list.title", icon: Printer, act: (go) => go("/drive/bundles") },
    { id: "drive-rename", words: "drive:commands.rename", keys: "F2" },
    { id: "drive-tick", words: "drive:commands.tick", keys: "Space" },
    { id: "drive-star", words: "drive:commands.star", keys: "S" },
    { id: "drive-bin", words: "drive:commands.bin", keys: "Delete" },
  ],
  Overlay: drawLater(async () => (await import("./DriveOverlay")).DriveOverlay),
};
