import { isNotHere } from '../arrangement.ts';
import { finish, rows, someOf } from '../compare.ts';
import { noStreams, type Trap } from '../trap.ts';

/** Words for what a person can be known or reached by. A postcode is let through where it says that only its area is kept. */
const PERSONAL =
  /\b(first|last|given|family|sur|full)[-_ ]?name|e-?mail|phone|mobile|birth|\bdob\b|street|address ?line|line ?[12]|barcode|\biban\b|card|signature|password|note|comment|vat/i;
const AS_AREA = /sector|area|routing/i;

export const keepsNothingPersonal: Trap = {
  id: 'keeps-nothing-personal',
  says: 'nothing personal is among the fields that are declared, nor in anything that is kept or said',
  whyNot: noStreams,
  async run(lab) {
    const wrong = lab.connector.streams.flatMap(({ name, keeps }) =>
      keeps
        .filter((field) => PERSONAL.test(field) || (/post ?code|zip/i.test(field) && !AS_AREA.test(field)))
        .map((field) => `${name} declares that it keeps ${field}`),
    );
    const box = await lab.boxOffice({ size: 'small' });
    const ours = await lab.connect(box);
    // Whatever quotes what it chokes on gets a chance to.
    for (const name of ['changed-type', 'missing-field', 'cut-off', 'page-instead'] as const) {
      const wordings = lab.provider.faults[name];
      if (isNotHere(wordings)) continue;
      for (const fault of wordings) {
        await box.exactFault({ ...fault, times: 6 });
        await ours.sync({ asked: true });
        await box.heal();
      }
    }
    await box.change(10, true);
    wrong.push(...(await finish(ours)));
    // A search that finds nothing proves nothing unless it finds what is there.
    const [event] = rows(await ours.state(), 'events');
    const known = typeof event?.name === 'string' ? event.name : null;
    if (known === null || (await ours.findKept([known])).length === 0) {
      wrong.push('the search does not even find the name of an event');
    }
    const personal = await box.personal();
    if (personal.length === 0) wrong.push('the simulator names no personal texts: nothing could be found');
    const found = await ours.findKept(personal);
    return [...wrong, ...someOf(found.map((where) => `something personal is kept: ${where}`))];
  },
};
