import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { ExcerptView } from '../../functions/domain/excerpts-view.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { FlagsSection } from '../inbox/flags-section.tsx';
import { agoInWords, writtenInWords } from '../parts/dates.ts';
import { Icon } from '../parts/icon.tsx';
import { partWords } from '../parts/part-words.ts';
import { Stars } from '../parts/stars.tsx';
import { excerptWords } from './excerpt-words.ts';
import type { ExcerptChanges } from './use-excerpts.ts';

/** One excerpt as Yelp gives it; by itself it is only ever taken down, for a legal reason. */
export function ExcerptItem({
  excerpt,
  changes,
  now,
}: {
  readonly excerpt: ExcerptView;
  readonly changes: ExcerptChanges;
  readonly now: number;
}) {
  const { role } = useClinicHere();
  const { reviewId, words, writtenOn, flags, takenDown } = excerpt;
  const author = words.author ?? partWords.anonymous;
  return (
    <li className="excerpt" data-down={takenDown !== undefined}>
      <p className="excerpt-head">
        <strong>
          <bdi>{author}</bdi>
        </strong>
        <Stars count={words.stars} />
        <span className="soft">{writtenInWords(writtenOn, now)}</span>
      </p>
      <blockquote className="excerpt-text" dir="auto">
        {words.text}
      </blockquote>
      <FlagsSection flags={flags} text={words.text} />
      {takenDown && (
        <p className="excerpt-down">{excerptWords.takenDown(takenDown.by, agoInWords(takenDown.at, now))}</p>
      )}
      <p className="excerpt-foot">
        <a href={words.url} target="_blank" rel="noopener noreferrer">
          {excerptWords.seeOnYelp}
          <Icon name="outside" size={16} />
          <span className="aloud-only">
            : {author} ({partWords.opensNewTab})
          </span>
        </a>
        {role !== 'viewer' && takenDown && (
          <Button
            variant="subtle"
            color="gray"
            disabled={changes.isSaving}
            onClick={() => changes.decide({ putUp: reviewId })}
          >
            {excerptWords.putUp}
            <span className="aloud-only">: {author}</span>
          </Button>
        )}
        {role !== 'viewer' && !takenDown && (
          <TakeDown reviewId={reviewId} author={author} changes={changes} />
        )}
      </p>
    </li>
  );
}

function TakeDown({
  reviewId,
  author,
  changes,
}: {
  readonly reviewId: string;
  readonly author: string;
  readonly changes: ExcerptChanges;
}) {
  const [isAsking, setAsking] = useState(false);
  const { legal } = excerptWords;
  const close = () => setAsking(false);
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        aria-haspopup="dialog"
        disabled={changes.isSaving}
        onClick={() => setAsking(true)}
      >
        {excerptWords.takeDown}
        <span className="aloud-only">: {author}</span>
      </Button>
      <Modal
        opened={isAsking}
        onClose={close}
        title={legal.title}
        centered
        closeButtonProps={{ 'aria-label': partWords.close }}
      >
        <p>{legal.text}</p>
        <p className="soft excerpt-kept">{legal.kept}</p>
        <div className="excerpt-actions">
          <Button
            size="md"
            onClick={() => {
              close();
              changes.decide({ takeDown: reviewId, reason: 'legal' });
            }}
          >
            {legal.done}
          </Button>
          <Button size="md" variant="subtle" color="gray" data-autofocus onClick={close}>
            {legal.leave}
          </Button>
        </div>
      </Modal>
    </>
  );
}
