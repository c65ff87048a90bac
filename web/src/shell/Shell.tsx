/** The frame of every page: header, rail (tabs on a phone), page. Landmarks carry `data-region` for F6. */
import { Outlet, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { TextKeeper } from "../kernel/TextKeeper";
import { useWords } from "../kernel/words";
import type { Me } from "../sessions/me";
import { Toasts } from "../ui/Toasts";
import { Header } from "./Header";
import { KeyList } from "./KeyList";
import { OfflineBar } from "./OfflineBar";
import { PageFailure } from "./PageFailure";
import { overlays } from "./parts";
import { Rail } from "./Rail";
import { Tabs } from "./Tabs";

export function Shell({ me }: { readonly me: Me }) {
  const t = useWords("shell");
  const address = useRouterState({ select: (state) => state.location.pathname });
  const page = useRef<HTMLElement>(null);
  useFocusOnArrival(page, address);
  return (
    <div className="flex h-dvh flex-col">
      <a href="#page" className="sr-only z-50 rounded-field bg-page px-4 py-2 link-text focus:not-sr-only focus:fixed focus:top-3 focus:left-3">
        {t("skip")}
      </a>
      <Header me={me} />
      <OfflineBar />
      <div className="flex min-h-0 flex-1">
        <Rail />
        <main id="page" ref={page} tabIndex={-1} data-region="page" className="relative min-w-0 flex-1 overflow-y-auto">
          <TextKeeper address={address} fallback={(error, texts, again) => <PageFailure error={error} texts={texts} again={again} />}>
            <Outlet />
          </TextKeeper>
        </main>
      </div>
      <Tabs />
      <KeyList />
      {overlays.map((Overlay, index) => (
        <Overlay key={index} />
      ))}
      <Toasts />
    </div>
  );
}

/** A new page takes the focus, so that readers and keys start there; the first load leaves it alone. */
function useFocusOnArrival(page: { readonly current: HTMLElement | null }, address: string): void {
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    const active = document.activeElement;
    const isTyping = active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement;
    if (!isTyping || active.closest("[data-region='page']") !== null) page.current?.focus({ preventScroll: true });
  }, [address, page]);
}
