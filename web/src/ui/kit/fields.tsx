/** Kit page: everything one types into or chooses from. */
import { useState } from "react";
import { Avatar } from "../Avatar";
import { Checkbox } from "../Checkbox";
import { DateField } from "../DateField";
import type { Day } from "../holidays";
import { SearchField } from "../SearchField";
import { SegmentedChoice } from "../SegmentedChoice";
import { Select } from "../Select";
import { SuggestField } from "../SuggestField";
import { TextField } from "../TextField";
import { Sample } from "./Sample";

const roles = [
  { id: "viewer", label: "閲覧者" },
  { id: "editor", label: "編集者", second: "中身を変えられます" },
] as const;

const units = [
  { id: "u1", words: "契約管理課", second: "財政局・けいやくかんりか" },
  { id: "u2", words: "会計課", second: "かいけいか" },
  { id: "u3", words: "経済振興課", second: "産業局・けいざいしんこうか" },
];

export function FieldSamples() {
  const [text, setText] = useState("庁舎清掃業務委託");
  const [reason, setReason] = useState("");
  const [query, setQuery] = useState("");
  const [role, setRole] = useState<"viewer" | "editor">("viewer");
  const [isChosen, setChosen] = useState(true);
  const [order, setOrder] = useState<"reading" | "rank">("reading");
  const [day, setDay] = useState<Day | null>({ year: 2026, month: 12, day: 4 });
  return (
    <Sample title="入力">
      <TextField label="件名" value={text} onChange={setText} />
      <TextField label="期限" value="令和9年2月30日" error="2月は28日までです。令和9年2月28日にしますか" />
      <TextField label="職員番号" value="20418(変えられません)" isDisabled />
      <TextField label="使う理由" value={reason} onChange={setReason} rows={3} mostCharacters={200} isRequired />
      <SearchField label="さがす" placeholder="ファイル・人・課をさがす" keys="Ctrl+K" value={query} onChange={setQuery} />
      <UnitField />
      <Select label="できること" value={role} choices={roles} onChange={setRole} />
      <DateField label="いつまで" value={day} onChange={setDay} />
      <SegmentedChoice label="並び" value={order} choices={[{ id: "reading", label: "よみ順" }, { id: "rank", label: "役職順" }]} onChange={setOrder} />
      <div className="flex flex-wrap gap-6">
        <Checkbox isChosen={isChosen} onChange={setChosen}>選んだもの</Checkbox>
        <Checkbox isChosen={false} isPartly onChange={() => undefined}>一部</Checkbox>
        <Checkbox isChosen={false} isDisabled onChange={() => undefined}>使えない</Checkbox>
      </div>
    </Sample>
  );
}

function UnitField() {
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<readonly (typeof units)[number][]>([]);
  const found = units.filter((unit) => typed !== "" && (unit.words + unit.second).includes(typed));
  return (
    <SuggestField
      label="課・係"
      value={typed}
      onChange={setTyped}
      groups={[{ id: "units", name: "課", choices: found }]}
      chosen={chosen}
      onChoose={(unit) => {
        setChosen([...chosen, unit]);
        setTyped("");
      }}
      onRemove={(unit) => setChosen(chosen.filter((each) => each.id !== unit.id))}
      draw={(unit) => (
        <>
          <Avatar name={unit.words} kind="unit" />
          <span>
            {unit.words}
            <span className="block text-second font-normal text-mute">{unit.second}</span>
          </span>
        </>
      )}
      foot={found.length > 0 ? `${found.length}件` : undefined}
    />
  );
}
