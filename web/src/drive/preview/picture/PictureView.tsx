/** A picture: whole at first, larger by keys and buttons, moved by dragging. The browser turns it as its camera says. */
import { useEffect, useRef, useState, type PointerEvent } from "react";
import { Printer } from "lucide-react";
import { useWords } from "../../../kernel/words";
import { tellBroken } from "../broken";
import { FrameTools, Tool, ZoomTools } from "../frameTools";
import type { Size } from "../pdf/usePdf";
import { printPaper } from "../print";
import { stepZoom } from "../spans";
import { fetchHead } from "../useBytes";
import { useKeys } from "../useKeys";
import { useReadingFocus } from "../useReadingFocus";
import { useViewport } from "../useViewport";
import type { ViewerProps } from "../viewers";
import { Waiting } from "../Waiting";
import { readSize } from "./head";

const HEAD_BYTES = 2 ** 18;
/** Decoded, each point takes four bytes: 400 MB. */
const MOST_POINTS = 100_000_000;
const EDGE_POINTS = 16;

export function PictureView({ source, onBroken }: ViewerProps) {
  const [isSmall, setSmall] = useState(false);
  useEffect(() => {
    const stopping = new AbortController();
    const look = async () => {
      const size = readSize(source.mediaType, await fetchHead(source, HEAD_BYTES, stopping.signal));
      if (size === null) onBroken({ kind: "damaged" });
      else if (size.width * size.height > MOST_POINTS) onBroken({ kind: "picture_too_large", params: { width: size.width.toLocaleString(), height: size.height.toLocaleString() } });
      else setSmall(true);
    };
    look().catch((error: unknown) => {
      if (!stopping.signal.aborted) onBroken(tellBroken(error));
    });
    return () => stopping.abort();
  }, [source.contentUrl]);
  if (!isSmall) return <Waiting received={0} size={source.sizeBytes} />;
  return <Picture source={source} onBroken={onBroken} />;
}

function Picture({ source, onBroken }: ViewerProps) {
  const t = useWords("viewers");
  const scroller = useRef<HTMLDivElement>(null);
  const viewport = useViewport(scroller);
  useReadingFocus(scroller);
  const [size, setSize] = useState<Size>();
  const [chosen, setChosen] = useState<number | null>(null);
  const drag = useDragging(scroller);
  const fitting = size === undefined ? 1 : Math.min(1, (viewport.width - 2 * EDGE_POINTS) / size.width, (viewport.height - 2 * EDGE_POINTS) / size.height);
  const zoom = Math.max(0.01, chosen ?? fitting);
  const zoomBy = (by: 1 | -1) => setChosen(stepZoom(zoom, by));
  const print = () => {
    const paper = document.createElement("div");
    const picture = new Image();
    picture.src = source.contentUrl;
    if (size !== undefined && size.width > size.height) picture.className = "is-wide";
    paper.append(picture);
    void printPaper(paper);
  };
  useKeys({ "-": () => zoomBy(-1), "+": () => zoomBy(1), ";": () => zoomBy(1), "0": () => setChosen(null), "1": () => setChosen(1), "Ctrl+P": print });
  return (
    <>
      <FrameTools>
        {size && <span className="text-second text-mute max-desk:hidden">{t("picture.size", { ...size })}</span>}
        <ZoomTools percent={Math.round(zoom * 100)} isFit={chosen === null} fitWords={t("zoom.fit")} onSmaller={() => zoomBy(-1)} onLarger={() => zoomBy(1)} onFit={() => setChosen(null)} onWhole={() => setChosen(1)} />
        <Tool icon={Printer} words={t("print.act")} keys="Ctrl+P" onPress={print} />
      </FrameTools>
      <div ref={scroller} tabIndex={0} role="group" aria-label={t("picture.view", { name: source.name })} className="flex h-full overflow-auto p-4 -outline-offset-4" {...drag}>
        <img
          src={source.contentUrl}
          alt={source.name}
          draggable={false}
          onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => setSize({ width, height })}
          onError={() => onBroken({ kind: "damaged" })}
          className={`m-auto block max-w-none shrink-0 bg-page ${size === undefined ? "invisible" : ""}`}
          style={size && { width: size.width * zoom, height: size.height * zoom }}
        />
      </div>
    </>
  );
}

/** Moves what is larger than its place under the pointer, as paper under a hand. */
function useDragging(scroller: { readonly current: HTMLElement | null }) {
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.pointerType === "mouse" && event.button === 0) scroller.current?.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent) => {
      if (scroller.current?.hasPointerCapture(event.pointerId)) scroller.current.scrollBy(-event.movementX, -event.movementY);
    },
  };
}
