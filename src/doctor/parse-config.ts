import { nearestWord } from '../format/nearest-word.ts';
import { parseYamlTree, type YamlEntry, type YamlTree } from '../format/yaml-tree.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import {
  CONFIG_FILE,
  type DoctorConfig,
  IGNORE_KEYS,
  type Ignore,
  isConfigurable,
  NO_CONFIG,
  RULE_SETTINGS,
} from './doctor-config.ts';
import type { Severity } from './finding.ts';
import { nearestRule } from './nearest-rule.ts';

/**
 * Reads tickets.yml. What it does not know is an error, never passed over: a mistyped rule that is silently still on, or
 * silently off, is what a configuration must not be. Throws a TicketsError `config` with the line.
 */
export function parseConfig(text: string, ruleIds: readonly string[], name: string = CONFIG_FILE): DoctorConfig {
  try {
    return readConfig(text, ruleIds);
  } catch (error) {
    if (!(error instanceof ConfigProblem)) throw error;
    throw new TicketsError('config', `${name}:${error.line}: ${error.message}`, error.hint);
  }
}

/** Something wrong at a line: the readers below know no name of the file. */
class ConfigProblem extends Error {
  readonly line: number;
  readonly hint: string;

  constructor(line: number, message: string, hint: string) {
    super(message);
    this.line = line;
    this.hint = hint;
  }
}

function readConfig(text: string, ruleIds: readonly string[]): DoctorConfig {
  const parsed = parseYamlTree(text);
  if ('problem' in parsed) return fail(parsed.problem.line, parsed.problem.message);
  if (parsed.tree.kind === 'null') return NO_CONFIG;
  const [doctor] = entriesOf(parsed.tree, 'the file', ['doctor']);
  if (!doctor || doctor.value.kind === 'null') return NO_CONFIG;
  let { severities, ignores } = NO_CONFIG;
  for (const { key, value } of entriesOf(doctor.value, 'doctor', ['rules', 'ignore'])) {
    if (value.kind === 'null') continue;
    if (key === 'rules') severities = readSeverities(value, ruleIds);
    else ignores = readIgnores(value, ruleIds);
  }
  return { severities, ignores };
}

function readSeverities(tree: YamlTree, ruleIds: readonly string[]): DoctorConfig['severities'] {
  return new Map(
    entriesOf(tree, 'rules').map((entry): [string, Severity | 'off'] => {
      const word = textOf(entry);
      const severity = RULE_SETTINGS.find((candidate) => candidate === word);
      if (!severity) return fail(entry.line, `${entry.key} cannot be '${word}'`, `one of ${RULE_SETTINGS.join(', ')}`);
      return [checkRule(entry.key, entry.line, ruleIds), severity];
    }),
  );
}

function readIgnores(tree: YamlTree, ruleIds: readonly string[]): Ignore[] {
  if (tree.kind !== 'list') return fail(tree.line, 'ignore is no list', 'each entry begins with `- rule: …`');
  return tree.items.map((item): Ignore => {
    const entries = entriesOf(
      item,
      'an entry of ignore',
      IGNORE_KEYS.map(({ key }) => key),
    );
    const fieldOf = (key: (typeof IGNORE_KEYS)[number]['key']): string | null => {
      const entry = entries.find((candidate) => candidate.key === key);
      return entry ? textOf(entry) : null;
    };
    const { line } = item;
    const rule =
      fieldOf('rule') ?? fail(line, 'an entry of ignore names no rule', 'like `- rule: closed/no-resolution`');
    const reason = fieldOf('reason') ?? fail(line, `ignoring ${rule} needs a reason`, 'for those who meet it later');
    return {
      rule: checkRule(rule, line, ruleIds),
      item: fieldOf('item'),
      path: fieldOf('path')?.replace(/\/+$/, '') ?? null,
      fingerprint: fieldOf('fingerprint'),
      reason,
      line,
    };
  });
}

function checkRule(id: string, line: number, ruleIds: readonly string[]): string {
  if (!isConfigurable(id))
    return fail(line, `${id} cannot be changed here`, 'it guards the log against this very commit');
  if (ruleIds.includes(id)) return id;
  return fail(line, `there is no rule '${id}'`, nearestRule(id, ruleIds));
}

/** The entries of a map, of which only the known ones may occur. */
function entriesOf(tree: YamlTree, what: string, known?: readonly string[]): YamlEntry[] {
  if (tree.kind !== 'map') return fail(tree.line, `${what} is no map of keys and values`);
  for (const { key, line } of tree.entries) {
    if (!known || known.includes(key)) continue;
    const nearest = nearestWord(key, known);
    fail(line, `unknown key '${key}'`, nearest ? `did you mean '${nearest}'?` : `one of ${known.join(', ')}`);
  }
  return tree.entries;
}

function textOf({ key, line, value }: YamlEntry): string {
  if (value.kind === 'text' && value.text.trim() !== '') return value.text;
  return fail(line, `${key} has no text as its value`);
}

function fail(line: number, message: string, hint = 'docs/doctor.md shows what it may hold'): never {
  throw new ConfigProblem(line, message, hint);
}
