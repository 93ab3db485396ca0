import type { CheckResult } from '../../api/check.ts';
import { RULES } from '../../doctor/all-rules.ts';
import type { Finding, Severity } from '../../doctor/finding.ts';
import { VERSION } from '../../version.ts';
import { harmlessJson } from '../harmless.ts';

const LEVEL: Record<Severity, string> = { error: 'error', warning: 'warning', hint: 'note' };
const ROOT = '%SRCROOT%';

/** SARIF 2.1.0, as code scanning services read it. Of the rules it describes those that found something. */
export function sarifFindings({ findings }: CheckResult): string {
  const ruleIds = [...new Set(findings.map(({ rule }) => rule))].sort();
  const indexes = new Map(ruleIds.map((id, index) => [id, index]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'tickets', version: VERSION, rules: ruleIds.map((id) => descriptorOf(id, findings)) } },
        columnKind: 'utf16CodeUnits',
        // Without an address: where the repository lies is known to the one who reads this.
        originalUriBaseIds: { [ROOT]: { description: { text: 'The root of the repository.' } } },
        results: findings.map((finding) => resultOf(finding, indexes.get(finding.rule) ?? 0)),
      },
    ],
  };
  return `${harmlessJson(log)}\n`;
}

function descriptorOf(id: string, findings: readonly Finding[]) {
  const rule = RULES.find((candidate) => candidate.id === id);
  if (!rule) {
    // A finding about the configuration, say, has no file of its own among the rules.
    const help = findings.find((finding) => finding.rule === id)?.help ?? id;
    return { id, shortDescription: { text: id }, help: { text: help } };
  }
  const why = unwrap(rule.why);
  return {
    id,
    shortDescription: { text: rule.summary },
    fullDescription: { text: why },
    help: { text: rule.help, markdown: `${rule.why}\n\n**What to do:** ${rule.help}` },
    defaultConfiguration: { level: LEVEL[rule.severity] },
  };
}

function resultOf(finding: Finding, ruleIndex: number) {
  const region = regionOf(finding);
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: LEVEL[finding.severity],
    message: { text: finding.message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(finding.path), uriBaseId: ROOT },
          ...(region && { region }),
        },
      },
    ],
    partialFingerprints: { 'tickets/v1': finding.fingerprint },
  };
}

function regionOf({ line, column, endLine, endColumn }: Finding) {
  if (line === null) return null;
  return {
    startLine: line,
    ...(column !== null && { startColumn: column }),
    ...(endLine !== null && { endLine }),
    ...(endColumn !== null && { endColumn }),
  };
}

function uriOf(path: string): string {
  // A lone surrogate has no form in a URI.
  return path.toWellFormed().split('/').map(encodeURIComponent).join('/');
}

/** Paragraphs on a line each: in the source they are wrapped at its width. */
function unwrap(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replaceAll('\n', ' '))
    .join('\n\n');
}
