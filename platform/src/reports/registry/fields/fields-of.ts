import type { Field } from '../registry-types.ts';

type Words = Omit<Field, 'personal' | 'common' | 'suppliedBy'> &
  Partial<Pick<Field, 'personal' | 'common' | 'suppliedBy'>>;

/** Makes fields of one entity: nothing of a booker, not common, and there where the box office supplies the entity, unless they say so. */
export const fieldsOf =
  (group: string, entity: Field['entity'], suppliedBy: Field['suppliedBy']) =>
  (words: Omit<Words, 'group' | 'entity'>): Field => ({
    personal: 'none',
    common: false,
    suppliedBy,
    group,
    entity,
    ...words,
  });
