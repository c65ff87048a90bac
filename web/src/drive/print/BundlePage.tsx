/** A bundle: how far it is while it is made, then the PDF itself, what was left out of it, and where it may go. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { Download, FolderInput, Trash2 } from "lucide-react";
import { ThingTrouble } from "../../gate/ThingTrouble";
import { usePreferences } from "../../kernel/preferences";
import { Problem, wordProblem } from "../../kernel/problem";
import { useWords } from "../../kernel/words";
import { useTopic } from "../../live/topics";
import { useMe } from "../../sessions/me";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { wordSize } from "../../ui/dates";
import { ProgressBar } from "../../ui/ProgressBar";
import { SkeletonRows } from "../../ui/Skeleton";
import { useNow, wordTime } from "../../ui/Time";
import { showToast, showTrouble } from "../../ui/toasts";
import { openOverlay } from "../overlays";
import { Preview } from "../preview/Preview";
import { saveAs } from "../saveAs";
import { bundleKeys, bundleQuery, isRunning, removeBundle, sourceOfBundle, stopBundle, type Bundle } from "./bundles";
import { wordNow } from "./following";
import { Lost } from "./Lost";

export function BundlePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const t = useWords("print");
  const shell = useWords("shell");
  const queries = useQueryClient();
  const me = useMe().person.id;
  const { data: bundle, error, refetch } = useQuery(bundleQuery(id));
  useTopic(`person:${me}`, (name) => name === "BundleChanged" && void refetch(), { onMissed: () => void refetch() });
  if (error !== null && bundle === undefined) return <ThingTrouble error={error} onRetry={() => void refetch()} />;
  if (bundle === undefined) return <SkeletonRows count={4} />;
  const stop = async () => {
    try {
      queries.setQueryData(bundleKeys.one(id), await stopBundle(id));
    } catch (trouble) {
      showToast({ words: wordProblem(trouble), look: "trouble" });
    }
  };
  return (
    <div className="flex h-full flex-col pt-5 max-desk:pt-3">
      <div className="shrink-0 px-8 max-desk:px-4">
        <title>{shell("title", { page: bundle.title })}</title>
        <p className="text-second">
          <Link to="/drive/bundles" className="link-text">
            {t("list.title")}
          </Link>
        </p>
        <div className="flex flex-wrap items-center gap-3">
          <h1 className="min-w-0 flex-1 basis-60 py-1 text-title break-words">{bundle.title}</h1>
          {bundle.state === "done" && <Acts bundle={bundle} />}
        </div>
        {bundle.state === "done" && <Facts bundle={bundle} />}
        {isRunning(bundle) && <Running bundle={bundle} onStop={() => void stop()} />}
        {(bundle.state === "failed" || bundle.state === "stopped") && (
          <div role="alert" className="py-4">
            <Banner look={bundle.state === "failed" ? "err" : "info"}>
              {t(`ended.${bundle.state}`, { title: bundle.title })} {bundle.trouble !== null && wordProblem(new Problem(409, bundle.trouble, {}))}
            </Banner>
          </div>
        )}
        {!isRunning(bundle) && <Lost parts={bundle.parts} />}
      </div>
      {bundle.state === "done" && <Preview source={sourceOfBundle(bundle)} />}
    </div>
  );
}

function Acts({ bundle }: { readonly bundle: Bundle }) {
  const t = useWords("print");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const remove = async () => {
    try {
      await removeBundle(bundle.id);
      void queries.invalidateQueries({ queryKey: bundleKeys.all, exact: true });
      void navigate({ to: "/drive/bundles" });
    } catch (error) {
      showTrouble(error);
    }
  };
  return (
    <div className="flex flex-wrap gap-2">
      <Button look="quiet" icon={Trash2} onPress={() => void remove()}>
        {t("remove")}
      </Button>
      <Button icon={Download} onPress={() => saveAs(sourceOfBundle(bundle).downloadUrl, sourceOfBundle(bundle).name)}>
        {t("download")}
      </Button>
      <Button look="solid" icon={FolderInput} onPress={() => openOverlay({ kind: "save_bundle", id: bundle.id, title: bundle.title, from: bundle.parts.find(({ reason }) => reason === null)?.thing })}>
        {t("save")}
      </Button>
    </div>
  );
}

function Facts({ bundle }: { readonly bundle: Bundle }) {
  const t = useWords("print");
  return (
    <p className="flex flex-wrap gap-x-4 gap-y-1 pb-3 text-second text-mute">
      <span>{t("pages", { count: bundle.pages })}</span>
      {bundle.size_bytes !== null && <span>{wordSize(bundle.size_bytes)}</span>}
      <span>{t("keeps", { day: wordTime(bundle.keeps_until, "day", useNow(), usePreferences()) })}</span>
    </p>
  );
}

function Running({ bundle, onStop }: { readonly bundle: Bundle; readonly onStop: () => void }) {
  const t = useWords("print");
  const now = wordNow(bundle);
  return (
    <div className="max-w-160 py-6">
      <ProgressBar
        label={now === "" ? t("binding") : t("running", { name: now })}
        value={bundle.done}
        most={bundle.total}
        words={t("of", { done: bundle.done, all: bundle.total })}
        second={t("leave")}
        onStop={onStop}
      />
    </div>
  );
}
