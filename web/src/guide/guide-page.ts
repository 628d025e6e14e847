/** A piece of a line. The guide is data and never HTML, so nothing in it can run. */
export type Inline =
  | string
  | { readonly as: 'strong' | 'em'; readonly of: readonly Inline[] }
  | { readonly as: 'code'; readonly text: string }
  /** Another page of the guide, or a place on it. */
  | { readonly as: 'page'; readonly page: string; readonly anchor: string | null; readonly of: readonly Inline[] }
  /** A place in the app. */
  | { readonly as: 'app'; readonly to: string; readonly of: readonly Inline[] }
  | { readonly as: 'away'; readonly href: string; readonly of: readonly Inline[] };

export type Block =
  | { readonly as: 'heading'; readonly level: number; readonly id: string; readonly of: readonly Inline[] }
  | { readonly as: 'paragraph'; readonly of: readonly Inline[] }
  /** A way into the app, on a line of its own. */
  | { readonly as: 'way'; readonly to: string; readonly of: readonly Inline[] }
  | { readonly as: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Block[])[] }
  | {
      readonly as: 'table';
      readonly head: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  | { readonly as: 'quote'; readonly of: readonly Block[] }
  | { readonly as: 'code'; readonly text: string };

export interface GuidePage {
  /** The last part of its address. */
  readonly slug: string;
  readonly title: string;
  /** What it is about, in its first sentences. */
  readonly lead: readonly Inline[];
  readonly blocks: readonly Block[];
  /** A day, YYYY-MM-DD. */
  readonly reviewed: string;
}

export interface PageList {
  /** For addresses. */
  readonly id: string;
  readonly title: string;
  /** By slug, in the order in which they are read. */
  readonly pages: readonly string[];
}

export interface Guide {
  readonly title: string;
  readonly lead: readonly Inline[];
  /** By who reads. */
  readonly ways: readonly PageList[];
  /** Everything, in order. */
  readonly parts: readonly PageList[];
  readonly pages: readonly GuidePage[];
}

/** What can be found: a page, or a part of one under its heading. */
export interface Passage {
  readonly page: string;
  readonly pageTitle: string;
  readonly heading: string | null;
  readonly anchor: string | null;
  readonly text: string;
}
