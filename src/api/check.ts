import { join, relative, resolve } from 'node:path';
import { RULES } from '../doctor/all-rules.ts';
import { type Baseline, parseBaseline, serializeBaseline } from '../doctor/baseline.ts';
import { checkTree } from '../doctor/check-tree.ts';
import { CONFIG_FILE, type DoctorConfig, NO_CONFIG } from '../doctor/doctor-config.ts';
import type { Finding } from '../doctor/finding.ts';
import type { CheckedFinding } from '../doctor/make-findings.ts';
import { parseConfig } from '../doctor/parse-config.ts';
import { gitHistory } from '../git/git-history.ts';
import { isDraftInProgress } from '../store/draft-in-progress.ts';
import type { Root } from '../store/locate-root.ts';
import { readText } from '../store/read-file.ts';
import { placesIn, readItems, readLayout } from '../store/read-tree.ts';
import { resolveRef } from '../store/resolve-ref.ts';
import type { History } from '../tickets/history.ts';
import { type RepairedFiles, repairedItems, repairedLayout } from '../tickets/repaired-tree.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import { changedSince, type Scope, withStagedTree } from './changed-items.ts';
import { cloneFacts } from './clone-facts.ts';
import { rootPrefix } from './root-prefix.ts';
import { type SeverityCounts, severityCounts } from './severity-counts.ts';
import { lockPath, type Workspace } from './workspace.ts';

/** At most one of `refs`, `staged` and `since`. Default: everything. Rules over the whole tree see all of it anyway. */
export interface CheckOptions {
  /** Only the findings of these items, and those of the tree as a whole that name them. */
  refs?: readonly string[];
  /** Only what is staged, with the content that is staged. */
  staged?: boolean;
  /** Only what changed since this branch parted from a revision, untracked files included. */
  since?: string;
  /** A file of findings that are known already; see serializeBaseline. */
  baseline?: string;
}

export interface CheckSummary extends SeverityCounts {
  /** How many items were looked at. */
  items: number;
  /** How many findings tickets.yml ignores. */
  ignored: number;
  /** How many findings are in the baseline. */
  known: number;
  /** How many findings of the baseline are there no more; null where not everything was looked at. */
  gone: number | null;
  /** How many files and directories could not be read: where there are any, the check is not complete. */
  unread: number;
}

export interface CheckResult {
  root: string;
  findings: Finding[];
  summary: CheckSummary;
}

/** A check's findings with their repairs. */
export interface CheckRun {
  findings: CheckedFinding[];
  summary: CheckSummary;
}

/** Checks the tree with every rule, as tickets.yml has it. Throws a TicketsError `config` for a faulty one. */
export function check(workspace: Workspace, options: CheckOptions = {}, history?: History): CheckResult {
  const { findings, summary } = runScoped(workspace, options, { repaired: new Map(), history, keepRepairs: false });
  return { root: workspace.root.path, findings: findings.map(({ finding }) => finding), summary };
}

/** A baseline that holds what doctor finds now, how many findings that are, and how much could not be read. */
export function makeBaseline(workspace: Workspace): { text: string; findings: number; unread: number } {
  const { findings, summary } = check(workspace);
  return { text: serializeBaseline(findings), findings: findings.length, unread: summary.unread };
}

/** The same with the repairs, on the tree as earlier ones would leave it. */
export function runChecks(
  workspace: Workspace,
  options: CheckOptions = {},
  repaired: RepairedFiles = new Map(),
  history?: History,
): CheckRun {
  return runScoped(workspace, options, { repaired, history, keepRepairs: true });
}

interface RunInput {
  repaired: RepairedFiles;
  /** Default: git is asked anew. */
  history: History | undefined;
  keepRepairs: boolean;
}

function runScoped(workspace: Workspace, options: CheckOptions, input: RunInput): CheckRun {
  const { root } = workspace;
  const history = input.history ?? gitHistory(root.project);
  const { refs = [], staged, since } = options;
  const baseline = options.baseline === undefined ? null : readBaseline(resolve(workspace.cwd, options.baseline));
  const run = (tree: Root, scope?: Scope): CheckRun => runOn(workspace, tree, { ...input, scope, baseline, history });
  if (staged) return withStagedTree(root, run);
  if (since !== undefined) return run(root, changedSince(root, since));
  if (refs.length === 0) return run(root);
  const ids = new Set(refs.map((ref) => resolveRef(root.path, ref).id));
  return run(root, ({ item }) => item !== null && ids.has(item));
}

interface RunOptions extends RunInput {
  scope: Scope | undefined;
  baseline: Baseline | null;
  history: History;
}

function runOn(workspace: Workspace, root: Root, options: RunOptions): CheckRun {
  const { scope, baseline, repaired, history, keepRepairs } = options;
  const layout = readLayout(root);
  const { findings, ...checked } = checkTree({
    rules: RULES,
    layout: repairedLayout(layout, repaired),
    items: repairedItems(readItems(root.path, placesIn(layout)), repaired),
    keepRepairs,
    context: {
      now: workspace.now(),
      history,
      isInProgress: (path) => isDraftInProgress(root.path, path, lockPath(workspace), workspace.now()),
    },
    prefix: rootPrefix(root),
    config: readConfig(root),
    clone: cloneFacts(workspace),
    scope,
  });
  const shown = baseline ? findings.filter(({ finding }) => !baseline.has(finding.fingerprint)) : findings;
  const known = findings.length - shown.length;
  return {
    findings: shown,
    summary: {
      items: checked.items,
      ...severityCounts(shown.map(({ finding }) => finding)),
      ignored: checked.ignored,
      known,
      gone: baseline === null || scope ? null : baseline.size - known,
      unread: checked.unread,
    },
  };
}

function readConfig(root: Root): DoctorConfig {
  const path = join(root.path, CONFIG_FILE);
  const name = relative(root.project, path).replaceAll('\\', '/');
  const text = readSettings(path, name);
  const ids = RULES.map((rule) => rule.id);
  return text === null ? NO_CONFIG : parseConfig(text, ids, name);
}

function readBaseline(path: string): Baseline {
  const text = readSettings(path, path);
  if (text !== null) return parseBaseline(text, path);
  throw new TicketsError('config', `${path} is not there`, '`tickets doctor --write-baseline` makes it');
}

function readSettings(path: string, name: string): string | null {
  const read = readText(path);
  if (read.kind === 'missing') return null;
  if (read.kind === 'unreadable') throw new TicketsError('config', `${name} ${read.reason}`);
  if (!read.validUtf8) throw new TicketsError('config', `${name} is not valid UTF-8`);
  return read.text;
}
