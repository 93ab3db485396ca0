import type { Theme } from './theme.ts';

/** What a renderer needs to know of the place that it writes for. */
export interface View {
  theme: Theme;
  /** Columns of the terminal; 80 where it is none. */
  width: number;
  isTerminal: boolean;
  now: Date;
}
