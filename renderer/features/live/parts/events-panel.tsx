import { clockText } from '../../../ui/duration.ts';
import { useTexts } from '../../../ui/language.tsx';
import { Panel } from '../../../ui/panel.tsx';
import type { Followed } from '../run/followed.ts';
import { eventText } from './event-text.ts';

/** More than anybody scrolls through; the rest is in the report. */
const SHOWN = 200;

/** What happened, the newest first. */
export function EventsPanel({ followed }: { readonly followed: Followed }) {
  const texts = useTexts();
  const { live } = texts.texts;
  const { events, firstEvent } = followed;
  const newest = events.slice(-SHOWN).toReversed();
  const number = firstEvent + events.length;
  return (
    <Panel title={live.events} className="live-events">
      {newest.length === 0 ? (
        <p className="quiet">{live.noEvents}</p>
      ) : (
        <ol className="events" tabIndex={0} aria-label={live.events}>
          {newest.map((event, place) => {
            const { text, bad } = eventText(event, texts);
            return (
              <li key={number - place} className={bad ? 'event-bad' : ''}>
                <time>{clockText(event.t)}</time>
                <span>
                  {bad ? <span aria-hidden="true">▲ </span> : null}
                  {text}
                </span>
              </li>
            );
          })}
        </ol>
      )}
    </Panel>
  );
}
