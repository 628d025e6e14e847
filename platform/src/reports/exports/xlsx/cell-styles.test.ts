import { EACH_ITS_OWN } from '@illuminate/contract';
import { expect, test } from 'vitest';
import { stylesXml } from './cell-styles.ts';

test('amounts have the sign of their currency, and none where each row has a currency of its own', () => {
  expect(stylesXml('EUR')).toContain('formatCode="&quot;€&quot;#,##0.00"');
  expect(stylesXml('JPY')).toContain('formatCode="&quot;JP¥&quot;#,##0"');
  expect(stylesXml(EACH_ITS_OWN)).not.toMatch(/¤|XXX/);
});
