import { useId } from 'react';
import { useTexts } from './language.tsx';

interface LimitSliderProps {
  readonly label: string;
  /** Percent. */
  readonly value: number;
  /** Whether nobody moved it. */
  readonly untouched: boolean;
  readonly issue?: string | undefined;
  readonly onChange: (value: number) => void;
}

const LEAST = 40;
/** What people go by today, so that it is marked on every one. */
const USUAL = 85;

/** A limit in percent. What somebody set below the slider's usual range stays what it is. */
export function LimitSlider({ label, value, untouched, issue, onChange }: LimitSliderProps) {
  const { texts, number } = useTexts();
  const id = useId();
  const least = Math.min(LEAST, Math.floor(value));
  const whole = Number.isInteger(value);
  return (
    <div className={issue === undefined ? 'limit' : 'limit field-wrong'}>
      <label htmlFor={id}>{label}</label>
      <div className="limit-track">
        <input
          id={id}
          type="range"
          min={least}
          max={100}
          step={whole ? 1 : 0.1}
          value={value}
          aria-valuetext={`${number(value, whole ? 0 : 1)} ${texts.charts.units.percent}`}
          aria-describedby={issue === undefined ? undefined : `${id}-issue`}
          onChange={(event) => {
            onChange(event.target.valueAsNumber);
          }}
        />
        <svg className="limit-mark" width="100%" height="6" aria-hidden="true">
          <line
            x1={`${((USUAL - least) / (100 - least)) * 100}%`}
            x2={`${((USUAL - least) / (100 - least)) * 100}%`}
            y1="0"
            y2="6"
            stroke="currentColor"
            strokeWidth="2"
          />
        </svg>
      </div>
      <output htmlFor={id}>
        {number(value, whole ? 0 : 1)} {texts.charts.units.percent}
      </output>
      <span className="limit-usual quiet">{untouched ? texts.plan.limits.isDefault : ''}</span>
      {issue === undefined ? null : (
        <p className="issue" id={`${id}-issue`}>
          <span aria-hidden="true">✕ </span>
          {issue}
        </p>
      )}
    </div>
  );
}
