// A process that uses the library for long. Arguments: what it does, the root, its number, how often.
import { Tickets } from '../../src/index.ts';

const [what = '', root = '', number = '', times = '0'] = process.argv.slice(2);
const tickets = await Tickets.open({ root, lockTimeout: 300_000 });
const author = `worker ${number}`;
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

if (what === 'create') {
  const { id } = await tickets.create({ title: 'One title', author });
  say(id);
}
if (what === 'same') {
  const [item] = (await tickets.list()).items;
  for (let index = 0; index < Number(times); index += 1) {
    const { event } = await tickets.comment(item?.id ?? '', 'Done.', { author: 'all' });
    say(event.id);
  }
}
if (what === 'events') {
  const ids = (await tickets.list({ status: 'all' })).items.map((item) => item.id).sort();
  for (let index = 0; index < Number(times); index += 1) {
    const id = ids[(Number(number) + index) % ids.length] ?? '';
    const body = `${number}/${index}`;
    // Some close an item and later reopen the same; whoever comes too late leaves a comment.
    if (Number(number) % 8 === 0 && index % 5 === 0) {
      const own = ids[Math.floor(index / 10 + Number(number) / 8) % ids.length] ?? '';
      try {
        await (index % 10 === 0 ? tickets.close(own, body, { author }) : tickets.reopen(own, body, { author }));
        continue;
      } catch (error) {
        if (!['already-closed', 'not-closed'].includes((error as { code?: string }).code ?? '')) throw error;
      }
    }
    await tickets.comment(id, body, { author });
  }
  say('done');
}
if (what === 'move') {
  const ids = (await tickets.list({ status: 'all' })).items.map((item) => item.id);
  for (;;) {
    for (const id of ids) {
      for (const status of ['pending', 'closed', 'open'] as const) await tickets.setStatus(id, status, { author });
    }
  }
}
if (what === 'acknowledge') {
  const ids = (await tickets.list({ status: 'all' })).items.map((item) => item.id).sort();
  for (let index = 0; ; index += 1) {
    const id = ids[Math.floor(Math.random() * ids.length)] ?? '';
    const body = `${number}/${index} ${'x'.repeat(Math.random() < 0.2 ? 50_000 : 10)}`;
    const { status } = await tickets.show(id);
    try {
      const random = Math.random();
      const result =
        random < 0.5
          ? await tickets.comment(id, body, { author })
          : random < 0.7
            ? await tickets.edit(id, { title: body.slice(0, 30) }, { author })
            : status === 'closed'
              ? await tickets.reopen(id, body, { author })
              : await tickets.close(id, body, { author });
      say(`${id} ${result.event?.id}`);
    } catch (error) {
      if (!['already-closed', 'not-closed'].includes((error as { code?: string }).code ?? '')) throw error;
    }
  }
}
