import { expect, test } from 'vitest';
import { type Draft, EMPTY_DRAFT } from './draft.ts';
import { type DraftPlace, dropDraft, forgetDrafts, keepDraft, readDraft } from './kept-drafts.ts';

/** What a tab keeps. */
function storage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    key: (at) => [...kept.keys()][at] ?? null,
    clear: () => kept.clear(),
    get length() {
      return kept.size;
    },
  };
}

const ours: DraftPlace = { person: 'per_1', organisation: 'riverside', report: null };
const named: Draft = { ...EMPTY_DRAFT, info: { ...EMPTY_DRAFT.info, name: 'By day' } };
const kept = { draft: named, initial: EMPTY_DRAFT, saved: null };

test('a draft comes back to whom it belongs, in its organisation and for its report alone', () => {
  const tab = storage();
  keepDraft(tab, ours, kept);
  expect(readDraft(tab, ours)).toEqual(kept);
  for (const other of [{ person: 'per_12' }, { organisation: 'harbour' }, { report: 'rpt_1' }])
    expect(readDraft(tab, { ...ours, ...other })).toBeNull();
  dropDraft(tab, ours);
  expect(readDraft(tab, ours)).toBeNull();
});

test('whoever signs out leaves none, and whoever comes after finds none', () => {
  const tab = storage();
  tab.setItem('illuminate-left', 'yes');
  keepDraft(tab, ours, kept);
  keepDraft(tab, { ...ours, person: 'per_12' }, kept);
  forgetDrafts(tab, 'per_12');
  expect(readDraft(tab, ours)).toBeNull();
  expect(readDraft(tab, { ...ours, person: 'per_12' })).toEqual(kept);
  forgetDrafts(tab);
  expect(readDraft(tab, { ...ours, person: 'per_12' })).toBeNull();
  expect(tab.length).toBe(1);
});

test('what makes no sense, or does not fit, is as if it were not there', () => {
  const tab = storage();
  keepDraft(tab, ours, kept);
  const [key] = [tab.key(0) ?? ''];
  for (const text of ['rubbish', 'null', '{}', '{"shape":0,"draft":{}}']) {
    tab.setItem(key, text);
    expect(readDraft(tab, ours)).toBeNull();
  }
  const full: Storage = {
    ...storage(),
    setItem: () => {
      throw new Error('full');
    },
  };
  expect(() => keepDraft(full, ours, kept)).not.toThrow();
});
