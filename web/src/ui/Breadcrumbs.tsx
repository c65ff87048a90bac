/** The way to here. The last is where one is; on a phone only the step back is shown. */
import { Link } from "@tanstack/react-router";
import { ArrowLeft, ChevronRight } from "lucide-react";
import { useWords } from "../kernel/words";
import { Icon } from "./Icon";

interface Crumb {
  readonly id: string;
  readonly name: string;
  readonly to: string;
}

export function Breadcrumbs({ crumbs, here }: { readonly crumbs: readonly Crumb[]; readonly here: string }) {
  const t = useWords("ui");
  const last = crumbs.at(-1);
  return (
    <nav aria-label={t("breadcrumbs")} className="min-w-0">
      <ol className="flex min-w-0 flex-wrap items-center gap-x-2 text-second max-desk:hidden">
        {crumbs.map((crumb) => (
          <li key={crumb.id} className="flex min-w-0 items-center gap-2">
            <Link to={crumb.to} className="link-text max-w-60 truncate rounded-chip">
              {crumb.name}
            </Link>
            <Icon of={ChevronRight} size={16} className="text-mute" />
          </li>
        ))}
        <li aria-current="page" className="max-w-80 truncate text-mute">
          {here}
        </li>
      </ol>
      {last && (
        <Link to={last.to} className="flex min-h-11 items-center gap-3 desk:hidden">
          <Icon of={ArrowLeft} size={24} />
          <span className="min-w-0 truncate">{last.name}</span>
        </Link>
      )}
    </nav>
  );
}
