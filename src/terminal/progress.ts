import type { Output } from './output.ts';

/** Told how far long work is. */
export type OnProgress = (done: number, total: number) => void;

export interface Progress {
  report: OnProgress;
  /** Takes the line away. Call it before anything else is printed. */
  clear: () => void;
}

interface ProgressPlace {
  /** Read when there is something to say: to open a stream takes a millisecond. */
  stderr: Pick<Output, 'isTTY' | 'columns' | 'write'>;
  env: Record<string, string | undefined>;
  /** `--json` or `--quiet`. */
  isQuiet: boolean;
  /** What there are many of. Default: items. */
  what?: string;
  /** Milliseconds from any moment on. */
  clock?: () => number;
}

/** What is done sooner needs no word. */
const PATIENCE = 700;
/** How often the line is written, at most. */
const INTERVAL = 100;
const CLEAR_LINE = '\r\x1b[K';

/**
 * One line on a terminal's stderr that says how far long work is, written over itself. Silent for the first 0.7 seconds, where
 * nobody watches (a pipe, CI), and where nobody wants to hear of it.
 */
export function startProgress(place: ProgressPlace): Progress {
  const { env, isQuiet, what = 'items', clock = () => process.uptime() * 1000 } = place;
  if (isQuiet || env.CI || env.TERM === 'dumb') return { report: () => undefined, clear: () => undefined };
  let next = clock() + PATIENCE;
  let isShown = false;
  return {
    report: (done, total) => {
      const now = clock();
      if (now < next) return;
      const { stderr } = place;
      next = stderr.isTTY ? now + INTERVAL : Number.POSITIVE_INFINITY;
      if (!stderr.isTTY) return;
      isShown = true;
      const percent = total === 0 ? 100 : Math.floor((done / total) * 100);
      // A line that goes over the edge could not be taken away.
      const { columns = 80 } = stderr;
      const fits = (text: string): boolean => text.length < (columns || 80);
      const text = [`${done} of ${total} ${what}, ${percent} %`, `${percent} %`].find(fits) ?? '';
      stderr.write(`${CLEAR_LINE}${text}`);
    },
    clear: () => {
      if (isShown) place.stderr.write(CLEAR_LINE);
      isShown = false;
    },
  };
}
