/** Words of reading again what has been read before. */
export const replayWords = {
  repair: {
    title: 'Repair',
    pages: 'Kept answers of the box office',
    pagesLead:
      'What was read lately is kept for {{days}} days, encrypted and without anything about your audience. When Illuminate learns to read something better, it can be read again from there, without asking {{provider}}.',
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
  },
};
