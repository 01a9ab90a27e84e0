import { Menu, UnstyledButton } from '@mantine/core';
import type { MeView } from '../../functions/domain/staff-view.ts';
import { Icon } from '../parts/icon.tsx';
import { useClinicHere } from './clinic-here.tsx';
import { frameWords } from './frame-words.ts';
import { goTo, toHash } from './route.ts';

/** The clinic's name; a menu where the person works at several. */
export function ClinicSwitch({ clinics }: { readonly clinics: MeView['clinics'] }) {
  const { clinicId, name } = useClinicHere();
  if (clinics.length < 2) {
    return (
      <div className="clinic-name">
        <ClinicFace name={name} />
      </div>
    );
  }
  return (
    <Menu position="bottom-start" width="target" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton className="clinic-name">
          <ClinicFace name={name} />
          <span className="aloud-only">{frameWords.changeClinic}</span>
          <Icon name="chevron" size={16} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {clinics.map((clinic) => (
          <Menu.Item
            key={clinic.clinicId}
            aria-current={clinic.clinicId === clinicId ? 'true' : undefined}
            leftSection={
              clinic.clinicId === clinicId ? <Icon name="check" size={16} /> : <span className="menu-gap" />
            }
            onClick={() => goTo(toHash(clinic.clinicId, { screen: 'queue', queue: 'waiting' }))}
          >
            {clinic.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function ClinicFace({ name }: { readonly name: string }) {
  return (
    <>
      <span className="clinic-mark" aria-hidden="true">
        <Icon name="inbox" size={20} />
      </span>
      <span className="clinic-title">
        <strong dir="auto">{name}</strong>
        <span className="soft">{frameWords.reviews}</span>
      </span>
    </>
  );
}
