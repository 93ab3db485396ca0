import type { CheckResult } from '../../api/check.ts';
import type { Finding, Severity } from '../../doctor/finding.ts';
import { harmlessText } from '../harmless.ts';

const COMMAND: Record<Severity, string> = { error: 'error', warning: 'warning', hint: 'notice' };

/** Workflow commands of GitHub Actions, one a line: annotations at the lines of a pull request. */
export function githubFindings({ findings }: CheckResult): string {
  return findings
    .map((finding) => {
      const properties = Object.entries(propertiesOf(finding)).flatMap(([name, value]) =>
        value === null ? [] : [`${name}=${escapeProperty(String(value))}`],
      );
      const text = escapeData(`${finding.message}\n${finding.help}`);
      return `::${COMMAND[finding.severity]} ${properties.join(',')}::${text}\n`;
    })
    .join('');
}

function propertiesOf({
  path,
  line,
  column,
  endLine,
  endColumn,
  rule,
}: Finding): Record<string, string | number | null> {
  // GitHub takes columns only for an annotation of one line.
  const oneLine = line !== null && (endLine === null || endLine === line);
  return {
    file: path,
    line,
    col: oneLine ? column : null,
    endLine: line === null ? null : endLine,
    endColumn: oneLine ? endColumn : null,
    title: rule,
  };
}

/** The percent sign first, since it is what the others are written with. */
function escapeData(text: string): string {
  return harmlessText(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
