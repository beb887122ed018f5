import { clockText } from '../../../ui/duration.ts';
import { useTexts, type Texts } from '../../../ui/language.tsx';
import type { Followed } from '../run/followed.ts';

function leftText({ now, state, head }: Followed, { texts }: Texts): string {
  if (state !== 'running') return '–';
  const left = now?.progress.left ?? null;
  if (left !== null) return texts.live.leftAbout(left);
  const theirs = now?.progress.held === true || head?.method === 'manual';
  return theirs ? texts.live.leftYours : texts.live.leftUnknown;
}

/** How long it has taken and may still take; a bar only where something is known of that. */
export function ProgressLine({ followed }: { readonly followed: Followed }) {
  const texts = useTexts();
  const { live } = texts.texts;
  const { now, state } = followed;
  const elapsed = now?.progress.elapsed ?? 0;
  const left = state === 'running' ? (now?.progress.left ?? null) : null;
  const share = state === 'ended' ? 1 : left === null ? null : elapsed / Math.max(1, elapsed + left);
  return (
    <section className="progress" aria-label={live.progress}>
      <dl>
        <div>
          <dt>{live.elapsed}</dt>
          <dd>{clockText(elapsed)}</dd>
        </div>
        <div>
          <dt>{live.left}</dt>
          <dd>{leftText(followed, texts)}</dd>
        </div>
      </dl>
      <progress aria-label={live.progress} max={1} {...(share !== null && { value: share })} />
    </section>
  );
}
