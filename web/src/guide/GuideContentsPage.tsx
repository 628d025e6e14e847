import guide from 'virtual:guide';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../paths.ts';
import { PageHeading } from '../ui/PageHeading.tsx';
import { Section } from '../ui/Section.tsx';
import { Line } from './Blocks.tsx';
import classes from './GuideContentsPage.module.css';
import type { PageList } from './guide-page.ts';
import { SearchField } from './SearchField.tsx';
import { findPassages } from './search.ts';
import { titleOf } from './title-of.ts';

const route = getRouteApi(paths.guide);

/** The first page of the guide: a search, the ways through by who reads, and everything. */
export function GuideContentsPage() {
  const { t } = useTranslation();
  const { q } = route.useSearch();
  return (
    <>
      <PageHeading title={t('guide.title')} below={<Line of={guide.lead} />}>
        {guide.title}
      </PageHeading>
      <SearchField key={q ?? ''} asked={q ?? ''} />
      {q === undefined ? <Contents /> : <Results question={q} />}
    </>
  );
}

function Contents() {
  const { t } = useTranslation();
  return (
    <>
      <Section title={t('guide.ways')}>
        <ul className={classes.ways}>
          {guide.ways.map((way) => (
            <li key={way.id}>
              <h3 className={classes.listTitle}>{way.title}</h3>
              <ol className={classes.pages}>
                {way.pages.map((page) => (
                  <li key={page}>
                    <Link to={paths.guidePage} params={{ page }} search={{ way: way.id }}>
                      {titleOf(page)}
                    </Link>
                  </li>
                ))}
              </ol>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('guide.all')}>
        <ul className={classes.ways}>
          {guide.parts.map((part) => (
            <Part key={part.id} part={part} />
          ))}
        </ul>
      </Section>
    </>
  );
}

function Part({ part }: { readonly part: PageList }) {
  return (
    <li>
      <h3 className={classes.listTitle}>{part.title}</h3>
      <ul className={classes.pages}>
        {part.pages.map((page) => (
          <li key={page}>
            <Link to={paths.guidePage} params={{ page }}>
              {titleOf(page)}
            </Link>
          </li>
        ))}
      </ul>
    </li>
  );
}

function Results({ question }: { readonly question: string }) {
  const { t } = useTranslation();
  const { data: passages } = useQuery({
    queryKey: ['guide-passages'],
    queryFn: async () => (await import('virtual:guide-passages')).default,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (passages === undefined) return null;
  const found = findPassages(passages, question);
  return (
    <>
      <output className={classes.count}>{t('guide.found', { count: found.length, question })}</output>
      {found.length === 0 ? <p>{t('guide.nothing')}</p> : null}
      <ol className={classes.results}>
        {found.map(({ passage: { page, pageTitle, heading, anchor }, excerpt }) => (
          <li key={`${page}#${anchor ?? ''}`}>
            <Link to={paths.guidePage} params={{ page }} {...(anchor === null ? {} : { hash: anchor })}>
              {heading ?? pageTitle}
            </Link>
            {heading === null ? null : <span className={classes.of}>{pageTitle}</span>}
            <p>
              {excerpt.map((text, at) =>
                // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text stay in their places
                at % 2 === 1 ? <mark key={at}>{text}</mark> : text,
              )}
            </p>
          </li>
        ))}
      </ol>
      <p>
        <Link to={paths.guide}>{t('guide.toContents')}</Link>
      </p>
    </>
  );
}
