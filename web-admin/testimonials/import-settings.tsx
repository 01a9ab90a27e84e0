import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Location } from '../../functions/domain/clinic.ts';
import type { ImportRequest } from '../../functions/domain/testimonial-view.ts';
import { useHalfFilled } from '../parts/form-dialog.tsx';
import { ColumnChoices } from './column-choices.tsx';
import { FileFormChoice } from './file-form-choice.tsx';
import { isAnswered } from './import-plan.ts';
import { ImportPreview } from './import-preview.tsx';
import { ImportQuestionList } from './import-questions.tsx';
import { importWords } from './import-words.ts';
import type { FileRow } from './parse-csv.ts';
import { testimonialWords } from './testimonial-words.ts';
import type { ReadyPlan } from './to-import-row.ts';
import { type FilePlan, useFilePlan } from './use-file-plan.ts';

const { import: words } = importWords;

/** What is sent once everything is answered. */
export interface ImportOrder {
  readonly rows: readonly FileRow[];
  readonly plan: ReadyPlan;
  readonly consent: ImportRequest['consent'];
}

/** What a person says about a file before it comes in: how it is built, its columns, and what is not in it. */
export function ImportSettings({
  text,
  locations,
  onStart,
  onCancel,
}: {
  readonly text: string;
  readonly locations: readonly Location[];
  readonly onStart: (order: ImportOrder) => void;
  readonly onCancel: () => void;
}) {
  const file = useFilePlan(text, locations);
  const leave = useHalfFilled(true);
  const isBuilt = file.form.delimiter !== undefined && file.form.headerLine !== undefined;
  const cancel = (
    <Button variant="default" onClick={() => leave(onCancel)}>
      {testimonialWords.entry.cancel}
    </Button>
  );
  return (
    <div className="entry-form import-form">
      <FileFormChoice file={file} />
      {isBuilt && <ColumnChoices file={file} />}
      {isBuilt && <ImportQuestionList file={file} />}
      {isBuilt && <LastSteps file={file} cancel={cancel} onStart={onStart} />}
      {!isBuilt && <div className="link-actions">{cancel}</div>}
    </div>
  );
}

/** Where the consents are kept, what will be stored, and the word of whoever imports it. */
function LastSteps({
  file,
  cancel,
  onStart,
}: {
  readonly file: FilePlan;
  readonly cancel: ReactNode;
  readonly onStart: (order: ImportOrder) => void;
}) {
  const [audience, setAudience] = useState('own-site');
  const [reference, setReference] = useState('');
  const [isConfirmed, setConfirmed] = useState(false);
  const { questions, plan, ready, read, checked } = file;
  const isClear = isAnswered(questions, plan) && reference.trim() !== '';
  const isReady = isClear && isConfirmed && read.some((one) => 'row' in one);
  const audiences = audience === 'partner' ? (['own-site', 'partner'] as const) : (['own-site'] as const);
  const { ownSite, partners } = testimonialWords.list;
  return (
    <>
      <div className="testimonial-fields">
        <NativeSelect
          label={words.audience}
          data={[
            { value: 'own-site', label: ownSite },
            { value: 'partner', label: partners },
          ]}
          value={audience}
          onChange={({ currentTarget }) => setAudience(currentTarget.value)}
        />
        <TextInput
          label={words.reference}
          description={words.referenceHint}
          inputWrapperOrder={['label', 'input', 'description']}
          value={reference}
          onChange={({ currentTarget }) => setReference(currentTarget.value)}
        />
      </div>
      <ImportPreview file={file} shownOn={audience === 'partner' ? partners : ownSite} kept={reference} />
      <label className="entry-tick">
        <input
          type="checkbox"
          checked={isConfirmed}
          onChange={({ currentTarget }) => setConfirmed(currentTarget.checked)}
        />
        {words.confirm}
      </label>
      <div className="link-actions">
        <Button
          disabled={!isReady}
          onClick={() => onStart({ rows: checked, plan: ready, consent: { audiences, reference } })}
        >
          {words.start}
        </Button>
        {cancel}
        {!isClear && <p className="soft">{words.unanswered}</p>}
      </div>
    </>
  );
}
