import { explainVerdict, explainWarning } from '../../../../shared/explain/verdict.ts';
import { resourceName } from '../../../../shared/locale/resource-name.ts';
import { useTexts, type Texts } from '../../../ui/language.tsx';
import type { Followed } from '../run/followed.ts';
import { standingOf, type Standing } from '../run/standing.ts';

function meaning({ meant }: Standing, { texts }: Texts): string {
  const { standing } = texts.live;
  return {
    nothing: standing.nothing,
    'at-least': standing.atLeast,
    'so-far': standing.soFar,
    known: standing.known,
    zero: standing.atMost,
    invalid: standing.invalid,
  }[meant];
}

function doing({ doing: what }: Standing, { texts }: Texts): string {
  const { standing } = texts.live;
  if (!what) return texts.app.loading;
  switch (what.kind) {
    case 'baseline':
      return standing.baseline;
    case 'ending':
      return standing.ending;
    case 'ended':
      return standing.ended;
    case 'out-of-time':
      return standing.outOfTime;
    case 'checking':
      return standing.checking(what.n);
    case 'loading':
      return standing.loading(what.n);
    case 'held':
      return standing.held(what.n);
    case 'enough':
      return standing.enough(what.n);
    case 'measuring':
      return standing.measuring(what.n);
    case 'manual':
      return what.n === 0 ? standing.launchFirst : standing.measuring(what.n);
  }
}

function expectation({ now, state }: Followed, { texts }: Texts): string {
  if (state !== 'running' || !now) return ' ';
  const { predicted, predictedRange } = now.progress;
  if (predicted === null) return texts.live.expectedNone;
  const [low, high] = predictedRange ?? [null, null];
  // A range of one number says nothing beside that number.
  return texts.live.expected({ n: predicted, low: low === high ? null : low, high });
}

/** Which resource gives out first, by what is known now. */
function limiting({ verdict, head }: Followed, { texts, language }: Texts): string {
  const by = verdict?.limitedBy;
  const gpus = head?.host.gpus?.length ?? 0;
  if (by?.resource) return texts.live.limiting(resourceName(by.resource, by.index, gpus, language));
  if (by?.reason === 'frames') return texts.live.limiting(texts.report.limitedBy.frames);
  const known = (verdict?.resources ?? []).filter(({ capacity }) => capacity !== null);
  const first = known.toSorted((a, b) => (a.capacity ?? 0) - (b.capacity ?? 0))[0];
  return first && (verdict?.levels.length ?? 0) > 1
    ? texts.live.limiting(resourceName(first.resource, first.index, gpus, language))
    : ' ';
}

/**
 * Why a run that ended cannot be trusted, which claims nothing beside that, whatever was expected while it went on; and
 * that its time was up, with the way on.
 */
function whyEnded({ verdict, state }: Followed, { language }: Texts): string | null {
  if (state !== 'ended' || !verdict) return null;
  const invalid =
    verdict.verdict === 'invalid' ? explainVerdict(verdict, language).sentences.slice(0, 1) : [];
  const outOfTime = verdict.warnings.find(({ code }) => code === 'budget');
  const why = [...invalid, ...(outOfTime ? [explainWarning(outOfTime, language)] : [])];
  return why.length === 0 ? null : why.join(' ');
}

/** One big number, and what is known of it. Every line keeps its place, so that nothing moves from second to second. */
export function Hero({ followed }: { readonly followed: Followed }) {
  const texts = useTexts();
  const standing = standingOf(followed);
  const why = whyEnded(followed, texts);
  return (
    <section className="hero" aria-label={texts.texts.live.capacity} data-meant={standing.meant}>
      <p className="hero-meaning">{meaning(standing, texts)}</p>
      <p className="hero-number">{texts.number(standing.n)}</p>
      <p className="hero-doing" role="status">
        {doing(standing, texts)}
      </p>
      {why === null ? (
        <>
          <p className="hero-quiet">{expectation(followed, texts)}</p>
          <p className="hero-quiet">{limiting(followed, texts)}</p>
        </>
      ) : (
        <p className="hero-why">{why}</p>
      )}
    </section>
  );
}
