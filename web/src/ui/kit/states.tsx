/** Kit page: loading, empty, failed, progress, banners. */
import { Plus, Upload } from "lucide-react";
import { Banner } from "../Banner";
import { Button } from "../Button";
import { EmptyState } from "../EmptyState";
import { ErrorState } from "../ErrorState";
import { ProgressBar } from "../ProgressBar";
import { SkeletonRows } from "../Skeleton";
import { Sample } from "./Sample";

export function StateSamples() {
  return (
    <>
      <Sample title="読み込み">
        <SkeletonRows count={3} />
      </Sample>
      <Sample title="空">
        <EmptyState
          title="このフォルダーはまだ空です"
          hint="ファイルやフォルダーをここへ落とすと取り込みます。"
          actions={
            <>
              <Button look="outlined" icon={Upload}>取り込む</Button>
              <Button icon={Plus}>新規</Button>
            </>
          }
        />
      </Sample>
      <Sample title="うまくいかなかったとき">
        <ErrorState title="一覧を読み込めませんでした" hint="サーバーが応答していません。書いたものは失われていません。" onRetry={() => undefined} />
      </Sample>
      <Sample title="進み具合">
        <ProgressBar label="128件を移動しています" value={74} most={128} words="74件" second="残り 約6秒" onStop={() => undefined} />
        <ProgressBar label="現地写真_本庁舎4階.zip" value={71} most={100} size="thin" />
      </Sample>
      <Sample title="知らせる文">
        <Banner>12月5日(土) 22:00から翌2:00まで停止します。</Banner>
        <Banner look="ok">申請を受け付けました。</Banner>
        <Banner look="warn">きょうが期限です。</Banner>
        <Banner look="err">職員番号かパスワードが違います。</Banner>
      </Sample>
    </>
  );
}
