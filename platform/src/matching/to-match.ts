// An activity and an event as they are compared. Pure.
import { type BoxOfficeEvent, keyOfEvent } from './box-office-events.ts';
import type { LoggedActivity } from './read-log.ts';
import { type ActivityToMatch, dayOfText, dayOfWall, type EventToMatch } from './suggest.ts';

export const toActivity = ({ id, title, place, from_day, to_day }: LoggedActivity): ActivityToMatch => ({
  id,
  title,
  place,
  from: dayOfText(from_day),
  to: dayOfText(to_day),
});

export const toEvent = (event: BoxOfficeEvent): EventToMatch => ({
  key: keyOfEvent(event),
  name: event.name,
  venues: event.venues,
  from: event.first === null ? null : dayOfWall(event.first),
  to: event.last === null ? null : dayOfWall(event.last),
});
