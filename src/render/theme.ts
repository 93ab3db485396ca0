/** Styles by what they mean. */
export interface Theme {
  title: (text: string) => string;
  dim: (text: string) => string;
  error: (text: string) => string;
  warning: (text: string) => string;
  hint: (text: string) => string;
  good: (text: string) => string;
}

const plain = (text: string): string => text;

export const PLAIN_THEME: Theme = { title: plain, dim: plain, error: plain, warning: plain, hint: plain, good: plain };

/** The theme for a stream; chalk is loaded only where there is colour. */
export async function loadTheme(color: boolean): Promise<Theme> {
  if (!color) return PLAIN_THEME;
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  // Wrapped, because chalk joins all the arguments that it is given.
  return {
    title: (text) => chalk.bold(text),
    dim: (text) => chalk.dim(text),
    error: (text) => chalk.red.bold(text),
    warning: (text) => chalk.yellow(text),
    hint: (text) => chalk.cyan(text),
    good: (text) => chalk.green(text),
  };
}

export interface ColorChoice {
  /** `--no-color` or `--color`; undefined where neither was given. */
  option: boolean | undefined;
  env: Record<string, string | undefined>;
  isTerminal: boolean;
}

/** Whether to colour: the option, then FORCE_COLOR, NO_COLOR and the terminal, as Node itself decides. */
export function wantsColor({ option, env, isTerminal }: ColorChoice): boolean {
  if (option !== undefined) return option;
  const { FORCE_COLOR, NO_COLOR, TERM } = env;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  if (NO_COLOR) return false;
  return isTerminal && TERM !== 'dumb';
}
