import { useDroppable } from '@dnd-kit/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { type Box, boxesOf } from './boxes.ts';
import classes from './Criteria.module.css';
import { useCriteria } from './criteria-context.ts';
import { ItemView } from './ItemView.tsx';

/** What is in one box must all be so; one of the boxes is enough. */
export function Boxes() {
  const { t } = useTranslation();
  const { criteria } = useCriteria();
  const { isNone, boxes } = boxesOf(criteria);
  return (
    <div className={classes.boxes}>
      {isNone ? <p className={classes.noneOf}>{t('criteria.noneOfBoxes')}</p> : null}
      {boxes.map((box, index) => (
        <Fragment key={box.id}>
          {index === 0 ? null : <p className={classes.or}>{t('criteria.or')}</p>}
          <BoxCard box={box} number={index + 1} />
        </Fragment>
      ))}
      {boxes.length === 0 ? null : <p className={classes.or}>{t('criteria.or')}</p>}
      <DropPlace isFirst={boxes.length === 0} />
    </div>
  );
}

function BoxCard({ box, number }: { readonly box: Box; readonly number: number }) {
  const { t } = useTranslation();
  const { criteria, type } = useCriteria();
  const label = t('criteria.box', { number });
  const { setNodeRef, isOver } = useDroppable({ id: box.id, data: { label } });
  return (
    <fieldset ref={setNodeRef} className={classes.box} data-over={isOver ? '' : undefined}>
      <legend className="visually-hidden">{label}</legend>
      {box.items.map((item, index) => (
        <Fragment key={item.id}>
          {index === 0 ? null : <p className={classes.and}>{t('criteria.and')}</p>}
          <ItemView item={item} scope={criteria.root} type={type} place="box" />
        </Fragment>
      ))}
      <p className={classes.dropHint}>{t('criteria.dropToAdd')}</p>
    </fieldset>
  );
}

/** The box that is not there yet. */
function DropPlace({ isFirst }: { readonly isFirst: boolean }) {
  const { t } = useTranslation();
  const label = isFirst ? t('criteria.firstBox') : t('criteria.anotherBox');
  const { setNodeRef, isOver } = useDroppable({ id: 'another', data: { label } });
  return (
    <div ref={setNodeRef} className={classes.dropPlace} data-over={isOver ? '' : undefined}>
      <p>{t('criteria.dropHere')}</p>
      <p className={classes.dropMore}>{isFirst ? t('criteria.dropFirst') : t('criteria.dropOther')}</p>
    </div>
  );
}
