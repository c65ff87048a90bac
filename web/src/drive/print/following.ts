/** Bundles under way, wherever one is: told in the panel of long acts, with the way to what was made. */
import { useEffect, useRef } from "react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouterState } from "@tanstack/react-router";
import { Problem, wordProblem } from "../../kernel/problem";
import { useWords } from "../../kernel/words";
import { useTopic } from "../../live/topics";
import { useMe } from "../../sessions/me";
import { showTrouble } from "../../ui/toasts";
import { dropTask, putTask } from "../bulk/tasks";
import { addressOfBundle, bundleKeys, bundlesQuery, isRunning, stopBundle, type Bundle } from "./bundles";

export function useBundles(): void {
  const t = useWords("print");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const me = useMe().person.id;
  const { data } = useQuery(bundlesQuery);
  /** Those seen running; what ended before this page was opened is nobody's news. */
  const followed = useRef(new Set<string>());
  const readAgain = () => void queries.invalidateQueries({ queryKey: bundleKeys.all });
  useTopic(`person:${me}`, (name) => name === "BundleChanged" && readAgain(), { onMissed: readAgain });
  useEffect(() => {
    for (const bundle of data?.bundles ?? []) {
      // Its own page says how far it is.
      if (path === addressOfBundle(bundle.id)) {
        followed.current.delete(bundle.id);
        dropTask(bundle.id);
      } else if (isRunning(bundle)) {
        followed.current.add(bundle.id);
        putTask({ ...base(bundle), state: "running", words: t("running_of", { title: bundle.title, name: wordNow(bundle) }), stop: () => void stop(bundle.id) });
      } else if (followed.current.delete(bundle.id)) {
        putTask(ended(bundle));
      }
    }
  }, [data, path]);

  function ended(bundle: Bundle) {
    const isDone = bundle.state === "done";
    const left = bundle.parts.filter(({ reason }) => reason !== null).length;
    const note = bundle.trouble !== null ? wordProblem(new Problem(409, bundle.trouble, {})) : isDone && left > 0 ? t("left_out", { count: left }) : undefined;
    return {
      ...base(bundle),
      state: bundle.state === "failed" ? ("trouble" as const) : bundle.state === "stopped" ? ("stopped" as const) : ("done" as const),
      words: t(`ended.${bundle.state}`, { title: bundle.title }),
      note,
      open: () => {
        dropTask(bundle.id);
        void navigate({ to: addressOfBundle(bundle.id) });
      },
    };
  }

  async function stop(id: string): Promise<void> {
    try {
      await stopBundle(id);
    } catch (error) {
      showTrouble(error);
    }
    readAgain();
  }
}

function base({ id, done, total }: Bundle) {
  return { id, done, all: total };
}

/** The thing whose turn it is. */
export function wordNow(bundle: Bundle): string {
  return bundle.parts.find(({ state }) => state === "waiting")?.name ?? "";
}
