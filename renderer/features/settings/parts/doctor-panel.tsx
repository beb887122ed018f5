import { useState } from 'react';
import type { Result } from '../../../../shared/bridge/contract.ts';
import { explainCapability, explainCheck, groupReadings } from '../../../../shared/explain/doctor.ts';
import { Button } from '../../../ui/button.tsx';
import { useAnswer } from '../../../ui/engine.tsx';
import { useTexts } from '../../../ui/language.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ProblemText } from '../../../ui/problem-text.tsx';

/** The doctor, looked at when the screen is opened and whenever somebody wants to know again. */
export function DoctorPanel({ running }: { readonly running: boolean }) {
  const { texts } = useTexts();
  const words = texts.settings.doctor;
  const [times, setTimes] = useState(0);
  const { data, problem, waiting } = useAnswer('doctor.examine', running ? null : {}, times);
  return (
    <Panel
      title={data ? texts.doctor.title({ name: data.host.name ?? '?' }) : words.title}
      beside={
        <Button
          disabled={running || waiting}
          onClick={() => {
            setTimes(times + 1);
          }}
        >
          {data ? words.again : words.examine}
        </Button>
      }
    >
      <p className="quiet" role="status">
        {running ? words.running : waiting ? words.looking : ''}
      </p>
      <ProblemText problem={waiting || running ? null : problem} />
      {data ? <Found report={data} /> : null}
    </Panel>
  );
}

/** A state has a sign of its own beside its colour and its word. */
const SIGNS = { good: '✓', beware: '▲', bad: '✕' } as const;

function Found({ report }: { readonly report: Result<'doctor.examine'> }) {
  const { texts, language } = useTexts();
  const { doctor } = texts;
  const words = texts.settings.doctor;
  const [worst, rest] = [
    report.checks.filter(({ state }) => state !== 'good'),
    report.checks.filter(({ state }) => state === 'good'),
  ];
  return (
    <>
      <h3>{doctor.checksTitle}</h3>
      <ul className="doctor-checks">
        {[...worst, ...rest].map((check) => {
          const { evidence, effect, wayOut } = explainCheck(check, language);
          return (
            <li key={check.code} className={`doctor-${check.state}`}>
              <span className="doctor-state">
                <span aria-hidden="true">{SIGNS[check.state]} </span>
                {doctor.states[check.state]}
              </span>
              <span>{evidence}</span>
              {check.state === 'good' ? null : (
                <>
                  <p className="quiet">
                    {doctor.effect}
                    {effect}
                  </p>
                  <p className="quiet">
                    {doctor.wayOut}
                    {wayOut}
                  </p>
                </>
              )}
            </li>
          );
        })}
      </ul>
      <p>{doctor.cost(report.cost)}</p>
      <table className="doctor-table">
        <thead>
          <tr>
            <th scope="col">{words.reading}</th>
            <th scope="col">{words.from}</th>
            <th scope="col">{words.here}</th>
            <th scope="col">{words.why}</th>
          </tr>
        </thead>
        <tbody>
          {groupReadings(report.readings).map(([capability, more]) => {
            const { name, why, wayOut } = explainCapability(capability, language);
            return (
              <tr key={`${capability.reading} ${capability.source}`}>
                <th scope="row">{more === 0 ? name : doctor.andMore({ name, more })}</th>
                <td>{capability.source}</td>
                <td>{capability.available ? `✓ ${doctor.yes}` : `– ${doctor.no}`}</td>
                <td>{[why, wayOut].filter((text) => text !== null).join(' ')}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
