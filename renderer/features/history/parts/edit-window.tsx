import { useState } from 'react';
import type { Params } from '../../../../shared/bridge/contract.ts';
import type { RunSummary } from '../../../../shared/model/runs.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { useTexts } from '../../../ui/language.tsx';
import { Modal } from '../../../ui/modal.tsx';
import { TextInput } from '../../../ui/text-inputs.tsx';

interface EditWindowProps {
  readonly run: RunSummary;
  readonly onSave: (label: Params<'runs.label'>) => void;
  readonly onClose: () => void;
}

const LONGEST = { name: 200, note: 10_000 };

/** A run's name, tags and a note. An empty name is the one that the run brought along. */
export function EditWindow({ run, onSave, onClose }: EditWindowProps) {
  const { texts } = useTexts();
  const words = texts.history.window;
  const [name, setName] = useState(run.name);
  const [tags, setTags] = useState(run.tags.join(', '));
  const [note, setNote] = useState(run.note ?? '');
  const named = name.trim().slice(0, LONGEST.name);
  return (
    <Modal title={words.title} onClose={onClose}>
      <form
        className="history-edit"
        onSubmit={(event) => {
          event.preventDefault();
          const several = tags.split(/[,，、]/u).map((tag) => tag.trim());
          onSave({
            run: run.run,
            name: named === '' ? null : named,
            tags: [...new Set(several.filter((tag) => tag !== ''))].slice(0, 50),
            note: note.slice(0, LONGEST.note),
          });
        }}
      >
        <TextInput label={words.name} hint={words.nameHint} value={name} onChange={setName} />
        <TextInput label={words.tags} hint={words.tagsHint} value={tags} onChange={setTags} />
        <Field label={words.note}>
          {(attributes) => (
            <textarea
              {...attributes}
              rows={5}
              value={note}
              onChange={(event) => {
                setNote(event.target.value);
              }}
            />
          )}
        </Field>
        <div className="row-end">
          <Button onClick={onClose}>{texts.history.cancel}</Button>
          <Button look="main" submit>
            {words.save}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
