# __Title__

How this folder reads __Title__, and why it does it so. Labels: **[doc]** the vendor's own words · **[obs]** seen in recorded
answers · **[prov]** provisional: inferred or invented, to be checked against a live account.

Everything here is **[prov]**: the interface is the one that the connector was begun with. Replace each statement by a fact and its label.

## Asking

- A key in the header `x-api-key` [prov]. 401 where it is refused.
- `GET /api/account`: who we are [prov].
- `GET /api/events`, `/api/performances`: lists in pages, `{"items", "next"}`; also by id [prov].
- `GET /api/orders?from=DAY&to=DAY`: orders with a transaction on these local days, both included [prov]; also by id.
- `GET /api/orders/changes?since=CURSOR`: ids of orders changed at or after a moment, oldest first, `{"orders", "next", "more"}`; the
  cursor is an ISO instant at first, and afterwards what `next` said, verbatim [prov].

## Meaning

- Amounts are decimal texts in the account's currency [prov]; anything else is refused.
- `startsAt` is the house's own clock; `placedAt` and `changedAt` are UTC [prov].
- A returned ticket is not in its order any more [prov].

## Personal data

An order's `booker` has a name, an e-mail address and a telephone number [prov]: none is looked at. Its `id` becomes a pseudonym, its
`postcode` its sector.
