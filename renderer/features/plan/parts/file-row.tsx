import { useRef, useState } from 'react';
import type { Problem } from '../../../../shared/model/problem.ts';
import { Button } from '../../../ui/button.tsx';
import { problemOf, useAnswer, useEngine } from '../../../ui/engine.tsx';
import { useTexts } from '../../../ui/language.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ProblemText } from '../../../ui/problem-text.tsx';
import { TextInput } from '../../../ui/text-inputs.tsx';
import { useSettled } from '../../../ui/use-settled.ts';
import { NEW_DRAFT, planOf, type Draft } from '../draft.ts';

interface FileRowProps {
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
}

const STAYS = 200;

/** Plans come from a file on the box, or from this computer, and are saved on the box. */
export function FileRow({ draft, onDraft }: FileRowProps) {
  const engine = useEngine();
  const { texts } = useTexts();
  const { file: words } = texts.plan;
  const [name, setName] = useState(draft.file ?? '');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [said, setSaid] = useState('');
  const upload = useRef<HTMLInputElement>(null);
  const settled = useSettled(name, STAYS);
  const { data } = useAnswer(
    'path.complete',
    settled === '' ? null : { text: settled, folder: null, want: 'plan' },
  );

  const failed = (error: unknown) => {
    setSaid('');
    setProblem(problemOf(error));
  };
  const took = (next: Draft, text: string) => {
    setProblem(null);
    setSaid(text);
    setName(next.file ?? '');
    onDraft(next);
  };
  const open = () => {
    engine.ask('plan.read', { file: name }).then(({ file, folder, plan }) => {
      took({ ...draft, file, folder, plan }, words.opened(file));
    }, failed);
  };
  const save = (replace: boolean) => {
    const plan = planOf(draft);
    engine
      .ask('plan.write', { file: name, plan, replace: replace || name === draft.file })
      .then(({ file, folder }) => {
        took({ ...draft, file, folder }, words.saved(file));
      }, failed);
  };
  const take = (given: File) => {
    given
      .text()
      .then((text) => engine.ask('plan.parse', { text, name: given.name }))
      .then(({ plan }) => {
        took({ ...draft, file: null, folder: null, plan }, words.opened(given.name));
      }, failed);
  };
  return (
    <Panel title={words.label}>
      <div className="plan-file">
        <TextInput
          label={words.label}
          unseen
          hint={words.hint}
          value={name}
          completions={(data?.matches ?? []).map(({ path }) => path)}
          onChange={setName}
        />
        <div className="plan-buttons">
          <Button disabled={name === ''} onClick={open}>
            {words.open}
          </Button>
          <Button
            disabled={name === ''}
            onClick={() => {
              save(false);
            }}
          >
            {words.save}
          </Button>
          <Button
            onClick={() => {
              upload.current?.click();
            }}
          >
            {words.upload}
          </Button>
          <Button
            onClick={() => {
              took({ ...NEW_DRAFT, box: draft.box, seed: draft.seed, pace: draft.pace }, '');
            }}
          >
            {words.fresh}
          </Button>
        </div>
      </div>
      <input
        ref={upload}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={words.upload}
        onChange={(event) => {
          const given = event.target.files?.[0];
          event.target.value = '';
          if (given) take(given);
        }}
      />
      <p className="hint" role="status">
        {said}
      </p>
      <ProblemText problem={problem} />
      {problem?.code === 'file.exists' ? (
        <div>
          <Button
            onClick={() => {
              save(true);
            }}
          >
            {words.replace}
          </Button>
        </div>
      ) : null}
    </Panel>
  );
}
