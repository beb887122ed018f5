import { explainEvent } from '../../../../shared/explain/event.ts';
import { explainWarning } from '../../../../shared/explain/verdict.ts';
import type { TraceEvent } from '../../../../shared/model/trace.ts';
import type { Texts } from '../../../ui/language.tsx';

const BAD: readonly string[] = ['hung', 'restarted', 'gap'];

/** What an event says, and whether it deserves a second look. One that we have no words for is shown by its name. */
export function eventText(event: TraceEvent, { texts, language }: Texts): { text: string; bad: boolean } {
  const words = texts.live.event;
  const instance = event.instance ?? 0;
  switch (event.event) {
    case 'launch':
      return { text: words.launch({ instance, gpu: event.gpu ?? null }), bad: false };
    case 'ready':
      return { text: words.ready({ instance }), bad: false };
    case 'confirm':
      return { text: words.confirm({ instance }), bad: false };
    case 'hold':
      return { text: words.hold(event['on'] === true), bad: false };
    case 'exit': {
      const reason = event.reason ?? 'exited';
      // Why one ended by itself is worth more than a word.
      const text = explainEvent(event, language) ?? words.exit({ instance, reason, code: null });
      return { text, bad: reason !== 'stopped' };
    }
    case 'guard':
      return { text: words.guard(String(event['guard'])), bad: true };
    case 'end':
      return { text: words.end(String(event['by'])), bad: event['by'] === 'box' || event['by'] === 'guard' };
    case 'warning': {
      const { code } = event;
      return { text: explainWarning({ code: String(code), text: '', data: event }, language), bad: true };
    }
    case 'examined': {
      const found = explainEvent(event, language);
      return { text: found ?? words.examined, bad: found !== null };
    }
    default:
      return { text: explainEvent(event, language) ?? event.event, bad: BAD.includes(event.event) };
  }
}
