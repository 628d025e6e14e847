/** Words of reading again what has been read before. */
export const replayWords = {
  repair: {
    title: 'Repair',
    lead: 'Two ways to read again what has been read before. Neither is needed in daily use: what is new comes by itself.',
    pages: 'Replay what was read lately',
    pagesLead:
      'What was read lately is kept for {{days}} days, encrypted, without names or contact details of your audience. When Illuminate learns to read something better, it can be read again from there, without asking {{provider}}.',
    pagesNone: 'Nothing is kept just now.',
    held: 'Kept',
    heldSize: '{{size}} MB',
    from: 'Read from',
    to: 'Read to',
    dropped: 'Dropped early',
    droppedRoom: '{{when}}, for want of room',
    droppedUnwritable: '{{when}}, because the disk took no more',
    replay: 'Replay kept pages',
    replaying: 'It is being replayed. The figures here change as it goes on.',
    scratch: 'Load again from scratch',
    scratchLead:
      'Everything is asked of {{provider}} again and loaded beside what is here. Reports go on with what is here until all of the new is there; then what differs is replaced at once.',
    scratchStart: 'Load again from scratch',
    scratchReading: 'Loading from scratch: {{loaded, number}} of {{total, number}} months. Updates go on in between.',
    scratchBegun: 'Loading from scratch has begun. Updates go on in between.',
    scratchAsking:
      '{{provider}} shows {{missing, number}} of {{of, number}} orders no more. Nothing was replaced. Look whether they are really gone before you go on.',
    scratchAccept: 'They are gone: replace',
    scratchAbandon: 'Give it up',
    scratchAbandoned: 'Loading from scratch was given up {{when}}. What is here was never touched.',
    scratchDone: 'Loaded from scratch {{when}}: {{orders, number}} orders put right, {{gone, number}} gone.',
  },
};
