/** Where toasts appear: below, over the page, announced politely. One instance, drawn by the shell. */
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Check, CircleAlert, Undo2 } from "lucide-react";
import { useWords } from "../kernel/words";
import { Button } from "./Button";
import { Icon } from "./Icon";
import { closeToast, getToasts, subscribeToasts, TOAST_MILLISECONDS, type Toast } from "./toasts";

export function Toasts() {
  const t = useWords("ui");
  const toasts = useSyncExternalStore(subscribeToasts, getToasts);
  return (
    <div
      role="region"
      // Stays readable and pressable while a dialog hides the rest of the page.
      data-react-aria-top-layer="true"
      aria-label={t("toasts")}
      className="pointer-events-none fixed right-4 bottom-4 left-4 z-50 flex flex-col items-center gap-2 max-desk:bottom-22"
    >
      {/* The live region exists before its first words, or readers would miss them. */}
      <div role="status" aria-live="polite" className="contents">
        {toasts.map((toast) => (
          <ToastRow key={toast.id} toast={toast} />
        ))}
      </div>
    </div>
  );
}

function ToastRow({ toast }: { readonly toast: Toast }) {
  const t = useWords("ui");
  const hold = useCountdown(TOAST_MILLISECONDS, () => closeToast(toast.id));
  const undo = () => {
    closeToast(toast.id);
    toast.undo?.act();
  };
  return (
    <div
      onPointerEnter={hold.pause}
      onPointerLeave={hold.resume}
      onFocus={hold.pause}
      onBlur={hold.resume}
      className="fade-in pointer-events-auto flex min-h-13 w-full max-w-105 items-center gap-3 rounded-field border border-ctl bg-bar py-2 pr-2 pl-4 text-on-bar shadow-float"
    >
      <Icon of={toast.icon ?? (toast.look === "trouble" ? CircleAlert : Check)} />
      <span className="min-w-0 flex-1">{toast.words}</span>
      {toast.undo ? (
        <Button look="onbar" icon={Undo2} onPress={undo}>
          {toast.undo.label ?? t("undo")}
        </Button>
      ) : (
        <Button look="onbar" onPress={() => closeToast(toast.id)}>
          {t("close")}
        </Button>
      )}
    </div>
  );
}

/** Counts down and calls once; pausing keeps what was left. */
function useCountdown(milliseconds: number, onEnd: () => void) {
  const left = useRef(milliseconds);
  const end = useRef(onEnd);
  end.current = onEnd;
  const [isRunning, setRunning] = useState(true);
  useEffect(() => {
    if (!isRunning) return;
    const started = performance.now();
    const timer = setTimeout(() => end.current(), left.current);
    return () => {
      clearTimeout(timer);
      left.current -= performance.now() - started;
    };
  }, [isRunning]);
  return { pause: () => setRunning(false), resume: () => setRunning(true) };
}
