import type { ReactNode } from 'react';
import { BRIDGE_BOUNDS } from '../../../../shared/bridge/bounds.ts';
import { Button } from '../../../ui/button.tsx';
import { useTexts } from '../../../ui/language.tsx';

interface RowsProps<Row> {
  readonly title: string;
  readonly rows: readonly Row[];
  /** What a row that is added begins with. */
  readonly fresh: Row;
  readonly add: string;
  /** How many must stay. */
  readonly least?: number;
  /** What a row is called where it is removed. */
  readonly nameOf: (row: Row, place: number) => string;
  readonly onRows: (rows: readonly Row[]) => void;
  /** The fields of a row. @param change puts other values into it */
  readonly children: (row: Row, place: number, change: (fields: Partial<Row>) => void) => ReactNode;
}

/** A list that one adds to and removes from: qualities, kinds of session, boxes. */
export function Rows<Row>(props: RowsProps<Row>) {
  const { title, rows, fresh, add, least = 0, nameOf, onRows, children } = props;
  const { texts } = useTexts();
  return (
    <fieldset className="planner-rows">
      <legend className="label">{title}</legend>
      {rows.map((row, place) => (
        <div key={place} className="planner-item">
          {children(row, place, (fields) => {
            onRows(rows.with(place, { ...row, ...fields }));
          })}
          {rows.length > least ? (
            <button
              type="button"
              className="button button-quiet planner-remove"
              aria-label={texts.planner.remove(nameOf(row, place))}
              onClick={() => {
                onRows(rows.toSpliced(place, 1));
              }}
            >
              <span aria-hidden="true">✕</span>
            </button>
          ) : null}
        </div>
      ))}
      <Button
        look="quiet"
        disabled={rows.length >= BRIDGE_BOUNDS.audienceRows}
        onClick={() => {
          onRows([...rows, fresh]);
        }}
      >
        + {add}
      </Button>
    </fieldset>
  );
}
