/** Of every page's address: whose data is looked at. Where it says nothing, it is all that the reader may see. */
export interface OrganisationSearch {
  readonly organisation?: string;
}

export const readOrganisationSearch = ({ organisation }: Record<string, unknown>): OrganisationSearch =>
  typeof organisation === 'string' && organisation !== '' ? { organisation } : {};
