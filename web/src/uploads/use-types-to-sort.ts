import type { TicketClass, UploadTicketTypes } from '@illuminate/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { mayCall } from '../access/may-call.ts';
import { useSession } from '../access/session-context.ts';
import type { OneUploadProps } from './UploadPage.tsx';
import { uploadTypesQuery } from './uploads-queries.ts';

export type TypeToSort = UploadTicketTypes['items'][number];

/** Null: to be said later. */
export interface SaidOfType {
  readonly class: TicketClass | null;
  readonly isConcession: boolean;
}

export interface TypesToSort {
  readonly currency: string;
  readonly items: readonly TypeToSort[];
  saidOf(item: TypeToSort): SaidOfType;
  say(item: TypeToSort, said: SaidOfType): void;
}

const LATER: SaidOfType = { class: null, isConcession: false };

/** The ticket types of a checked file that have no class: as suggested, until a person says otherwise. */
export function useTypesToSort({ upload, organisation }: OneUploadProps): TypesToSort {
  const maySort = mayCall(useSession(), 'confirmUpload', organisation.slug);
  const isAsked = maySort && upload.kind === 'sales' && upload.check !== null;
  const { data } = useQuery({
    ...uploadTypesQuery(organisation.slug, upload.id, upload.check?.id ?? ''),
    enabled: isAsked,
  });
  const [said, setSaid] = useState<ReadonlyMap<string, SaidOfType>>(new Map());
  return {
    currency: data?.currency ?? organisation.currency,
    items: data?.items.filter(({ sorted }) => sorted === null) ?? [],
    saidOf: ({ ticketType, suggestion }) => said.get(ticketType) ?? suggestion ?? LATER,
    say: ({ ticketType }, answer) => setSaid((before) => new Map(before).set(ticketType, answer)),
  };
}

/** As it goes along with the confirmation. */
export const typesToSend = ({ items, saidOf }: TypesToSort) =>
  items.flatMap((item) => {
    const { class: given, isConcession } = saidOf(item);
    return given === null ? [] : [{ ticketType: item.ticketType, class: given, isConcession }];
  });
