import { editField } from '../../../format/edit-field.ts';
import { findFences } from '../../../format/fences.ts';
import { findField } from '../../../format/front-matter.ts';
import { textLines } from '../../../format/text-lines.ts';
import type { ThreadEvent } from '../../../format/thread.ts';
import type { CheckedFile } from '../../../tickets/tree.ts';
import { EXAMPLE_ID, exampleItem } from '../../example-tree.ts';
import { fieldPlace } from '../../field-place.ts';
import { editFile } from '../../fix.ts';
import { itemFiles } from '../../item-files.ts';
import { itemTitle } from '../../item-title.ts';
import { findMojibake, type Mojibake, mayBeMojibake, repairMojibake } from '../../mojibake.ts';
import type { Report, Rule } from '../../rule.ts';

const description = 'write the title as it was meant';
const SIGNED = 'leave the event as it is, for its id would no longer fit; say in a new one how it reads';

export const mojibake: Rule = {
  id: 'text/mojibake',
  severity: 'warning',
  summary: 'text was read in the wrong encoding and written again',
  why: `UTF-8 that a program takes for Latin-1 or Windows-1252 and writes as UTF-8 turns every letter that is not ASCII into
two or three: \`é\` becomes \`Ã©\`, \`あ\` becomes \`ã\` and two invisible controls. Nobody finds such a title by a search, and
YAML refuses the controls. As long as no character is lost, the text can be read back, and the message shows it.`,
  help: 'replace the text by the one in the message if it reads right',
  fix: { safety: 'unsafe', description },
  bad: exampleItem((text) =>
    text.replace('title: Search is slow', 'title: The caf\u00c3\u00a9\u00e2\u20ac\u2122s search is slow'),
  ),
  good: exampleItem((text) => text.replace('title: Search is slow', 'title: The caf\u00e9\u2019s search is slow')),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 4, column: 8 },
  checkItem: (item) => {
    const reports: Report[] = [];
    for (const file of itemFiles(item)) {
      if (!mayBeMojibake(file.text)) continue;
      const title = file === item.item ? itemTitle(item) : '';
      const meant = repairMojibake(title);
      const parsed = item.parsedItem();
      const titleLine = parsed && findField(parsed.frontMatter, 'title')?.line;
      if (file === item.item && parsed && meant !== title) {
        const report = { ...fieldPlace(item, 'title'), message: `the title is mojibake of '${meant}'` };
        if (parsed.frontMatter.state === 'closed' && file.validUtf8) {
          const repairs = [editFile(file, [editField(parsed.frontMatter, 'title', meant)])];
          reports.push({ ...report, fix: { safety: 'unsafe', description, repairs } });
        } else reports.push(report);
      }
      const eventAt = (line: number): ThreadEvent | undefined =>
        file === item.thread ? item.parsedThread()?.events.findLast((event) => event.line <= line) : undefined;
      const [first, ...more] = mojibakeLines(file).filter(
        // What an edit put right stands in its event as it was before.
        ({ line }) => (file !== item.item || line !== titleLine) && eventAt(line)?.kind !== 'item_edit',
      );
      if (!first) continue;
      const { line, found } = first;
      const help = eventAt(line)?.id != null ? { help: SIGNED } : {};
      const place = { path: file.path, line, column: found.start + 1, endLine: line, endColumn: found.end + 1 };
      const others = more.length === 0 ? '' : `, and so on in ${more.length} more lines`;
      reports.push({ ...place, message: `mojibake of '${found.repaired}'${others}`, ...help });
    }
    return reports;
  },
};

/** The lines of a file's text that hold mojibake, each with its first; code may be about it, and is left out. */
function mojibakeLines({ text }: CheckedFile): { line: number; found: Mojibake }[] {
  const lines = textLines(text);
  const { fenced } = findFences(lines);
  return lines.flatMap((line, index) => {
    if (fenced[index] || !mayBeMojibake(line.text)) return [];
    // Inline code keeps its length, so that positions stay.
    const [found] = findMojibake(line.text.replace(/`[^`]*`/g, (code) => ' '.repeat(code.length)));
    return found ? [{ line: line.number, found }] : [];
  });
}
