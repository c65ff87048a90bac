/** A table of text: read in slices, then shown as a grid. */
import { useEffect, useState } from "react";
import { tellBroken } from "../broken";
import { charsetOf, decode } from "../letters";
import { useBytes } from "../useBytes";
import type { ViewerProps } from "../viewers";
import { Waiting } from "../Waiting";
import { Grid } from "./Grid";
import { makeReader, tellSeparator, type CsvReader, type Row } from "./readCsv";

const MOST_BYTES = 64 * 2 ** 20;

interface Read {
  readonly rows: readonly Row[];
  readonly count: number;
}

export function CsvView({ source, onBroken }: ViewerProps) {
  const { received, bytes } = useBytes(source, MOST_BYTES, onBroken);
  const [read, setRead] = useState<Read>();
  useEffect(() => {
    if (bytes === undefined) return undefined;
    let isOver = false;
    readTable(bytes, charsetOf(source.mediaType, bytes), () => isOver).then(
      (table) => !isOver && setRead(table),
      (error: unknown) => !isOver && onBroken(tellBroken(error)),
    );
    return () => {
      isOver = true;
    };
  }, [bytes]);
  if (read === undefined) return <Waiting received={received} size={Math.min(MOST_BYTES, source.sizeBytes)} />;
  return <Grid name={source.name} rows={read.rows} count={read.count} partBytes={source.sizeBytes > MOST_BYTES ? MOST_BYTES : null} />;
}

async function readTable(bytes: ArrayBuffer, charset: string, isOver: () => boolean): Promise<Read> {
  let reader: CsvReader | undefined;
  for await (const piece of decode(bytes, charset)) {
    if (isOver()) break;
    reader ??= makeReader(tellSeparator(piece));
    reader.feed(piece);
  }
  reader?.end();
  return { rows: reader?.rows ?? [], count: reader?.count() ?? 0 };
}
