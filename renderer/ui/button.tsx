import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { keyName } from './shortcuts.tsx';

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type' | 'className'> {
  /** `main`: the one thing to do here; `stop`: ends things. */
  readonly look?: 'plain' | 'main' | 'stop' | 'quiet';
  /** The key that does the same; `useShortcuts` makes it work. */
  readonly shortcut?: string;
  readonly submit?: boolean;
  readonly children: ReactNode;
}

export function Key({ name }: { readonly name: string }) {
  return <kbd aria-hidden="true">{keyName(name)}</kbd>;
}

export function Button({ look = 'plain', shortcut, submit = false, children, ...rest }: ButtonProps) {
  return (
    <button
      type={submit ? 'submit' : 'button'}
      className={`button button-${look}`}
      {...(shortcut !== undefined && { 'aria-keyshortcuts': keyName(shortcut) })}
      {...rest}
    >
      <span>{children}</span>
      {shortcut === undefined ? null : <Key name={shortcut} />}
    </button>
  );
}
