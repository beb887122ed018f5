import { useId, type ReactNode } from 'react';

interface PanelProps {
  readonly title: string;
  /** Beside the title: a figure, a choice. */
  readonly beside?: ReactNode;
  readonly className?: string;
  /** Whether its content may be longer than it is: then the keyboard must reach it. */
  readonly scrolls?: boolean;
  readonly children: ReactNode;
}

/** A titled part of a screen. */
export function Panel({ title, beside, className = '', scrolls = false, children }: PanelProps) {
  const id = useId();
  return (
    <section className={`panel ${className}`} aria-labelledby={id} {...(scrolls && { tabIndex: 0 })}>
      <header className="panel-head">
        <h2 id={id}>{title}</h2>
        {beside}
      </header>
      {children}
    </section>
  );
}
