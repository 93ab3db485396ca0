import type { Input } from './input.ts';
import type { Output } from './output.ts';

/** The streams, environment and clock of one run: handed in, so that tests can pin them. */
export interface Io {
  stdin: Input;
  stdout: Output;
  stderr: Output;
  env: Record<string, string | undefined>;
  cwd: string;
  now: () => Date;
}

/** What commands are given: they print nothing themselves, but may have to say what they wait for. */
export interface CommandIo extends Io {
  /** Prints one line on stderr, harmlessly. */
  notice: (line: string) => void;
}
