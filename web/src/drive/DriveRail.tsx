/** Below ドライブ in the rail: my drive, the shared drives I work in, and the lists over all folders. */
import { Link, useRouterState } from "@tanstack/react-router";
import { useWords } from "../kernel/words";
import { addressOf } from "./addresses";
import { useDetail, useRoots } from "./queries";
import { can } from "./wording";

const MOST_SHOWN = 5;

export function DriveRail() {
  const t = useWords("drive");
  const { data: roots } = useRoots();
  const here = useRootHere(roots?.own?.id);
  // Those one may add to come first: that is where one works.
  const mine = [...(roots?.shared ?? [])].sort((one, other) => Number(can(other, "folder.add")) - Number(can(one, "folder.add")));
  const shown = mine.slice(0, MOST_SHOWN);
  return (
    <div className="flex flex-col">
      <Place to="/drive" words={t("own")} isHere={here === "own"} />
      <Place to="/drive/starred" words={t("starred.title")} />
      {shown.map((root) => (
        <Place key={root.id} to={addressOf("folder", root.id)} words={root.name} isHere={here === root.id} />
      ))}
      <Place to="/drive/shared-drives" words={t("shared_drives.title")} />
      <Place to="/drive/shared" words={t("shared.title")} />
      <Place to="/drive/recent" words={t("recent.title")} />
      <Place to="/drive/bin" words={t("bin.title")} />
    </div>
  );
}

/** The root the open page lies in: "own", a shared drive's id, or nothing. */
function useRootHere(own: string | undefined): string | undefined {
  const address = useRouterState({ select: (state) => state.location.pathname });
  const id = /^\/drive\/(?:folders|files)\/([^/]+)$/.exec(address)?.[1];
  const { data } = useDetail(id);
  if (address === "/drive") return "own";
  const root = data === undefined ? undefined : (data.path[0]?.id ?? data.item.id);
  return root !== undefined && root === own ? "own" : root;
}

function Place({ to, words, isHere }: { readonly to: string; readonly words: string; readonly isHere?: boolean }) {
  const address = useRouterState({ select: (state) => state.location.pathname });
  const isOpen = isHere ?? address === to;
  return (
    <Link
      to={to}
      activeOptions={{ exact: true }}
      aria-current={isOpen ? "page" : undefined}
      title={words}
      className="press relative flex h-9 items-center rounded-field pr-2 pl-11 text-second hover:bg-hair/50 aria-[current=page]:ground-sel aria-[current=page]:font-bold aria-[current=page]:text-link"
    >
      {isOpen && <span aria-hidden="true" className="absolute top-1 bottom-1 -left-4 w-1 rounded-r-chip bg-pri" />}
      <span className="min-w-0 truncate">{words}</span>
    </Link>
  );
}
