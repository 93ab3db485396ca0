import { join, relative, resolve } from 'node:path';
import { RULES } from '../doctor/all-rules.ts';
import { type Baseline, parseBaseline } from '../doctor/baseline.ts';
import type { ItemsChecked } from '../doctor/check-items.ts';
import { checkTree, type Scope } from '../doctor/check-tree.ts';
import { CONFIG_FILE, type DoctorConfig, NO_CONFIG } from '../doctor/doctor-config.ts';
import type { CheckedFinding } from '../doctor/make-findings.ts';
import { parseConfig } from '../doctor/parse-config.ts';
import type { CheckContext } from '../doctor/rule.ts';
import { isDraftInProgress } from '../store/draft-in-progress.ts';
import type { Root } from '../store/locate-root.ts';
import { readText } from '../store/read-file.ts';
import { readLayout } from '../store/read-tree.ts';
import { resolveRef } from '../store/resolve-ref.ts';
import type { History } from '../tickets/history.ts';
import { type RepairedFiles, repairedLayout } from '../tickets/repaired-tree.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import type { TreeLayout } from '../tickets/tree.ts';
import { changedSince, withStagedTree } from './changed-items.ts';
import type { CheckOptions, CheckSummary } from './check.ts';
import { cloneFacts } from './clone-facts.ts';
import { rootPrefix } from './root-prefix.ts';
import { severityCounts } from './severity-counts.ts';
import { lockPath, type Workspace } from './workspace.ts';

/** A check's findings with their repairs. */
export interface CheckRun {
  findings: CheckedFinding[];
  summary: CheckSummary;
}

/** A tree that is to be checked, before its items are read. */
export interface CheckSetup {
  /** Where the items are. */
  root: string;
  /** As the disk has it: where the items are. */
  layout: TreeLayout;
  context: CheckContext;
  scope: Scope | undefined;
  /** Makes the result, with what came of the items. */
  conclude: (checked: ItemsChecked) => CheckRun;
}

/** Runs a step for the tree that the options mean: this one, or that of the index. */
export function withSetup<T>(
  workspace: Workspace,
  options: CheckOptions,
  { repaired, history }: { repaired: RepairedFiles; history: History },
  step: (setup: CheckSetup) => T,
): T {
  const { root } = workspace;
  const { refs = [], staged, since } = options;
  const baseline = options.baseline === undefined ? null : readBaseline(resolve(workspace.cwd, options.baseline));
  const run = (tree: Root, scope?: Scope): T => step(setUp(workspace, tree, { repaired, history, scope, baseline }));
  if (staged) return withStagedTree(root, run);
  if (since !== undefined) return run(root, changedSince(root, since));
  if (refs.length === 0) return run(root);
  const ids = new Set(refs.map((ref) => resolveRef(root.path, ref).id));
  return run(root, ({ item }) => item !== null && ids.has(item));
}

interface SetupOptions {
  repaired: RepairedFiles;
  history: History;
  scope: Scope | undefined;
  baseline: Baseline | null;
}

function setUp(workspace: Workspace, root: Root, options: SetupOptions): CheckSetup {
  const { scope, baseline, repaired, history } = options;
  const layout = readLayout(root);
  const context: CheckContext = {
    now: workspace.now(),
    layout: repairedLayout(layout, repaired),
    history,
    isInProgress: (path) => isDraftInProgress(root.path, path, lockPath(workspace), workspace.now()),
  };
  const config = readConfig(root);
  const conclude = (checked: ItemsChecked): CheckRun => {
    const { findings, ...counts } = checkTree({
      rules: RULES,
      context,
      checked,
      prefix: rootPrefix(root),
      config,
      clone: cloneFacts(workspace),
      scope,
    });
    const shown = baseline ? findings.filter(({ finding }) => !baseline.has(finding.fingerprint)) : findings;
    const known = findings.length - shown.length;
    return {
      findings: shown,
      summary: {
        items: counts.items,
        ...severityCounts(shown.map(({ finding }) => finding)),
        ignored: counts.ignored,
        known,
        gone: baseline === null || scope ? null : baseline.size - known,
        unread: counts.unread,
      },
    };
  };
  return { root: root.path, layout, context, scope, conclude };
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
