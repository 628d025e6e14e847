import { IconArrowRight, IconExternalLink } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { type Path, paths } from '../paths.ts';
import classes from './Blocks.module.css';
import type { Block, Inline } from './guide-page.ts';

/** Pieces of a page that never move and are never changed: their places are their keys. */
const keyed = <T,>(pieces: readonly T[]): { key: string; piece: T }[] =>
  pieces.map((piece, at) => ({ key: String(at), piece }));

/** The text of a page of the guide. */
export function Blocks({ blocks }: { readonly blocks: readonly Block[] }) {
  return keyed(blocks).map(({ key, piece }) => <OneBlock key={key} block={piece} />);
}

function OneBlock({ block }: { readonly block: Block }) {
  switch (block.as) {
    case 'heading':
      return block.level === 2 ? (
        <h2 id={block.id}>
          <Line of={block.of} />
        </h2>
      ) : (
        <h3 id={block.id}>
          <Line of={block.of} />
        </h3>
      );
    case 'paragraph':
      return (
        <p>
          <Line of={block.of} />
        </p>
      );
    case 'way':
      return <Way to={block.to} of={block.of} />;
    case 'list': {
      const items = keyed(block.items).map(({ key, piece }) => (
        <li key={key}>
          <Item blocks={piece} />
        </li>
      ));
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case 'table':
      return <Table head={block.head} rows={block.rows} />;
    case 'quote':
      return (
        <blockquote>
          <Blocks blocks={block.of} />
        </blockquote>
      );
    case 'code':
      return <pre>{block.text}</pre>;
  }
}

/** One line stands in its item as it is. */
function Item({ blocks }: { readonly blocks: readonly Block[] }) {
  const [first, ...rest] = blocks;
  if (first?.as !== 'paragraph') return <Blocks blocks={blocks} />;
  return (
    <>
      <Line of={first.of} />
      <Blocks blocks={rest} />
    </>
  );
}

function Table({
  head,
  rows,
}: {
  readonly head: readonly (readonly Inline[])[];
  readonly rows: readonly (readonly (readonly Inline[])[])[];
}) {
  return (
    <div className={classes.table}>
      <table>
        <thead>
          <tr>
            {keyed(head).map(({ key, piece }) => (
              <th key={key} scope="col">
                <Line of={piece} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {keyed(rows).map(({ key, piece: [first = [], ...rest] }) => (
            <tr key={key}>
              <th scope="row">
                <Line of={first} />
              </th>
              {keyed(rest).map(({ key: at, piece }) => (
                <td key={at}>
                  <Line of={piece} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Way({ to, of }: { readonly to: string; readonly of: readonly Inline[] }) {
  const { t } = useTranslation();
  return (
    <p className={classes.way}>
      <Link to={to as Path}>
        <span className={classes.wayWord}>{t('guide.openInApp')}</span> <Line of={of} />
        <IconArrowRight size={18} stroke={1.75} aria-hidden="true" />
      </Link>
    </p>
  );
}

/** A line of text with what is in it. */
export function Line({ of }: { readonly of: readonly Inline[] }) {
  return keyed(of).map(({ key, piece }) => (
    <Fragment key={key}>
      <Piece piece={piece} />
    </Fragment>
  ));
}

function Piece({ piece }: { readonly piece: Inline }) {
  if (typeof piece === 'string') return piece;
  switch (piece.as) {
    case 'strong':
      return (
        <strong>
          <Line of={piece.of} />
        </strong>
      );
    case 'em':
      return (
        <em>
          <Line of={piece.of} />
        </em>
      );
    case 'code':
      return <code>{piece.text}</code>;
    case 'page':
      return (
        <Link
          to={paths.guidePage}
          params={{ page: piece.page }}
          {...(piece.anchor === null ? {} : { hash: piece.anchor })}
        >
          <Line of={piece.of} />
        </Link>
      );
    case 'app':
      return (
        <Link to={piece.to as Path}>
          <Line of={piece.of} />
        </Link>
      );
    case 'away':
      return (
        <a href={piece.href} rel="noreferrer">
          <Line of={piece.of} />
          <IconExternalLink size={16} stroke={1.75} aria-hidden="true" />
        </a>
      );
  }
}
