/** Accepted payloads as tasks: numbered, moving from queued over running to their end. */

import type { FinalStatus, Injection } from "./injection.js";

/** Status words of a task. */
export type TaskStatus = "queued" | "running" | FinalStatus;

/** How long a task is queued and running before it ends: a number of status answers, or of milliseconds. */
export interface Progress {
  /** What is counted: status answers, which a test can rely on, or the time, as on a real server. */
  by: "requests" | "milliseconds";
  /** How many of them it is queued. */
  queued: number;
  /** How many of them it is running after that. */
  running: number;
}

/** A payload that was accepted. */
export interface Task {
  /** As the answer to the payload tells it. */
  id: number;
  /** Id of the shared space that it was sent to. */
  sharedSpace: string;
  /** Id of the workspace that it was sent to. */
  workspace: string;
  /** The request's `skip-errors`. */
  skipErrors: boolean;
  /** The payload, byte for byte as it came, after decompression. */
  bytes: Uint8Array;
  /** SHA-256 of the bytes, in hexadecimal digits. */
  sha256: string;
  /** When it was accepted; milliseconds since 1970. */
  acceptedAt: number;
  /** Until when it is kept; milliseconds since 1970. */
  until: number;
  /** What comes of it, settled when it was accepted. */
  injection: Injection;
  /** How often its status was answered. */
  looks: number;
  /** How often the same payload came again. */
  repeats: number;
}

/** What a new task is made of. */
export type Submission = Pick<Task, "sharedSpace" | "workspace" | "skipErrors" | "bytes" | "sha256">;

/** All tasks of a sandbox. */
export interface Tasks {
  /** All tasks, oldest first. */
  all(): Task[];
  /** The task of this number; undefined where there is none, or where its time is over. */
  find(id: number): Task | undefined;
  /** The task that took the same payload, for the same workspace and with the same parameter. */
  findSame(submission: Submission): Task | undefined;
  /** Takes a payload in. */
  add(submission: Submission, injection: Injection): Task;
  /** How far a task is. */
  statusOf(task: Task): TaskStatus;
}

const FIRST_ID = 1103;
/** How long a task is kept; the reference knows only that the time ends. */
const KEPT_MS = 14 * 24 * 60 * 60 * 1000;

/** An empty list of tasks. */
export function createTasks(progress: Progress, now: () => number): Tasks {
  const tasks: Task[] = [];
  const kept = (task: Task) => now() < task.until;
  return {
    all: () => [...tasks],
    find: (id) => tasks.find((task) => task.id === id && kept(task)),
    findSame: (submission) => tasks.find((task) => kept(task) && isSame(task, submission)),
    add: (submission, injection) => {
      const acceptedAt = now();
      const id = FIRST_ID + tasks.length;
      const task = {
        ...submission,
        injection,
        id,
        acceptedAt,
        until: acceptedAt + KEPT_MS,
        looks: 0,
        repeats: 0,
      };
      tasks.push(task);
      return task;
    },
    statusOf: (task) => statusAfter(progress, task, now()),
  };
}

function isSame(task: Task, submission: Submission): boolean {
  return (
    task.sha256 === submission.sha256 &&
    task.sharedSpace === submission.sharedSpace &&
    task.workspace === submission.workspace &&
    task.skipErrors === submission.skipErrors
  );
}

function statusAfter(progress: Progress, task: Task, now: number): TaskStatus {
  const elapsed = progress.by === "requests" ? task.looks : now - task.acceptedAt;
  if (elapsed < progress.queued) return "queued";
  return elapsed < progress.queued + progress.running ? "running" : task.injection.status;
}
