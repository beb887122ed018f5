import { Button } from '../../../ui/button.tsx';
import { useTexts } from '../../../ui/language.tsx';
import { Modal } from '../../../ui/modal.tsx';

interface EndQuestionProps {
  readonly onYes: () => void;
  readonly onClose: () => void;
}

/** An hour of measuring must not end by a slip of the finger: E, then Enter. */
export function EndQuestion({ onYes, onClose }: EndQuestionProps) {
  const { endAsk } = useTexts().texts.live;
  return (
    <Modal title={endAsk.title} onClose={onClose}>
      <p>{endAsk.text}</p>
      <form
        className="row-end"
        onSubmit={(event) => {
          event.preventDefault();
          onYes();
        }}
      >
        <Button look="main" submit autoFocus>
          {endAsk.yes}
        </Button>
        <Button onClick={onClose}>{endAsk.no}</Button>
      </form>
    </Modal>
  );
}
