import { programName } from '../../../../shared/model/plan.ts';
import { useAnswer } from '../../../ui/engine.tsx';
import { useTexts } from '../../../ui/language.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { PairsInput } from '../../../ui/pairs-input.tsx';
import { LinesInput, TextInput } from '../../../ui/text-inputs.tsx';
import { useSettled } from '../../../ui/use-settled.ts';
import type { FieldsProps } from './fields.ts';

const STAYS = 200;

function useCompletions(text: string, folder: string | null, want: 'program' | 'folder'): string[] {
  const settled = useSettled(text, STAYS);
  const { data } = useAnswer('path.complete', settled === '' ? null : { text: settled, folder, want });
  return (data?.matches ?? []).map(({ path }) => path);
}

/** The program, its arguments, and where it runs. */
export function WhatFields({ draft, issues, onPlan }: FieldsProps) {
  const { texts } = useTexts();
  const words = texts.plan;
  const { plan, folder } = draft;
  const { copies } = plan;
  const programs = useCompletions(plan.executable, folder, 'program');
  const sources = useCompletions(copies?.source ?? '', folder, 'folder');
  return (
    <Panel title={words.sections.what}>
      <TextInput
        label={words.name.label}
        issue={issues.at('name')}
        placeholder={plan.executable === '' ? '' : programName(plan.executable)}
        value={plan.name ?? ''}
        onChange={(name) => {
          onPlan({ name });
        }}
      />
      <TextInput
        label={words.executable.label}
        hint={words.executable.hint}
        issue={issues.at('executable')}
        value={plan.executable}
        completions={programs}
        onChange={(executable) => {
          onPlan({ executable });
        }}
      />
      <LinesInput
        label={words.arguments.label}
        hint={words.arguments.hint}
        issue={issues.at('arguments')}
        value={plan.arguments ?? []}
        onChange={(lines) => {
          onPlan({ arguments: [...lines] });
        }}
      />
      <TextInput
        label={words.workingDirectory.label}
        hint={words.workingDirectory.hint}
        issue={issues.at('workingDirectory')}
        value={plan.workingDirectory ?? ''}
        onChange={(text) => {
          onPlan({ workingDirectory: text === '' ? null : text });
        }}
      />
      <PairsInput
        label={words.environment.label}
        hint={words.environment.hint}
        issue={issues.at('environment')}
        value={plan.environment ?? {}}
        onChange={(environment) => {
          onPlan({ environment });
        }}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={copies !== null && copies !== undefined}
          onChange={(event) => {
            onPlan({ copies: event.target.checked ? { source: '.' } : null });
          }}
        />
        {words.copies.label}
      </label>
      {copies ? (
        <div className="plan-row">
          <TextInput
            label={words.copies.source}
            issue={issues.at('copies')}
            value={copies.source}
            completions={sources}
            onChange={(source) => {
              onPlan({ copies: { ...copies, source } });
            }}
          />
          <TextInput
            label={words.copies.into}
            hint={words.copies.intoHint}
            value={copies.into ?? ''}
            onChange={(into) => {
              onPlan({ copies: { ...copies, into: into === '' ? null : into } });
            }}
          />
          <LinesInput
            label={words.copies.link}
            hint={words.copies.linkHint}
            value={copies.link ?? []}
            onChange={(link) => {
              onPlan({ copies: { ...copies, link: [...link] } });
            }}
          />
        </div>
      ) : null}
      <PairsInput
        label={words.tags.label}
        hint={words.tags.hint}
        issue={issues.at('tags')}
        value={plan.tags ?? {}}
        onChange={(tags) => {
          onPlan({ tags });
        }}
      />
    </Panel>
  );
}
