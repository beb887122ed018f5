import { useState } from 'react';
import { BRIDGE_BOUNDS } from '../../../shared/bridge/bounds.ts';
import type { Result } from '../../../shared/bridge/contract.ts';
import { resourceName } from '../../../shared/locale/resource-name.ts';
import { resourceKey } from '../../../shared/model/resources.ts';
import { resourceLevels } from '../../charts/data/level-points.ts';
import { RunsOverN } from '../../charts/runs-over-n.tsx';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { useAnswer, useChanges } from '../../ui/engine.tsx';
import { useTexts } from '../../ui/language.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemText } from '../../ui/problem-text.tsx';
import { useSize } from '../../ui/use-size.ts';
import { cardsOf, firstOf, letterOf, limitOf, resourcesOf } from './compared.ts';
import { DemandTable } from './parts/demand-table.tsx';
import { SideCard } from './parts/side-card.tsx';
import './compare.css';

interface CompareScreenProps {
  /** Their ids; the first is what the others are held against. */
  readonly runs: readonly string[];
  readonly onOpen: (run: string) => void;
  readonly onHistory: () => void;
}

const HEIGHT = 340;

function Opened({
  data: { sides, comparisons },
  onOpen,
}: {
  readonly data: Result<'runs.compare'>;
  readonly onOpen: (run: string) => void;
}) {
  const { texts, language, number } = useTexts();
  const words = texts.compare;
  const [watch, size] = useSize();
  const [key, setKey] = useState(() => firstOf(sides));
  const resources = resourcesOf(sides);
  const cards = cardsOf(sides);
  const nameOf = (one: (typeof resources)[number]) => resourceName(one.resource, one.index, cards, language);
  const shown = resources.find((one) => resourceKey(one) === key);
  const limit = limitOf(sides, key);
  const lines = sides.map(({ summary, verdict }, place) => ({
    label: `${letterOf(place)} ${summary.name}`,
    points: resourceLevels(verdict).find((one) => resourceKey(one) === key)?.points ?? [],
  }));
  return (
    <>
      <ul className="compare-sides">
        {sides.map((side, place) => (
          <SideCard
            key={side.summary.run}
            side={side}
            place={place}
            comparison={comparisons[place - 1] ?? null}
            onOpen={onOpen}
          />
        ))}
      </ul>
      {shown ? (
        <Panel
          title={words.overN(nameOf(shown))}
          beside={
            <Choice
              label={words.resource}
              value={key}
              options={resources.map((one) => ({ value: resourceKey(one), label: nameOf(one) }))}
              onChange={setKey}
            />
          }
        >
          <div ref={watch} className="compare-chart">
            {size ? (
              <RunsOverN
                title={words.overN(nameOf(shown))}
                runs={lines}
                limit={limit === null ? null : { at: limit, label: words.limit(number(limit)) }}
                language={language}
                width={size.width}
                height={HEIGHT}
              />
            ) : null}
          </div>
        </Panel>
      ) : null}
      <DemandTable sides={sides} comparisons={comparisons} />
    </>
  );
}

/** Two to five runs on the same n: what each carries, what changed, and whether that is more than noise. */
export function CompareScreen({ runs, onOpen, onHistory }: CompareScreenProps) {
  const { texts } = useTexts();
  const words = texts.compare;
  const enough = runs.length >= 2 && runs.length <= BRIDGE_BOUNDS.comparedRuns;
  const { data, problem } = useAnswer(
    'runs.compare',
    enough ? { runs: [...runs] } : null,
    useChanges('runs.changed'),
  );
  return (
    <div className="page compare">
      <header className="compare-head">
        <h1>{words.title}</h1>
        <Button onClick={onHistory}>{words.others}</Button>
      </header>
      {enough ? null : <p className="empty">{words.choose}</p>}
      <ProblemText problem={problem} />
      {data ? <Opened data={data} onOpen={onOpen} /> : enough && !problem ? <p>{texts.app.loading}</p> : null}
    </div>
  );
}
