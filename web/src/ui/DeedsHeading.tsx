/** The heading of a column of buttons: its place shows what it is, and whoever does not see it is told. */
export const DeedsHeading = ({ name }: { readonly name: string }) => (
  <th scope="col">
    <span className="visually-hidden">{name}</span>
  </th>
);
