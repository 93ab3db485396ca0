import type { CheckResult } from '../../api/check.ts';
import type { Finding, Severity } from '../../doctor/finding.ts';
import { groupBy } from '../group-by.ts';
import { harmlessText } from '../harmless.ts';

const RANK: Record<Severity, number> = { error: 2, warning: 1, hint: 0 };

/**
 * JUnit XML: a suite per item, in it a case per rule that found something. A case fails by findings of `failOn` and
 * worse, as the run itself does; those below it are its output.
 */
export function junitFindings({ findings, summary }: CheckResult, failOn: Severity = 'error'): string {
  const suites = [...groupBy(findings, ({ item, path }) => item ?? path)].map(([name, ofItem]) => {
    const cases = [...groupBy(ofItem, ({ rule }) => rule).values()].map((ofRule) => caseOf(name, ofRule, failOn));
    return suiteOf(name, cases);
  });
  // Some readers take a report without any case for a broken one.
  const checked = `${summary.items} ${summary.items === 1 ? 'item' : 'items'} checked`;
  const passed: Case = { failed: false, xml: `    <testcase name="${checked}" classname="doctor"/>\n` };
  const all = suites.length > 0 ? suites : [suiteOf('doctor', [passed])];
  const tests = all.reduce((sum, suite) => sum + suite.tests, 0);
  const failures = all.reduce((sum, suite) => sum + suite.failures, 0);
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="tickets doctor" tests="${tests}" failures="${failures}" errors="0">
${all.map(({ xml }) => xml).join('')}</testsuites>
`;
}

interface Case {
  failed: boolean;
  xml: string;
}

function suiteOf(name: string, cases: readonly Case[]) {
  const tests = cases.length;
  const failures = cases.filter(({ failed }) => failed).length;
  const start = `  <testsuite name="${attribute(name)}" tests="${tests}" failures="${failures}" errors="0" skipped="0">\n`;
  return { tests, failures, xml: `${start}${cases.map(({ xml }) => xml).join('')}  </testsuite>\n` };
}

function caseOf(suite: string, findings: readonly Finding[], failOn: Severity): Case {
  const failing = findings.filter(({ severity }) => RANK[severity] >= RANK[failOn]);
  const output = findings.filter((finding) => !failing.includes(finding));
  const [first] = failing;
  const { rule = '', path = '' } = findings[0] ?? {};
  const parts = [
    `    <testcase name="${attribute(rule)}" classname="${attribute(suite)}" file="${attribute(path)}">\n`,
    // One failure for all of them: many readers show no more than the first.
    first &&
      `      <failure type="${first.severity}" message="${attribute(first.message)}">${linesOf(failing)}</failure>\n`,
    output.length > 0 && `      <system-out>${linesOf(output)}</system-out>\n`,
    '    </testcase>\n',
  ];
  return { failed: first !== undefined, xml: parts.filter((part) => typeof part === 'string').join('') };
}

function linesOf(findings: readonly Finding[]): string {
  return findings
    .map(({ path, line, column, severity, message, help }) => {
      const place = [path, line, column].filter((part) => part !== null).join(':');
      return content(`${place}: ${severity}: ${message}\n  ${help}`);
    })
    .join('\n');
}

/** Text as XML 1.0 may hold it: control characters are shown, what has no character at all is replaced. */
function content(text: string): string {
  return harmlessText(text)
    .toWellFormed()
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** A reader makes spaces of line breaks and tabs in an attribute, unless they are written by number. */
function attribute(text: string): string {
  return content(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}
