import { Component, type ReactNode } from 'react';
import { messages } from '../../shared/locale/messages.ts';
import { Button } from '../ui/button.tsx';
import { currentLook } from './look.ts';

/** A screen that fails takes neither the others nor the run with it. */
export class FailureBorder extends Component<{ readonly children: ReactNode }, { failed: string | null }> {
  override state: { failed: string | null } = { failed: null };

  static getDerivedStateFromError(error: unknown): { failed: string } {
    return { failed: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { failed } = this.state;
    if (failed === null) return this.props.children;
    const { app } = messages(currentLook().language);
    return (
      <div className="empty" role="alert">
        <h1>{app.broken}</h1>
        <p>{failed}</p>
        <Button
          look="main"
          onClick={() => {
            window.location.reload();
          }}
        >
          {app.reload}
        </Button>
      </div>
    );
  }
}
