import { expect, test } from 'vitest';
import { unfoldMail } from './unfold-mail.ts';

const FOLDED = `Your data is here: Sales of Harbour Playhouse

Everything that the box office has had to tell since January 2020 has
been read: 38,829 orders and 102,951 tickets. From now on updates come
by themselves.

Open the connection:
https://illuminate.example/connections/harbour

Organisation: Harbour Playhouse, of which the whole name is long enough
  to take a second line
Legal role: controller

- The first thing to do, which takes more words than one line can hold
  so that it goes on
- The second

> A note by somebody who wrote more than fits into one single line of
> this mail.
> And a line of their own.

-- 
Illuminate. You get this because you look after the connections of the
organisation.
http://127.0.0.1:4310
`;

test('what was broken to fit is one line again, and nothing else is joined', () => {
  expect(unfoldMail(FOLDED).split('\n')).toEqual([
    'Your data is here: Sales of Harbour Playhouse',
    '',
    'Everything that the box office has had to tell since January 2020 has been read: 38,829 orders and 102,951 tickets. From now on updates come by themselves.',
    '',
    'Open the connection:',
    'https://illuminate.example/connections/harbour',
    '',
    'Organisation: Harbour Playhouse, of which the whole name is long enough to take a second line',
    'Legal role: controller',
    '',
    '- The first thing to do, which takes more words than one line can hold so that it goes on',
    '- The second',
    '',
    '> A note by somebody who wrote more than fits into one single line of this mail.',
    '> And a line of their own.',
    '',
    '-- ',
    'Illuminate. You get this because you look after the connections of the organisation.',
    'http://127.0.0.1:4310',
    '',
  ]);
});
