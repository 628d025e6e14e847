import guide from 'virtual:guide';

/** What a page of the guide is called. */
export const titleOf = (slug: string): string => guide.pages.find((page) => page.slug === slug)?.title ?? slug;
