/** 引き継ぎ: all that one has goes to somebody else, after one has seen what that is. */
import { useState } from "react";
import { Link, useParams } from "@tanstack/react-router";
import { useQueryClient } from "@tanstack/react-query";
import { ThingTrouble } from "../../gate/ThingTrouble";
import { useWords } from "../../kernel/words";
import { PickField, type Picked } from "../../people/PickField";
import { useMe } from "../../sessions/me";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { buttonLook } from "../../ui/buttonLook";
import { EmptyState } from "../../ui/EmptyState";
import { SkeletonRows } from "../../ui/Skeleton";
import { TextField } from "../../ui/TextField";
import { keys } from "../queries";
import { useNameOf } from "../wording";
import { useBelongings, type Belongings, type HandedOver } from "./api";
import { AskHandover } from "./AskHandover";
import { WhatGoes } from "./WhatGoes";

export function HandoverPage() {
  const { person } = useParams({ strict: false }) as { person?: string };
  const t = useWords("handover");
  const shell = useWords("shell");
  const me = useMe().person;
  const nameOf = useNameOf([person]);
  const name = person === undefined ? me.name : nameOf(person);
  const { data, error, refetch } = useBelongings(person);
  const title = person === undefined ? t("title") : t("of", { name });
  if (error !== null && data === undefined) return <ThingTrouble error={error} onRetry={() => void refetch()} />;
  return (
    <div className="max-w-180 px-10 py-6 max-desk:px-4">
      <title>{shell("title", { page: title })}</title>
      <h1 className="text-title">{title}</h1>
      <p className="mt-1 text-mute">{person === undefined ? t("text") : t("text_of", { name })}</p>
      {data === undefined || name === "" ? <SkeletonRows count={6} /> : <Content person={person} name={name} belongings={data} />}
    </div>
  );
}

interface ContentProps {
  readonly person: string | undefined;
  readonly name: string;
  readonly belongings: Belongings;
}

function Content({ person, name, belongings }: ContentProps) {
  const t = useWords("handover");
  const queries = useQueryClient();
  const [to, setTo] = useState<Picked | null>(null);
  const [drive, setDrive] = useState(t("name_default", { name }));
  const [missing, setMissing] = useState<string>();
  const [isAsking, setAsking] = useState(false);
  const [done, setDone] = useState<HandedOver | null>(null);
  const { folders, files, documents, in_bin: inBin, places_total: places } = belongings;
  const back = person === undefined ? "/settings" : `/people/${person}`;
  if (done !== null && to !== null) return <Done done={done} to={to.words} drive={drive} back={back} />;
  if (person !== undefined && !belongings.has_left) return <Refused words={t("problems.still_here")} back={back} />;
  if (folders + files + documents + inBin + places === 0) return <EmptyState title={t("nothing")} hint={t("nothing_hint")} />;
  const ask = () => {
    const words = to === null ? t("missing") : drive.trim() === "" ? t("missing_name") : undefined;
    setMissing(words);
    setAsking(words === undefined);
  };
  return (
    <>
      <WhatGoes belongings={belongings} isMine={person === undefined} />
      <section aria-labelledby="handover-whom" className="edge-line-t mt-8 flex flex-col gap-5 pt-6">
        <h2 id="handover-whom" className="text-section">
          {t("whom")}
        </h2>
        <PickField label={t("to")} kinds={["person", "unit"]} chosen={to} onChoose={setTo} not={[belongings.person]} />
        <TextField label={t("name")} value={drive} onChange={setDrive} isRequired mostCharacters={200} />
        {missing !== undefined && (
          <div role="alert">
            <Banner look="err">{missing}</Banner>
          </div>
        )}
        <div className="flex flex-wrap gap-3">
          <Button look="solid" size="large" onPress={ask}>
            {t("act")}
          </Button>
        </div>
      </section>
      {isAsking && to !== null && (
        <AskHandover
          person={person}
          to={to}
          name={drive.trim()}
          onClose={() => setAsking(false)}
          onDone={(result) => {
            setAsking(false);
            setDone(result);
            void queries.invalidateQueries({ queryKey: keys.all });
          }}
        />
      )}
    </>
  );
}

function Refused({ words, back }: { readonly words: string; readonly back: string }) {
  const t = useWords("handover");
  return (
    <div className="mt-6 flex flex-col items-start gap-4">
      <Banner>{words}</Banner>
      <Link to={back} className={buttonLook()}>
        {t("back")}
      </Link>
    </div>
  );
}

interface DoneProps {
  readonly done: HandedOver;
  readonly to: string;
  readonly drive: string;
  readonly back: string;
}

function Done({ done, to, drive, back }: DoneProps) {
  const t = useWords("handover");
  const left = Object.values(done.left_out).reduce((sum, count) => sum + count, 0);
  return (
    <div role="status" className="mt-6 flex flex-col items-start gap-4">
      <div className="w-full">
        <Banner look="ok">
          <p className="font-bold">{t("done", { name: to })}</p>
          {done.drive !== null && <p>{t("done_drive", { drive: drive.trim() })}</p>}
          {done.places > 0 && <p>{t("done_places", { count: done.places })}</p>}
        </Banner>
      </div>
      {left > 0 && <Banner look="warn">{t("done_left", { count: left })}</Banner>}
      <Link to={back} className={buttonLook()}>
        {t("back")}
      </Link>
    </div>
  );
}
