import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import type { LinkMadeView } from '../../functions/domain/testimonial-view.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { Icon } from '../parts/icon.tsx';
import { QrCode } from './qr-code.tsx';
import { testimonialWords } from './testimonial-words.ts';

const { links: words } = testimonialWords;

/** A link that was just made: its code, its address, and a sheet to print. */
export function LinkMade({ made: { link, path } }: { readonly made: LinkMadeView }) {
  const clipboard = useClipboard();
  const box = useRef<HTMLDivElement>(null);
  const address = `${location.origin}${path}`;
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} className="link-made" tabIndex={-1}>
      <QrCode text={address} />
      <div className="link-made-words">
        <p>
          <strong>{words.made[link.kind]}</strong> {words.onlyNow}
        </p>
        <p className="link-address">{address}</p>
        <div className="link-actions">
          <Button
            leftSection={<Icon name={clipboard.copied ? 'check' : 'copy'} size={18} />}
            onClick={() => clipboard.copy(address)}
          >
            {clipboard.copied ? words.copied : words.copy}
          </Button>
          {link.kind === 'desk' && (
            <Button variant="default" onClick={() => window.print()}>
              {words.print}
            </Button>
          )}
        </div>
        <p role="status" className={clipboard.error ? 'soft' : 'aloud-only'}>
          {clipboard.error ? words.copyFailed : clipboard.copied && words.copied}
        </p>
      </div>
      {link.kind === 'desk' && createPortal(<DeskSheet address={address} />, document.body)}
    </div>
  );
}

/** Only on paper. */
function DeskSheet({ address }: { readonly address: string }) {
  const { name } = useClinicHere();
  return (
    <div className="desk-sheet" aria-hidden="true">
      <p className="desk-sheet-clinic" dir="auto">
        {name}
      </p>
      <p className="desk-sheet-title">{words.sheetTitle}</p>
      <QrCode text={address} />
      <p>{words.sheetText}</p>
    </div>
  );
}
