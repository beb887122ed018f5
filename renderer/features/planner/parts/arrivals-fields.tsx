import type { ClipboardEvent } from 'react';
import { AudienceFigures } from '../../../../shared/explain/audience-figures.ts';
import { Choice } from '../../../ui/choice.tsx';
import { useTexts } from '../../../ui/language.tsx';
import { fillHours } from '../draft/fill-hours.ts';
import type { FieldsProps } from './fields.ts';
import { NumberField } from './number-field.tsx';

/** Who comes: one number for every hour, or the profile of a day. */
export function ArrivalsFields({ draft, issueAt, onDraft }: FieldsProps) {
  const { texts, language } = useTexts();
  const { waiting: words } = texts.planner;
  const figures = new AudienceFigures(language);
  const paste = (event: ClipboardEvent<HTMLInputElement>, from: number) => {
    const filled = fillHours(draft.hours, from, event.clipboardData.getData('text'));
    if (!filled) return;
    event.preventDefault();
    onDraft({ hours: filled });
  };
  return (
    <>
      <Choice
        label={words.arrivals}
        showLabel
        value={draft.byHour ? 'byHour' : 'every'}
        options={(['every', 'byHour'] as const).map((value) => ({ value, label: words[value] }))}
        onChange={(how) => {
          onDraft({ byHour: how === 'byHour' });
        }}
      />
      {draft.byHour ? (
        <fieldset className="planner-rows">
          <legend className="label">{words.hours}</legend>
          <div className="planner-hours">
            {draft.hours.map((text, hour) => (
              <NumberField
                key={hour}
                label={figures.clock(hour)}
                issue={issueAt(`hours.${hour}`)}
                value={text}
                onChange={(changed) => {
                  onDraft({ hours: draft.hours.with(hour, changed) });
                }}
                onPaste={(event) => {
                  paste(event, hour);
                }}
              />
            ))}
          </div>
          <p className="hint">{words.hoursHint}</p>
        </fieldset>
      ) : (
        <NumberField
          label={words.perHour}
          issue={issueAt('arrivals')}
          value={draft.arrivals}
          onChange={(arrivals) => {
            onDraft({ arrivals });
          }}
        />
      )}
    </>
  );
}
