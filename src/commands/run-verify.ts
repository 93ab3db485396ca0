import { rootPrefix } from '../api/root-prefix.ts';
import { type VerifyResult, verify } from '../api/verify.ts';
import { EXIT } from '../exit-code.ts';
import type { View } from '../render/view.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import { isSilent, leastSeverity, verdict } from './check-verdict.ts';
import type { CommandContext, Outcome } from './command-module.ts';
import { type DoctorOptions, type Format, readOutput } from './doctor-options.ts';
import { plural } from './plural.ts';

type VerifyOptions = Pick<DoctorOptions, 'format' | 'output' | 'strict' | 'failOn'> & {
  base: string;
  head?: string;
  mergeBase?: boolean;
};

/** What `tickets verify` does. */
export async function runVerify(context: CommandContext, rawOptions: Record<string, unknown>): Promise<Outcome> {
  const { base, head, mergeBase, output, format, ...options } = rawOptions as unknown as VerifyOptions;
  if (context.global.json && format !== undefined && format !== 'json') {
    throw new TicketsError('usage', `--json and --format ${format} exclude each other`, 'give one');
  }
  const outputs = (output ?? []).map(readOutput);
  const workspace = context.workspace();
  const wanted = { base, ...(head !== undefined && { head }), ...(mergeBase && { mergeBase }) };
  const result = await verify(workspace, wanted);
  const exitCode = verdict(result, options);
  // Only who has something to show should pay for what shows it; the formats for other programs describe all rules.
  const names = [format ?? 'text', ...outputs.map((out) => out.format)];
  const formats = names.some((name) => name !== 'text') ? await import('../render/findings-formats.ts') : null;
  const texts = result.findings.length > 0 ? await import('../render/findings-text.ts') : null;
  const render = (name: Format, view: View): string => {
    if (name !== 'text' && formats) return formats.FINDINGS_FORMATS[name](result, leastSeverity(options));
    if (!texts) return `${view.theme.good('verify: ok')}\n`;
    return texts.findingsText(result, view, exitCode === EXIT.done, 'verify');
  };
  return {
    json: result,
    text: (view) => {
      const isText = (format ?? 'text') === 'text';
      return isText && isSilent(result, exitCode, context.global.quiet) ? '' : render(format ?? 'text', view);
    },
    files: outputs.map(({ format: name, path }) => ({ path, text: (view) => render(name, view) })),
    message: summaryLine(result, rootPrefix(workspace.root)),
    exitCode,
    warnings: result.diverged && exitCode !== EXIT.done ? [DIVERGED] : [],
  };
}

const DIVERGED =
  'the base has commits that the head lacks, and their events are missing: merge them, or use --merge-base';

function summaryLine({ base, head, merges, cut, summary }: VerifyResult, root: string): string {
  const since = base.map((commit) => commit.slice(0, 7)).join(' and ');
  const between = merges > 0 ? `, ${plural(merges, 'merge')} between them` : '';
  const here = `${plural(summary.items, 'changed item')} in ${root} at ${head.slice(0, 7)} compared with ${since}${between}`;
  return cut > 0 ? `${here}; what came before ${plural(cut, 'commit')} of a shallow clone was not looked at` : here;
}
