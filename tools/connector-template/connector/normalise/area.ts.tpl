import { type Area, areaOfPostcode } from '@illuminate/model';
import { isObject } from './fields.ts';

/** Where a booker lives. What is kept for a replay holds the area already, in place of the postcode. */
export function areaOfBooker(booker: unknown): Area {
  if (isObject(booker) && isObject(booker.area)) return booker.area as unknown as Area;
  return areaOfPostcode(isObject(booker) && typeof booker.postcode === 'string' ? booker.postcode : '', null);
}
