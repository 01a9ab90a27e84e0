import { describe, expect, it } from 'vitest';
import { digitOf, isCharacter, letterOf } from '../../../web-admin/keys/key-of.ts';

describe('letterOf', () => {
  it.each([
    ['US', 'a', 'KeyA', 'a'],
    ['US with Caps Lock', 'A', 'KeyA', 'a'],
    ['AZERTY', 'a', 'KeyQ', 'a'],
    ['AZERTY', 'q', 'KeyA', 'q'],
    ['Dvorak', 'j', 'KeyC', 'j'],
    ['Russian', 'ф', 'KeyA', 'a'],
    ['Russian with Caps Lock', 'Ф', 'KeyA', 'a'],
    ['Greek', 'ψ', 'KeyC', 'c'],
    ['Hebrew', 'ח', 'KeyJ', 'j'],
    ['Arabic', 'ق', 'KeyR', 'r'],
    ['Arabic ligature', 'لا', 'KeyB', 'b'],
    ['Thai', 'ฟ', 'KeyA', 'a'],
    ['Hindi', 'ो', 'KeyA', 'a'],
    ['Korean', 'ㅁ', 'KeyA', 'a'],
    ['Japanese, full width', 'ａ', 'KeyA', 'a'],
  ])('reads a letter of a %s keyboard', (_, key, code, letter) => {
    expect(letterOf({ key, code })).toBe(letter);
  });

  it.each([
    ['Dvorak’s semicolon where US has Z', ';', 'KeyZ'],
    ['a letter with an accent', 'á', 'KeyA'],
    ['a dead key', 'Dead', 'KeyA'],
    ['an input method at work', 'Process', 'KeyA'],
    ['a digit', '1', 'Digit1'],
    ['Enter', 'Enter', 'Enter'],
    ['a letter key of another script beside the letters', 'ж', 'Semicolon'],
  ])('takes %s for none', (_, key, code) => {
    expect(letterOf({ key, code })).toBeUndefined();
  });
});

describe('digitOf', () => {
  it.each([
    ['1', 'Digit1', 1],
    ['7', 'Numpad7', 7],
    ['é', 'Digit2', 2],
    ['š', 'Digit3', 3],
    ['٤', 'Digit4', 4],
    ['6', 'Digit6', 6],
  ])('reads %s on %s', (key, code, digit) => {
    expect(digitOf({ key, code })).toBe(digit);
  });

  it.each([
    ['F1', 'F1'],
    ['Dead', 'Digit6'],
    ['a', 'KeyA'],
  ])('takes %s on %s for none', (key, code) => {
    expect(digitOf({ key, code })).toBeUndefined();
  });
});

describe('isCharacter', () => {
  it('tells what is typed from what moves', () => {
    expect(['a', 'ф', '😀', ' '].every((key) => isCharacter({ key }))).toBe(true);
    expect(['Enter', 'Escape', 'ArrowLeft', 'Tab', 'F5'].some((key) => isCharacter({ key }))).toBe(false);
  });
});
