import type { ReactNode } from 'react';
import { useTexts } from '../../ui/language.tsx';
import { DataPanel } from './parts/data-panel.tsx';
import { DoctorPanel } from './parts/doctor-panel.tsx';
import { KeptSettings } from './parts/kept-settings.tsx';
import { Panel } from '../../ui/panel.tsx';
import './settings.css';

interface SettingsScreenProps {
  /** Language and theme belong to the page, and the page changes them. */
  readonly look: ReactNode;
  /** Whether a run goes on. */
  readonly running: boolean;
}

/** How it looks, where runs are kept and how long, with what a plan begins, and what this box can tell. */
export function SettingsScreen({ look, running }: SettingsScreenProps) {
  const { settings: words } = useTexts().texts;
  return (
    <div className="page">
      <h1 className="unseen">{words.title}</h1>
      <div className="settings">
        <div className="settings-column">
          <Panel title={words.look.title}>
            <div className="settings-row">{look}</div>
          </Panel>
          <DataPanel running={running} />
          <KeptSettings />
        </div>
        <DoctorPanel running={running} />
      </div>
    </div>
  );
}
