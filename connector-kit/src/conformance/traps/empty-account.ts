import { noStreams, type Trap } from '../trap.ts';

export const emptyAccount: Trap = {
  id: 'empty-account',
  says: 'an account that has nothing yet is read without a fault, and is done',
  whyNot: noStreams,
  async run(lab) {
    const box = await lab.boxOffice({ size: 'empty' });
    const ours = await lab.connect(box);
    const wrong: string[] = [];
    for (const which of ['first', 'second']) {
      const { failures, complete } = await ours.sync({ asked: true });
      for (const { stream, fault } of failures) wrong.push(`the ${which} sync: ${stream}: ${fault.code}`);
      if (!complete) wrong.push(`the ${which} sync is not whole`);
    }
    for (const [table, of] of Object.entries(await ours.state())) {
      if (of.length > 0 && SALES.has(table)) wrong.push(`${of.length} ${table} out of nothing`);
    }
    wrong.push(...(await ours.brokenRules()));
    wrong.push(...(await ours.openRejects()).map(({ stream, reason }) => `a reject of ${stream}: ${reason}`));
    return wrong;
  },
};

/** An account without sales may still have its rooms and kinds of tickets. */
const SALES = new Set(['events', 'performances', 'orders', 'order_items', 'tickets', 'customers']);
