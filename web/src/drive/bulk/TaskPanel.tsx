/** How far long acts are, with a stop while they run and the way back when they have ended. */
import { useEffect } from "react";
import { CircleAlert, CircleCheck, Undo2, X } from "lucide-react";
import { useWords } from "../../kernel/words";
import { announce } from "../../ui/announce";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { ProgressBar } from "../../ui/ProgressBar";
import { dropEnded, dropTask, useTasks, type Task } from "./tasks";

export function TaskPanel({ isBeside }: { readonly isBeside: boolean }) {
  const t = useWords("takeout");
  const tasks = useTasks();
  const running = tasks.filter(({ state }) => state === "running").length;
  const title = running > 0 ? t("panel.running", { count: running }) : t("panel.ended");
  useEffect(() => announce(title), [running > 0]);
  // Uploads have the corner; beside them on a desk, above the list on a phone.
  const place = isBeside ? "right-[29.5rem] max-desk:top-14" : "right-6 max-desk:bottom-19";
  return (
    <section
      aria-label={t("panel.name")}
      data-region="panel"
      tabIndex={-1}
      className={`fixed bottom-6 z-30 flex max-h-[60dvh] w-104 flex-col rounded-card border border-line bg-raise shadow-float max-desk:inset-x-0 max-desk:w-full max-desk:rounded-none max-desk:shadow-none ${isBeside ? "max-desk:bottom-auto" : ""} ${place}`}
    >
      <header className="flex min-h-11 items-center gap-2 px-4 pt-2">
        <h2 className="min-w-0 flex-1 text-body font-bold">{title}</h2>
        {running === 0 && (
          <Button look="quiet" size="row" icon={X} onPress={dropEnded}>
            {t("panel.close")}
          </Button>
        )}
      </header>
      <ul className="min-h-0 overflow-y-auto pb-2" tabIndex={0} aria-label={t("panel.each")}>
        {tasks.map((task) => (
          <li key={task.id} className="edge-hair-b px-4 py-2 last:border-0">
            {task.state === "running" ? <RunningTask task={task} /> : <EndedTask task={task} isAlone={tasks.length === 1} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function RunningTask({ task }: { readonly task: Task }) {
  const t = useWords("takeout");
  return <ProgressBar label={task.words} value={task.done} most={task.all} words={t("panel.of", { done: task.done, all: task.all })} onStop={task.stop} />;
}

/** Alone it is closed by the panel's own button. */
function EndedTask({ task, isAlone }: { readonly task: Task; readonly isAlone: boolean }) {
  const t = useWords("takeout");
  const ui = useWords("ui");
  const undo = () => {
    dropTask(task.id);
    task.undo?.();
  };
  const isWell = task.state !== "trouble";
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-x-2 gap-y-1 text-second">
      <Icon of={isWell ? CircleCheck : CircleAlert} size={16} className={isWell ? "text-ok" : "text-err"} />
      <span className="min-w-0 flex-1">{task.words}</span>
      {task.undo !== undefined && (
        <Button size="row" look="outlined" icon={Undo2} onPress={undo}>
          {ui("undo")}
        </Button>
      )}
      {task.open !== undefined && (
        <Button size="row" look="outlined" onPress={task.open}>
          {t("panel.open")}
        </Button>
      )}
      {!isAlone && (
        <Button size="row" look="quiet" aria-label={t("panel.close_one", { words: task.words })} onPress={() => dropTask(task.id)}>
          {t("panel.close")}
        </Button>
      )}
      {task.note !== undefined && <p className="basis-full text-mute">{task.note}</p>}
    </div>
  );
}
