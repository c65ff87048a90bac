/** Kit page: buttons, chips, people, names. */
import { Bold, CircleAlert, Plus, Share2, Trash2, Undo2, Upload, User } from "lucide-react";
import { Avatar } from "../Avatar";
import { Breadcrumbs } from "../Breadcrumbs";
import { Button } from "../Button";
import type { ButtonLook } from "../buttonLook";
import { Chip } from "../Chip";
import { IconButton } from "../IconButton";
import { KindIcon } from "../KindIcon";
import { Pill } from "../Pill";
import { PresenceRow } from "../PresenceRow";
import { TailTruncate } from "../TailTruncate";
import { Time } from "../Time";
import { Sample } from "./Sample";

const looks: readonly (readonly [ButtonLook, string])[] = [["solid", "共有"], ["outlined", "回答"], ["plain", "移動"], ["danger", "外す"], ["quiet", "閉じる"]];

export function ButtonSamples() {
  return (
    <Sample title="ボタン">
      {looks.map(([look, words]) => (
        <div key={look} className="flex flex-wrap items-center gap-3">
          <Button look={look}>{words}</Button>
          <Button look={look} icon={Share2}>{words}</Button>
          <Button look={look} size="row">{words}</Button>
          <Button look={look} isDisabled why="権限がありません">{words}</Button>
        </div>
      ))}
      <div className="flex flex-wrap items-center gap-3">
        <Button look="solid" size="decide">決裁する</Button>
        <Button size="large" icon={Upload}>取り込む</Button>
        <Button look="outlined" isPending>送信中</Button>
        <IconButton icon={Bold} name="太字" keys="Ctrl+B" />
        <IconButton icon={Bold} name="太字(入)" isPressed />
      </div>
    </Sample>
  );
}

export function ChipSamples() {
  return (
    <Sample title="印">
      <div className="flex flex-wrap gap-2">
        <Chip>決裁</Chip>
        <Chip isWide>確認依頼</Chip>
        <Chip look="warn" icon={Undo2}>差戻し</Chip>
        <Chip look="err" icon={CircleAlert}>至急</Chip>
        <Chip look="ok">新しく追加</Chip>
        <Chip look="warn" icon={User}>ゲスト</Chip>
      </div>
      <Pill words="契約管理課 14人・財政課 12人" onWhy={() => undefined} />
      <Pill words="自分だけ" isMine />
      <Breadcrumbs here="契約事務" crumbs={[{ id: "1", name: "契約管理課", to: "/" }, { id: "2", name: "令和8年度", to: "/" }]} />
      <div className="flex flex-wrap gap-3">
        {["folder", "document", "sheet", "slides", "file"].map((kind) => (
          <KindIcon key={kind} kind={kind} />
        ))}
        <Icons />
      </div>
      <div className="flex w-72 max-w-full items-center gap-2">
        <KindIcon kind="file" />
        <TailTruncate name="令和8年度 指名業者選定委員会 会議結果及び議事要旨(第1回から第7回まで).docx" />
      </div>
      <p className="flex flex-wrap gap-x-4 text-second text-mute">
        <Time at="2026-11-24" as="full" />
        <Time at="2026-11-24" as="narrow" />
        <Time at={new Date().toISOString()} />
        <Time at={new Date().toISOString()} as="deadline" className="font-bold text-warn" />
      </p>
    </Sample>
  );
}

function Icons() {
  return (
    <>
      <IconButton icon={Plus} name="足す" size={32} />
      <IconButton icon={Trash2} name="ごみ箱へ" size={44} />
    </>
  );
}

const people = ["伊藤 さくら", "鈴木 航", "高橋 千尋", "中村 拓", "原 つばさ", "上田 光"];

export function PeopleSamples() {
  return (
    <Sample title="人">
      <div className="flex flex-wrap items-center gap-4">
        <Avatar name="佐藤 みのり" size={40} />
        <Avatar name="契約管理課" kind="unit" size={40} />
        <Avatar name="町内会" kind="guest" size={40} />
        <Avatar name="田中 悠" isAbsent size={40} />
        <Avatar name="葛󠄀城 葵" size={40} />
        {people.map((name, index) => (
          <Avatar key={name} name={name} here={index + 1} />
        ))}
      </div>
      <PresenceRow label="いま見ている人" people={people.map((name, index) => ({ id: name, name, order: index + 1 }))} />
    </Sample>
  );
}
