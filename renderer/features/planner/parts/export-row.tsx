import type { AudienceQuestion } from '../../../../shared/bridge/audience-question.ts';
import type { Audience } from '../../../../shared/model/audience.ts';
import { Button } from '../../../ui/button.tsx';
import { useEngine } from '../../../ui/engine.tsx';
import { useTexts } from '../../../ui/language.tsx';
import { ReportButtons } from '../../../ui/report-buttons.tsx';

interface ExportRowProps {
  /** Null while something is wrong with it, or the answer is not yet that to it. */
  readonly question: AudienceQuestion | null;
  readonly audience: Audience | null;
}

/** Takes the answer along: as the document of the format, to its digits. */
function save(audience: Audience): void {
  const link = document.createElement('a');
  const text = `${JSON.stringify(audience, null, 2)}\n`;
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = 'audience.json';
  link.click();
  URL.revokeObjectURL(link.href);
}

/** The answer for others: the report on one click, or the document. */
export function ExportRow({ question, audience }: ExportRowProps) {
  const engine = useEngine();
  const { texts, language } = useTexts();
  const ready = question !== null && audience !== null;
  return (
    <div className="ways">
      <ReportButtons
        make={ready ? (format) => engine.ask('audience.report', { question, language, format }) : null}
      />
      <Button
        disabled={!ready}
        onClick={() => {
          if (audience) save(audience);
        }}
      >
        {texts.planner.saveJson}
      </Button>
    </div>
  );
}
