/** The frame around every page. */
export const shellWords = {
  navigation: {
    label: 'Main',
    menu: 'Menu',
    signIn: 'Sign in',
    connections: 'Connections',
    reports: 'Reports',
    eventIds: 'Event ID report',
    requests: 'Requests',
    outbox: 'Outbox',
    ask: 'Ask for a connection',
    providers: 'Providers',
    guide: 'Guide',
    people: 'People',
    apiKeys: 'API keys',
    privacy: 'Privacy',
    audit: 'Audit trail',
    platformPeople: 'Everybody',
    fleet: 'All connections',
    groups: {
      work: 'Work',
      organisation: 'Organisation',
      platform: 'Platform',
      help: 'Help',
    },
  },
  notForYou: {
    title: 'This page is not for your role',
    lead: 'The address is right, but your role does not include what is here.',
    next: 'If you need it, ask an administrator of your organisation. Nothing was changed by coming here.',
    home: 'Go to your first page',
  },
};
