/** How one client's answers differ from another's, as recorded payloads do [O, spektrix §2.2 and §2.3]. */
export interface ClientStyle {
  /** `"event":"<id>"` instead of `"event":{"id":…}`. */
  readonly bareEventIds: boolean;
  /** UTC times of orders end with `Z`. PROVISIONAL: for orders neither form is recorded [?]. */
  readonly orderUtcWithZ: boolean;
  /** The bare `events` list holds only events with performances to come. */
  readonly onlyUpcomingEvents: boolean;
  /** Customer stubs in orders carry a name. PROVISIONAL [?]: there to prove that it is never kept. */
  readonly namesInStubs: boolean;
}

/** The two styles seen; clients take turns. */
export const STYLES: readonly [ClientStyle, ClientStyle] = [
  { bareEventIds: false, orderUtcWithZ: false, onlyUpcomingEvents: false, namesInStubs: false },
  { bareEventIds: true, orderUtcWithZ: true, onlyUpcomingEvents: true, namesInStubs: true },
];
