/** Printing what is read, whole and alone: it is laid out for paper in a place of its own, and gone afterwards. */
import "./print.css";

/** Lays `paper` on paper: `page` for its sheets, after all its pictures are there, unless stopped meanwhile. */
export async function printPaper(paper: HTMLElement, signal?: AbortSignal): Promise<void> {
  paper.className = `print-paper ${paper.className}`;
  document.body.append(paper);
  try {
    await Promise.all([...paper.querySelectorAll("img")].map((picture) => picture.decode().catch(() => undefined)));
    if (signal?.aborted) return;
    window.print();
  } finally {
    paper.remove();
  }
}
