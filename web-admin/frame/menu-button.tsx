import { ActionIcon } from '@mantine/core';
import { createContext, useContext } from 'react';
import { Icon } from '../parts/icon.tsx';
import { frameWords } from './frame-words.ts';

/** Opens the navigation where it is not at the side. */
export const MenuContext = createContext<() => void>(() => undefined);

/** The button for it; hidden where the navigation is in sight. */
export function MenuButton() {
  const open = useContext(MenuContext);
  return (
    <ActionIcon
      className="menu-button"
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={frameWords.openNavigation}
      onClick={open}
    >
      <Icon name="menu" size={22} />
    </ActionIcon>
  );
}
