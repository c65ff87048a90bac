/** What WebDAV adds to 設定: the passwords for programs that open shared drives as a folder. */
import { lazy, Suspense } from "react";
import type { Feature } from "../kernel/feature";

const Section = lazy(async () => ({ default: (await import("./AppPasswordsSection")).AppPasswordsSection }));

function Own() {
  return (
    <Suspense>
      <Section />
    </Suspense>
  );
}

export const webdav: Feature = {
  name: "webdav",
  settings: [{ id: "webdav", order: 55, Section: Own }],
};
