/**
 * Long acts on many things: how far each is, a stop, and the way back at its end. The store is outside React: going to
 * another page stops nothing.
 */
import { useSyncExternalStore } from "react";

type TaskState = "running" | "done" | "stopped" | "trouble";

export interface Task {
  readonly id: string;
  /** What is being done; at its end, what was. */
  readonly words: string;
  /** What else is to be told: what stayed behind, and why. */
  readonly note?: string;
  readonly done: number;
  readonly all: number;
  readonly state: TaskState;
  readonly stop?: () => void;
  readonly undo?: () => void;
  /** Goes to what was made. */
  readonly open?: () => void;
}

/** In the hands of whoever does the work. */
export interface Running {
  /** Says how far it is -> whether to go on. */
  readonly tell: (done: number) => boolean;
  readonly isStopped: () => boolean;
  readonly end: (ending: Pick<Task, "words" | "note" | "state" | "undo">) => void;
  /** Takes it away without a word: nothing was done. */
  readonly drop: () => void;
}

const listeners = new Set<() => void>();
let tasks: readonly Task[] = [];
let lastId = 0;

function change(next: readonly Task[]): void {
  tasks = next;
  for (const listener of listeners) listener();
}

export function getTasks(): readonly Task[] {
  return tasks;
}

function watch(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useTasks(): readonly Task[] {
  return useSyncExternalStore(watch, getTasks);
}

/** For those who only make room: does not draw again with each step. */
export function useHasTasks(): boolean {
  return useSyncExternalStore(watch, () => tasks.length > 0);
}

/** Puts a task there, or what it has become. */
export function putTask(task: Task): void {
  change(tasks.some(({ id }) => id === task.id) ? tasks.map((each) => (each.id === task.id ? task : each)) : [...tasks, task]);
}

export function dropTask(id: string): void {
  change(tasks.filter((task) => task.id !== id));
}

/** Closes the panel; what is under way stays. */
export function dropEnded(): void {
  change(tasks.filter(({ state }) => state === "running"));
}

export function startTask(words: string, all: number): Running {
  lastId += 1;
  const id = `page-${lastId}`;
  let isStopped = false;
  const stop = () => {
    isStopped = true;
  };
  putTask({ id, words, done: 0, all, state: "running", stop });
  const now = () => tasks.find((task) => task.id === id);
  return {
    tell: (done) => {
      const task = now();
      if (task !== undefined) putTask({ ...task, done });
      return !isStopped;
    },
    isStopped: () => isStopped,
    end: (ending) => {
      const task = now();
      if (task !== undefined) putTask({ id, done: task.done, all, ...ending });
    },
    drop: () => dropTask(id),
  };
}
