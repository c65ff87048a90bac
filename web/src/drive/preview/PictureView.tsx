/** A picture, whole. */
import type { ViewerProps } from "./viewers";

export function PictureView({ source, onBroken }: ViewerProps) {
  return (
    <div className="edge-line flex justify-center rounded-card bg-sub p-4">
      <img src={source.contentUrl} alt={source.name} onError={onBroken} className="max-h-[70dvh] max-w-full object-contain" />
    </div>
  );
}
