/** What signing in adds to 設定: the browsers one is signed in with, passkeys, the password. */
import { lazy, Suspense } from "react";
import type { Feature } from "../kernel/feature";

const loadOwn = () => import("./OwnSections");
const OwnSections = lazy(async () => ({ default: (await loadOwn()).OwnSections }));

function Own() {
  return (
    <Suspense>
      <OwnSections />
    </Suspense>
  );
}

export const sessions: Feature = {
  name: "sessions",
  settings: [{ id: "sessions", order: 50, Section: Own, guests: "too" }],
};
