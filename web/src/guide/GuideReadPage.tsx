import guide from 'virtual:guide';
import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../paths.ts';
import { NotFoundPage } from '../shell/NotFoundPage.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { dayInWords } from '../ui/time.ts';
import { Blocks, Line } from './Blocks.tsx';
import classes from './GuideReadPage.module.css';
import type { PageList } from './guide-page.ts';
import { SearchField } from './SearchField.tsx';
import { titleOf } from './title-of.ts';

const route = getRouteApi(paths.guidePage);

/** One page of the guide, with the contents beside it and the pages before and after it. */
export function GuideReadPage() {
  const { t, i18n } = useTranslation();
  const { page: slug } = route.useParams();
  const { way: wayId } = route.useSearch();
  const page = guide.pages.find((one) => one.slug === slug);
  if (page === undefined) return <NotFoundPage />;
  const way = guide.ways.find(({ id, pages }) => id === wayId && pages.includes(slug)) ?? null;
  return (
    <div className={classes.page}>
      <aside className={classes.aside}>
        <SearchField asked="" />
        <Contents slug={slug} />
      </aside>
      <article className={classes.article}>
        <PageHeading
          title={page.title}
          above={
            <p className={classes.above}>
              <Link to={paths.guide}>{t('guide.title')}</Link>
              {way === null ? null : (
                <span>
                  {t('guide.step', { way: way.title, at: way.pages.indexOf(slug) + 1, count: way.pages.length })}
                </span>
              )}
            </p>
          }
          below={<Line of={page.lead} />}
        >
          {page.title}
        </PageHeading>
        <div className={classes.text}>
          <Blocks blocks={page.blocks} />
        </div>
        <p className={classes.reviewed}>
          {t('guide.reviewed', { day: dayInWords(page.reviewed, i18n.language) })}
          <Button
            variant="subtle"
            className="no-print"
            leftSection={<IconPrinter size={18} aria-hidden="true" />}
            onClick={() => window.print()}
          >
            {t('guide.print')}
          </Button>
        </p>
        <Neighbours slug={slug} way={way} />
      </article>
    </div>
  );
}

function Contents({ slug }: { readonly slug: string }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('guide.contents')} className={classes.contents}>
      {guide.parts.map((part) => (
        <div key={part.id}>
          <p className={classes.part}>{part.title}</p>
          <ul>
            {part.pages.map((page) => (
              <li key={page}>
                <Link
                  to={paths.guidePage}
                  params={{ page }}
                  activeProps={{}}
                  aria-current={page === slug ? 'page' : undefined}
                >
                  {titleOf(page)}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

/** The pages before and after, on the reader's way if they are on one. */
function Neighbours({ slug, way }: { readonly slug: string; readonly way: PageList | null }) {
  const { t } = useTranslation();
  const inOrder = way?.pages ?? guide.pages.map((page) => page.slug);
  const at = inOrder.indexOf(slug);
  const [before, after] = [inOrder[at - 1], inOrder[at + 1]];
  const search = way === null ? {} : { way: way.id };
  return (
    <nav aria-label={t('guide.neighbours')} className={classes.neighbours}>
      {before === undefined ? (
        <span />
      ) : (
        <Link to={paths.guidePage} params={{ page: before }} search={search} rel="prev">
          <span>{t('guide.before')}</span>
          {titleOf(before)}
        </Link>
      )}
      {after === undefined ? null : (
        <Link to={paths.guidePage} params={{ page: after }} search={search} rel="next">
          <span>{t('guide.after')}</span>
          {titleOf(after)}
        </Link>
      )}
    </nav>
  );
}
