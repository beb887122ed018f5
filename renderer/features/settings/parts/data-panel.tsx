import { useState } from 'react';
import type { Problem } from '../../../../shared/model/problem.ts';
import { Button } from '../../../ui/button.tsx';
import { problemOf, useAnswer, useEngine } from '../../../ui/engine.tsx';
import { useTexts } from '../../../ui/language.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ProblemText } from '../../../ui/problem-text.tsx';

/** Where everything is kept. On a desktop it can be another place; in a browser whoever started the engine has named it. */
export function DataPanel({ running }: { readonly running: boolean }) {
  const engine = useEngine();
  const { data: words } = useTexts().texts.settings;
  const { data } = useAnswer('engine.describe', {});
  const [problem, setProblem] = useState<Problem | null>(null);
  const failed = (error: unknown) => {
    const found = problemOf(error);
    // The engine ends to begin at the other place: that its line breaks is how it is done.
    if (found.code !== 'connection.lost') setProblem(found);
  };
  const move = (folder: string | null) => {
    setProblem(null);
    engine.ask('desk.moveData', { folder }).catch(failed);
  };
  const choose = () => {
    engine.ask('desk.choose', { what: 'folder', from: data?.dataFolder ?? null }).then(({ file }) => {
      if (file !== null) move(file);
    }, failed);
  };
  const movable = data?.desk && !data.desk.fixedFolder;
  return (
    <Panel title={words.title}>
      <p className="settings-path">
        <code>{data?.dataFolder ?? ''}</code>
      </p>
      <p className="hint">
        {words.what} {movable ? words.moved : words.fixed}
      </p>
      {movable ? (
        <div className="settings-row">
          <Button disabled={running} onClick={choose}>
            {words.move}
          </Button>
          <Button
            disabled={running}
            onClick={() => {
              move(null);
            }}
          >
            {words.usual}
          </Button>
        </div>
      ) : null}
      <ProblemText problem={problem} />
    </Panel>
  );
}
