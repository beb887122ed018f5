import { useState } from 'react';
import { Key } from '../ui/button.tsx';
import { Button } from '../ui/button.tsx';
import { useTexts } from '../ui/language.tsx';
import { Modal } from '../ui/modal.tsx';
import { useShortcutBoard } from '../ui/shortcuts.tsx';

interface KeyListProps {
  readonly singleKeys: boolean;
  readonly onSingleKeys: (on: boolean) => void;
  readonly onClose: () => void;
}

/** Every key that does something on this screen. */
export function KeyList({ singleKeys, onSingleKeys, onClose }: KeyListProps) {
  const { texts } = useTexts();
  const { keys } = texts.app;
  const board = useShortcutBoard();
  const [shortcuts] = useState(() => board?.all() ?? []);
  return (
    <Modal title={keys.title} onClose={onClose}>
      <table className="keys">
        <thead>
          <tr>
            <th scope="col">{keys.key}</th>
            <th scope="col" className="text">
              {keys.does}
            </th>
          </tr>
        </thead>
        <tbody>
          {shortcuts.map(({ key, label, enabled }) => (
            <tr key={key} className={enabled ? '' : 'quiet'}>
              <th scope="row">
                <Key name={key} />
                <span className="unseen">{key}</span>
              </th>
              <td className="text">{label}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="hint">
        {keys.now} {texts.live.zoom.help}
      </p>
      <label className="check">
        <input
          type="checkbox"
          checked={singleKeys}
          onChange={(event) => {
            onSingleKeys(event.target.checked);
          }}
        />
        {keys.singles}
      </label>
      <div className="row-end">
        <Button look="main" onClick={onClose} autoFocus>
          {texts.app.close}
        </Button>
      </div>
    </Modal>
  );
}
