import { type ReactNode, useMemo, useState } from 'react';
import type { Ask, ScreenReview } from './change.ts';
import { FlaggedDialog } from './flagged-dialog.tsx';

/** Asking before words that need a careful look are shown to everybody. */
interface FlaggedQuestion {
  /** Goes on at once, or once the person has said yes; about the same words the person is asked once. */
  readonly askFirst: (review: ScreenReview, ask: Ask, go: () => void) => void;
  /** The question, while it is asked. */
  readonly dialog: ReactNode;
}

/** Stands before everything that shows a review, whichever key or button it came by. */
export function useFlaggedQuestion(): FlaggedQuestion {
  const [agreed] = useState(() => new Set<string>());
  const [question, setQuestion] = useState<{ readonly review: ScreenReview; readonly go: () => void }>();
  const [isOpen, setOpen] = useState(false);
  const askFirst = useMemo(
    () => (review: ScreenReview, ask: Ask, go: () => void) => {
      if (!needsLook(review, ask) || agreed.has(lookOf(review))) return go();
      setQuestion({ review, go });
      setOpen(true);
    },
    [agreed],
  );
  const close = () => setOpen(false);
  const dialog = question && (
    <FlaggedDialog
      isOpen={isOpen}
      review={question.review}
      onClose={close}
      onShow={() => {
        agreed.add(lookOf(question.review));
        close();
        question.go();
      }}
    />
  );
  return { askFirst, dialog };
}

function needsLook({ flags }: ScreenReview, ask: Ask): boolean {
  return ask.kind === 'decide' && ask.status === 'shown' && flags.length > 0;
}

/** What a person has agreed to show: these very words, with what is flagged in them. */
function lookOf({ reviewId, contentHash, flags }: ScreenReview): string {
  return [reviewId, contentHash, ...flags.map(({ kind, start, end }) => `${kind}${start}-${end}`)].join(' ');
}
