import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plans } from '../criteria/criteria-for-tests.ts';
import { type BuilderAction, type Draft, EMPTY_DRAFT, reduceBuilder } from './draft.ts';
import { begin, type History } from './history.ts';

/** Actions as people do them: criteria, words, and now and then a step back. */
const some = fc.tuple(
  plans,
  fc.array(fc.constantFrom('name', 'folder', 'undo', 'redo', 'read-only'), { maxLength: 20 }),
);

type Done = readonly BuilderAction[];

function actionsOf([deeds, others]: [readonly ((draft: Draft['criteria']) => unknown)[], readonly string[]]) {
  return (history: History<Draft>, index: number): BuilderAction | null => {
    const other = others[index];
    if (index % 2 === 1 && other !== undefined) {
      if (other === 'undo' || other === 'redo') return { act: other };
      if (other === 'read-only') return { act: 'info', change: { isReadOnly: !history.present.info.isReadOnly } };
      return { act: 'info', change: { [other]: `${index}` } };
    }
    const plan = deeds[index];
    if (plan === undefined) return null;
    // The plans are of criteria's deeds.
    return {
      act: 'criteria',
      deed: plan(history.present.criteria) as Extract<Done[number], { act: 'criteria' }>['deed'],
    };
  };
}

test('undo after any sequence gives the state before, and redo the state after', () => {
  fc.assert(
    fc.property(some, (planned) => {
      const next = actionsOf(planned);
      let history = begin(EMPTY_DRAFT);
      for (let index = 0; index < 40; index += 1) {
        const action = next(history, index);
        if (action === null) continue;
        const before = history;
        history = reduceBuilder(history, action);
        if (action.act === 'undo' || action.act === 'redo' || history === before) continue;
        const undone = reduceBuilder(history, { act: 'undo' });
        // Typing in one field is one step: then it is the state before the typing began.
        const isMerged = history.past.length === before.past.length && before.past.length < 200;
        expect(undone.present).toEqual(isMerged ? before.past.at(-1) : before.present);
        expect(reduceBuilder(undone, { act: 'redo' }).present).toEqual(history.present);
      }
    }),
  );
});

test('everything can be taken back to the beginning, and done again to the end', () => {
  fc.assert(
    fc.property(some, (planned) => {
      const next = actionsOf(planned);
      let history = begin(EMPTY_DRAFT);
      for (let index = 0; index < 40; index += 1) {
        const action = next(history, index);
        if (action !== null && action.act !== 'undo' && action.act !== 'redo') history = reduceBuilder(history, action);
      }
      const { present, past } = history;
      for (const _ of past) history = reduceBuilder(history, { act: 'undo' });
      expect(history.present).toBe(EMPTY_DRAFT);
      expect(reduceBuilder(history, { act: 'undo' })).toBe(history);
      for (const _ of past) history = reduceBuilder(history, { act: 'redo' });
      expect(history.present).toBe(present);
    }),
  );
});

test('a step after a step back forgets what was taken back', () => {
  let history = reduceBuilder(begin(EMPTY_DRAFT), { act: 'info', change: { name: 'By date' } });
  history = reduceBuilder(history, { act: 'undo' });
  history = reduceBuilder(history, { act: 'info', change: { folder: 'Weekly' } });
  expect(reduceBuilder(history, { act: 'redo' })).toBe(history);
  expect(history.present.info).toMatchObject({ name: '', folder: 'Weekly' });
});

test('letters typed into one field are one step back', () => {
  let history = begin(EMPTY_DRAFT);
  for (const name of ['B', 'By', 'By date']) history = reduceBuilder(history, { act: 'info', change: { name } });
  expect(reduceBuilder(history, { act: 'undo' }).present.info.name).toBe('');
});
