import { useState } from 'react';
import { planText } from '../../../../shared/model/plan-text.ts';
import { completePlan } from '../../../../shared/model/plan.ts';
import type { Settings } from '../../../../shared/model/settings.ts';
import type { Problem } from '../../../../shared/model/problem.ts';
import { Button } from '../../../ui/button.tsx';
import { problemOf, useAnswer, useEngine } from '../../../ui/engine.tsx';
import { FileButton } from '../../../ui/file-button.tsx';
import { useTexts } from '../../../ui/language.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ProblemText } from '../../../ui/problem-text.tsx';
import { Select, TextInput } from '../../../ui/text-inputs.tsx';
import { useSettled } from '../../../ui/use-settled.ts';
import { newPlan, planOf, type Draft } from '../draft.ts';
import { TEMPLATES, planFrom } from '../templates.ts';
import type { Arrivals } from '../use-arrivals.ts';

interface FileRowProps {
  readonly draft: Draft;
  /** With what a new plan begins. */
  readonly defaults: Settings['defaults'];
  readonly onDraft: (draft: Draft) => void;
  readonly arrivals: Arrivals;
  /** What was done with a file last. */
  readonly said: string;
  readonly onSaid: (text: string) => void;
}

const STAYS = 200;

/** Hands a text to the browser as a file to keep. */
function download(text: string, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Plans come from a file on the box, or from this computer, and go there again. */
export function FileRow({ draft, defaults, onDraft, arrivals, said, onSaid }: FileRowProps) {
  const engine = useEngine();
  const { texts } = useTexts();
  const { file: words } = texts.plan;
  const [name, setName] = useState(draft.file ?? '');
  const [named, setNamed] = useState(draft.file);
  const [problem, setProblem] = useState<Problem | null>(null);
  /** Whatever is done with a file is said, and may have changed which were used last. */
  const [heard, setHeard] = useState({ said, times: 0 });
  if (heard.said !== said) setHeard({ said, times: heard.times + 1 });
  const settled = useSettled(name, STAYS);
  const { data } = useAnswer(
    'path.complete',
    settled === '' ? null : { text: settled, folder: null, want: 'plan' },
  );
  const { data: about } = useAnswer('engine.describe', {});
  const { data: recent } = useAnswer('plan.recent', {}, heard.times);
  // A plan came from elsewhere.
  if (named !== draft.file) {
    setNamed(draft.file);
    setName(draft.file ?? '');
  }

  const onDesk = about?.desk != null;
  const failed = (error: unknown) => {
    onSaid('');
    setProblem(problemOf(error));
  };
  const open = (file: string) => {
    setProblem(null);
    onSaid('');
    arrivals.arrive({ from: 'file', file });
  };
  const save = (file: string, replace: boolean) => {
    setProblem(null);
    engine
      .ask('plan.write', { file, plan: planOf(draft), replace: replace || file === draft.file })
      .then((written) => {
        onDraft({ ...draft, file: written.file, folder: written.folder });
        onSaid(words.saved(written.file));
      }, failed);
  };
  const choose = (what: 'plan' | 'plan-to-write', then: (file: string) => void) => {
    engine.ask('desk.choose', { what, from: name }).then(({ file }) => {
      if (file !== null) then(file);
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
          <Button
            disabled={name === ''}
            onClick={() => {
              open(name);
            }}
          >
            {words.open}
          </Button>
          <Button
            disabled={name === ''}
            onClick={() => {
              save(name, false);
            }}
          >
            {words.save}
          </Button>
          {onDesk ? (
            <>
              <Button
                onClick={() => {
                  choose('plan', open);
                }}
              >
                {words.choose}
              </Button>
              <Button
                onClick={() => {
                  // The system's dialog has asked already whether a file there may be replaced.
                  choose('plan-to-write', (file) => {
                    save(file.endsWith('.plan.json') ? file : `${file}.plan.json`, true);
                  });
                }}
              >
                {words.saveAs}
              </Button>
            </>
          ) : (
            <>
              <FileButton
                label={words.upload}
                accept=".json,application/json"
                onFile={(given) => {
                  setProblem(null);
                  onSaid('');
                  given.text().then((text) => {
                    arrivals.arrive({ from: 'text', name: given.name, text });
                  }, failed);
                }}
              />
              <Button
                onClick={() => {
                  const plan = planOf(draft);
                  download(planText(plan, null), `${completePlan(plan).name || words.unnamed}.plan.json`);
                }}
              >
                {words.download}
              </Button>
            </>
          )}
          <Button
            onClick={() => {
              setProblem(null);
              onSaid('');
              onDraft({ ...draft, file: null, folder: null, plan: newPlan(defaults) });
            }}
          >
            {words.fresh}
          </Button>
        </div>
      </div>
      <div className="plan-row">
        <Select
          label={words.template}
          value=""
          options={[
            { value: '', label: words.templateNone },
            ...TEMPLATES.map((one) => ({ value: one, label: words.templates[one] })),
          ]}
          onChange={(one) => {
            if (one === '') return;
            setProblem(null);
            onSaid(words.templateHints[one]);
            const plan = { ...planFrom(one), ...defaults, executable: draft.plan.executable };
            onDraft({ ...draft, file: null, folder: draft.folder, plan });
          }}
        />
        {recent && recent.files.length > 0 ? (
          <Select
            label={words.recent}
            value=""
            options={[
              { value: '', label: words.recentNone },
              ...recent.files.map((file) => ({ value: file, label: file })),
            ]}
            onChange={(file) => {
              if (file !== '') open(file);
            }}
          />
        ) : null}
      </div>
      <p className="hint" role="status">
        {said}
      </p>
      <ProblemText problem={problem ?? arrivals.problem} />
      {problem?.code === 'file.exists' ? (
        <div>
          <Button
            onClick={() => {
              save(name, true);
            }}
          >
            {words.replace}
          </Button>
        </div>
      ) : null}
    </Panel>
  );
}
