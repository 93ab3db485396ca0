import type { ExampleTree } from '../../../src/doctor/example-tree.ts';
import type { Finding, Severity } from '../../../src/doctor/finding.ts';
import type { Damage, Planted } from './damage.ts';
import type { PlantingGround } from './planting-ground.ts';
import { seededRandom } from './random.ts';
import type { Subject } from './subject.ts';

/** What came of planting one sort of damage. */
export interface Harvest {
  planted: number;
  /** How often what came out was no damage, or beyond what files alone can tell, by reason. */
  excluded: Map<string, number>;
  /** What was planted and not found, to be read by people. */
  missed: string[];
}

const RANK: Record<Severity, number> = { hint: 0, warning: 1, error: 2 };

/** Plants every sort of damage into every item, and looks whether it is found. */
export function plantAll(
  damages: readonly Damage[],
  subjects: readonly Subject[],
  seed: string,
  ground: PlantingGround,
): Map<string, Harvest> {
  const harvests = new Map(
    damages.map(({ name }): [string, Harvest] => [name, { planted: 0, excluded: new Map(), missed: [] }]),
  );
  for (const subject of subjects) {
    const known = new Set(ground.check(subject.tree).map(({ fingerprint }) => fingerprint));
    for (const damage of damages) {
      const harvest = harvests.get(damage.name) as Harvest;
      for (let time = 0; time < (damage.times ?? 1); time += 1) {
        const outcome = damage.plant(subject, seededRandom(seed, damage.name, subject.name, time));
        if (outcome === null) continue;
        if (!('tree' in outcome)) {
          const [kind = '', reason = ''] = Object.entries(outcome)[0] ?? [];
          const key = `${kind}: ${reason}`;
          harvest.excluded.set(key, (harvest.excluded.get(key) ?? 0) + 1);
          continue;
        }
        harvest.planted += 1;
        const found = ground.check(outcome.tree).filter(({ fingerprint }) => !known.has(fingerprint));
        if (!found.some((finding) => isWanted(finding, outcome))) {
          harvest.missed.push(describe(damage, subject, time, outcome, found));
        }
      }
    }
  }
  return harvests;
}

function isWanted(finding: Finding, { rules, paths, lines, severity }: Planted): boolean {
  if (!rules.includes(finding.rule) || RANK[finding.severity] < RANK[severity]) return false;
  if (!paths.some((path) => pathInProject(path) === finding.path)) return false;
  if (lines === undefined) return true;
  return finding.line !== null && finding.line <= lines[1] && (finding.endLine ?? finding.line) >= lines[0];
}

function pathInProject(path: string): string {
  return path.startsWith('../') ? path.slice(3) : `work-items/${path}`;
}

function describe(damage: Damage, subject: Subject, time: number, wanted: Planted, found: readonly Finding[]): string {
  const place = wanted.lines ? `:${wanted.lines.join('-')}` : '';
  const seen = found.map(({ rule, severity, path, line }) => `${severity} ${rule} ${path}:${line ?? '-'}`);
  return [
    `${damage.name}, into ${subject.name}, time ${time}`,
    `  wanted: ${wanted.severity} ${wanted.rules.join(' | ')} in ${wanted.paths.join(' | ')}${place}`,
    `  found: ${seen.join('; ') || 'nothing new'}`,
    ...changes(subject.tree, wanted.tree),
  ].join('\n');
}

/** What was changed in the texts, each where it begins. */
function changes(before: ExampleTree, after: ExampleTree): string[] {
  return Object.entries(after).flatMap(([path, entry]) => {
    const was = before[path];
    if (typeof entry !== 'string' || typeof was !== 'string' || entry === was) return [];
    let at = 0;
    while (entry[at] === was[at] && at < entry.length) at += 1;
    const shown = (text: string): string => JSON.stringify(text.slice(Math.max(0, at - 40), at + 60));
    return [`  ${path}: ${shown(was)} became ${shown(entry)}`];
  });
}
