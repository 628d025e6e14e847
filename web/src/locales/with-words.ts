import i18next from 'i18next';

/** Words of which the first paint needs none: they come with the pages that say them. */
const LATER = {
  activities: () => import('./en/activities.ts'),
  reports: () => import('./en/of-reports.ts'),
  uploads: () => import('./en/uploads.ts'),
};

/** A page that is fetched together with words that are not here from the start. */
export function withWords<Page>(domain: keyof typeof LATER, page: () => Promise<Page>): () => Promise<Page> {
  return async () => {
    const [loaded, words] = await Promise.all([page(), LATER[domain]()]);
    for (const part of Object.values(words)) i18next.addResourceBundle('en', 'translation', part, true, true);
    return loaded;
  };
}
