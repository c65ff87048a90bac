/** What outlives the page of a PDF, and what must not. */
import { act, renderHook } from "@testing-library/react";
import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { expect, it, onTestFinished, vi } from "vitest";
import { holdOurs, makeOwnerDocument } from "./fonts";
import { usePdfPrint } from "./usePdfPrint";

it("prints nothing after the page was left", async () => {
  const page = { getViewport: () => ({ width: 10, height: 20 }), render: () => ({ promise: Promise.resolve() }) };
  let give: (page: unknown) => void;
  const getPage = vi.fn(() => new Promise((resolve) => (give = resolve)));
  const print = vi.spyOn(window, "print").mockReturnValue();
  vi.spyOn(HTMLCanvasElement.prototype, "toBlob").mockImplementation((take) => take(new Blob()));
  const revoke = vi.fn();
  vi.stubGlobal("URL", Object.assign(class extends URL {}, { createObjectURL: () => "blob:page", revokeObjectURL: revoke }));
  const { result, unmount } = renderHook(() => usePdfPrint({ numPages: 2, getPage } as unknown as PDFDocumentProxy));
  let printing: Promise<void>;
  act(() => void (printing = result.current.start()));
  unmount();
  give!(page);
  await printing!;
  expect(getPage).toHaveBeenCalledOnce();
  expect(print).not.toHaveBeenCalled();
  expect(revoke).toHaveBeenCalledWith("blob:page");
});

it("keeps the letters of a PDF while another is closed", () => {
  const faces = new Set([{ family: '"g_d1_f1"', status: "error" }]);
  Object.defineProperty(document, "fonts", { value: faces, configurable: true });
  onTestFinished(() => void Reflect.deleteProperty(document, "fonts"));
  const [closeOne, closeOther] = [holdOurs(), holdOurs()];
  const [face] = faces;
  makeOwnerDocument().fonts.delete(face as FontFace);
  faces.add(face!);
  closeOne();
  expect(faces.size).toBe(1);
  closeOther();
  expect(faces.size).toBe(0);
});
