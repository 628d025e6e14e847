/** The frame around every page. */
export const shellWords = {
  navigation: {
    label: 'Main',
    menu: 'Menu',
    signIn: 'Sign in',
    connections: 'Connections',
    eventIds: 'Event ID report',
    providers: 'Providers',
    guide: 'Guide',
    groups: {
      work: 'Work',
      organisation: 'Organisation',
      platform: 'Platform',
      help: 'Help',
    },
  },
  account: {
    menu: 'Your account',
    kind: {
      demo: 'You look around in the demo.',
      operator: 'You are signed in with the operator’s key.',
      organisation: 'You are signed in with an API key of your organisation.',
      person: 'You are signed in with your account.',
    },
  },
  notForYou: {
    title: 'This page is not for your role',
    lead: 'The address is right, but your role does not include what is here.',
    next: 'If you need it, ask an administrator of your organisation. Nothing was changed by coming here.',
    home: 'Go to your first page',
  },
};
