/** A PDF from its first byte to its pages, a password asked for on the way. */
import { useEffect, useState } from "react";
import { PasswordResponses, type PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { tellBroken, type Broken } from "../broken";
import type { Source } from "../source";
import { holdOurs } from "./fonts";
import { openPdf } from "./openPdf";

export interface Size {
  readonly width: number;
  readonly height: number;
}

type Opening =
  | { readonly kind: "reading"; readonly received: number }
  | { readonly kind: "password"; readonly isWrong: boolean; readonly answer: (password: string) => void }
  | { readonly kind: "open"; readonly pdf: PDFDocumentProxy; readonly first: Size };

/** A file that keeps its reader busy so long without asking for more bytes is not one to be shown. */
const PATIENCE_MILLISECONDS = 30_000;

export function usePdf(source: Source, onBroken: (why: Broken) => void): Opening {
  const [opening, setOpening] = useState<Opening>({ kind: "reading", received: 0 });
  useEffect(() => {
    let isOver = false;
    const fail = (error: unknown) => {
      if (!isOver) onBroken(tellBroken(error));
    };
    let patience = setTimeout(fail, PATIENCE_MILLISECONDS);
    const wait = () => {
      clearTimeout(patience);
      patience = setTimeout(fail, PATIENCE_MILLISECONDS);
    };
    const onBytes = (received: number) => {
      if (isOver) return;
      setOpening((was) => (was.kind === "reading" ? { kind: "reading", received } : was));
      wait();
    };
    const letGo = holdOurs();
    const { task, stop } = openPdf(source, { onBytes, onTrouble: fail });
    task.onPassword = (answer: (password: string) => void, reason: number) => {
      clearTimeout(patience);
      const ask = (password: string) => {
        wait();
        setOpening({ kind: "reading", received: 0 });
        answer(password);
      };
      setOpening({ kind: "password", isWrong: reason === PasswordResponses.INCORRECT_PASSWORD, answer: ask });
    };
    const open = async () => {
      const pdf = await task.promise;
      const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 });
      clearTimeout(patience);
      if (!isOver) setOpening({ kind: "open", pdf, first: { width, height } });
    };
    open().catch(fail);
    return () => {
      isOver = true;
      clearTimeout(patience);
      stop();
      letGo();
    };
  }, [source.contentUrl]);
  return opening;
}
