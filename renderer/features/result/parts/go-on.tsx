import { Button } from '../../../ui/button.tsx';
import { useTexts } from '../../../ui/language.tsx';
import { ProblemText } from '../../../ui/problem-text.tsx';
import { useGoOn } from '../../../ui/use-go-on.ts';

interface GoOnProps {
  readonly run: string;
  /** The run that goes on with it has begun. */
  readonly onLive: () => void;
}

/** The way on from a run that came to no end of its own. */
export function GoOn({ run, onLive }: GoOnProps) {
  const { texts } = useTexts();
  const { goOn, busy, problem } = useGoOn(onLive);
  return (
    <section className="result-go-on">
      <p>{texts.result.goOn.text}</p>
      <Button
        look="main"
        disabled={busy}
        onClick={() => {
          goOn(run);
        }}
      >
        {texts.result.goOn.button}
      </Button>
      <ProblemText problem={problem} />
    </section>
  );
}
