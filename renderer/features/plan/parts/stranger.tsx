import { Button } from '../../../ui/button.tsx';
import { useAnswer } from '../../../ui/engine.tsx';
import { useTexts } from '../../../ui/language.tsx';
import { Modal } from '../../../ui/modal.tsx';
import { issuesOf } from '../issues.ts';
import type { Arrived, Arrivals } from '../use-arrivals.ts';
import { SlotPreviews } from './slot-previews.tsx';

/** A plan that nobody at this box has written or seen: what it would run is shown, and it is not taken unasked. */
export function Stranger({ plan: { name, plan, folder }, arrivals }: { plan: Arrived; arrivals: Arrivals }) {
  const { texts, language } = useTexts();
  const words = texts.plan.stranger;
  const { data, problem } = useAnswer('plan.check', { plan, folder, box: 'local' });
  const issues = issuesOf(data, language);
  const wrong = [
    ...issues.others,
    ...['executable', 'arguments', 'environment'].flatMap((field) => issues.at(field) ?? []),
  ];
  return (
    <Modal title={words.title} onClose={arrivals.refuse} wide>
      <p>{words.text(name)}</p>
      <h3>{words.would}</h3>
      {data || problem ? <SlotPreviews slots={data?.slots.slice(0, 1) ?? []} /> : <p>{texts.app.loading}</p>}
      {data && data.slots.every(({ command }) => command === null) ? (
        <p>
          <code>
            {[
              ...Object.entries(plan.environment ?? {}).map(([name, value]) => `${name}=${value}`),
              plan.executable,
              ...(plan.arguments ?? []),
            ].join(' ')}
          </code>
        </p>
      ) : null}
      {wrong.map((text) => (
        <p className="issue" key={text}>
          {text}
        </p>
      ))}
      {plan.copies ? <p>{words.copies(plan.copies.source)}</p> : null}
      <p className="hint">{words.hint}</p>
      <form
        className="row-end"
        onSubmit={(event) => {
          event.preventDefault();
          arrivals.accept();
        }}
      >
        <Button onClick={arrivals.refuse} autoFocus>
          {words.refuse}
        </Button>
        <Button look="main" submit disabled={!data && !problem}>
          {words.accept}
        </Button>
      </form>
    </Modal>
  );
}
