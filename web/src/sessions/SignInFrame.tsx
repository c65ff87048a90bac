/** The sheet that everything before signing in stands on: the product's name, a title, and the look to choose below. */
import type { ReactNode } from "react";
import { useQuery } from "@tanstack/react-query";
import { request } from "../kernel/request";
import { useWords } from "../kernel/words";
import { AppearanceBar } from "./AppearanceBar";

function fetchSite({ signal }: { signal: AbortSignal }) {
  return request<{ readonly agency: string }>("GET", "/api/sessions/site", { signal });
}

export function SignInFrame({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const shell = useWords("shell");
  const { data: site } = useQuery({ queryKey: ["site"], queryFn: fetchSite, staleTime: Infinity });
  return (
    <div className="flex min-h-dvh flex-col bg-sub text-ink">
      <title>{shell("title", { page: title })}</title>
      <main className="flex flex-1 items-center justify-center p-4">
        <div className="edge-line w-full max-w-120 rounded-dialog bg-page px-12 py-11 max-desk:px-5 max-desk:py-8">
          <p className="flex flex-wrap items-baseline gap-x-4">
            <span className="text-[2rem]/[3rem] font-bold text-pri">{shell("product")}</span>
            <span className="text-mute">{site?.agency}</span>
          </p>
          <h1 className="mt-6 mb-6 text-title">{title}</h1>
          {children}
        </div>
      </main>
      <AppearanceBar />
    </div>
  );
}
