import { LOADS } from '../../../../shared/model/resources.ts';
import { useTexts } from '../../../ui/language.tsx';
import { SIZES, SPEEDS, type HardwareNumber } from '../draft/draft.ts';
import type { FieldsProps, RunFieldsProps } from './fields.ts';
import { FormPart } from './form-part.tsx';
import { NumberField } from './number-field.tsx';
import { RunChoice } from './run-choice.tsx';

/** Another box as its owner describes it, and what to add to this one. */
export function HardwareFields(props: RunFieldsProps) {
  const { draft } = props;
  const { texts } = useTexts();
  const { hardware: words } = texts.planner;
  return (
    <FormPart title={words.title} prediction>
      {draft.run === null ? (
        <p className="hint">{words.needsRun}</p>
      ) : (
        <>
          <OtherBoxFields {...props} />
          <ExtensionFields {...props} />
        </>
      )}
    </FormPart>
  );
}

function OtherBoxFields({ draft, issueAt, onDraft, runs }: RunFieldsProps) {
  const { texts } = useTexts();
  const { hardware: words } = texts.planner;
  const field = (name: HardwareNumber) => (
    <NumberField
      key={name}
      label={words.fields[name]}
      issue={issueAt(`hardware.${name}`)}
      value={draft.hardware[name]}
      onChange={(text) => {
        onDraft({ hardware: { ...draft.hardware, [name]: text } });
      }}
    />
  );
  return (
    <>
      <fieldset className="planner-rows">
        <legend className="label">{words.other}</legend>
        <div className="planner-row">{SIZES.map(field)}</div>
        <div className="planner-row planner-speeds">{SPEEDS.map(field)}</div>
        <p className="hint">{words.speedHint}</p>
      </fieldset>
      <RunChoice
        label={words.calibrate}
        hint={words.calibrateHint}
        none={words.calibrateNone}
        runs={runs.filter(({ run }) => run !== draft.run)}
        value={draft.calibrate}
        onRun={(calibrate) => {
          onDraft({ calibrate });
        }}
      />
    </>
  );
}

function ExtensionFields({ draft, issueAt, onDraft }: FieldsProps) {
  const { texts } = useTexts();
  const { hardware: words } = texts.planner;
  return (
    <>
      <NumberField
        label={words.more}
        hint={words.moreHint}
        issue={issueAt('more')}
        value={draft.more}
        onChange={(more) => {
          onDraft({ more });
        }}
      />
      <fieldset className="planner-rows">
        <legend className="label">{words.prices}</legend>
        <div className="planner-row">
          {LOADS.map((load) => (
            <NumberField
              key={load}
              label={words.priceOf[load]}
              issue={issueAt(`prices.${load}`)}
              value={draft.prices[load]}
              onChange={(price) => {
                onDraft({ prices: { ...draft.prices, [load]: price } });
              }}
            />
          ))}
        </div>
      </fieldset>
    </>
  );
}
