import type { ReactNode } from "react";

/** One titled group of the kit page. */
export function Sample({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2 className="edge-line-b mb-4 pb-1 text-second font-bold text-mute">{title}</h2>
      <div className="flex flex-col gap-4">{children}</div>
    </section>
  );
}
