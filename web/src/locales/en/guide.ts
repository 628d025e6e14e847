/** What is around the pages of the guide; their text is in docs/guide. */
export const guideWords = {
  guide: {
    title: 'Guide',
    search: 'Search the guide',
    searchSubmit: 'Search',
    ways: 'Your way through',
    all: 'All pages',
    contents: 'Contents of the guide',
    neighbours: 'Pages before and after',
    before: 'Before',
    after: 'Next',
    step: '{{way}}: {{at, number}} of {{count, number}}',
    openInApp: 'Open in Illuminate:',
    reviewed: 'Last reviewed {{day}}',
    print: 'Print this page',
    found_one: 'One passage about “{{question}}”',
    found_other: '{{count, number}} passages about “{{question}}”',
    nothing: 'Try a single word, or only its beginning.',
    toContents: 'Back to the contents',
  },
};
