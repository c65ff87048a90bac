/** One file on its way in one request: what becomes a document, or a picture in one. (Files go by `tus.ts`.) */
import { sendFile, type Sending } from "../../kernel/sending";

export interface Made {
  readonly kind: string;
  readonly id: string;
  readonly leftOut?: number;
}

type Progress = (sentBytes: number) => void;

export function sendDocument(folder: string, name: string, file: File, onProgress: Progress): Sending<Made> {
  const path = `/api/folders/${folder}/documents/import?name=${encodeURIComponent(name)}`;
  const { done, stop } = sendFile("POST", path, file, onProgress);
  const read = async (): Promise<Made> => {
    const { id, left_out: leftOut } = (await done).body;
    return { kind: "document", id: String(id), leftOut: Array.isArray(leftOut) ? leftOut.length : 0 };
  };
  return { done: read(), stop };
}

/** A picture into a document, with the rights of the document. */
export function sendPicture(document: string, file: File, onProgress: Progress): Sending<{ readonly url: string }> {
  const { done, stop } = sendFile("PUT", `/api/documents/${document}/images`, file, onProgress);
  return { done: done.then(({ body }) => ({ url: String(body["url"]) })), stop };
}
