import * as z from 'zod';
import { LANGUAGES } from '../domain/clinic.ts';
import { ROLES } from './context.ts';

const phrase = z.string().min(1);
const phrases = z.array(phrase).min(1);
const inLanguages = Object.fromEntries(LANGUAGES.map((language) => [language, phrases.exactOptional()]));
const byLanguage = z.strictObject({ any: phrases.exactOptional(), ...inLanguages });

/** The format of `functions/domain/lexicon.json`: what each field means to the person who edits it. */
export const LexiconFormat = z.strictObject({
  conditions: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z]+(-[a-z]+)*$/u),
      /** The broader condition; it must stand before this one. */
      parent: z.string().exactOptional(),
      /** As patients say it, in every language visitors read. */
      label: z.strictObject(Object.fromEntries(LANGUAGES.map((language) => [language, phrase]))),
      /** The clinical wording, for staff. */
      staffLabel: phrase,
      isSensitive: z.boolean(),
      /**
       * Words that say it by themselves, misspellings included; plurals, accents and capitals need no entry of their
       * own. `any` counts in texts of every language. `@` stands for my, her, the; `#` for a number in digits.
       */
      synonyms: byLanguage,
      /** Parts of the body: they count when they hurt, are treated, or are the reason for coming. */
      parts: byLanguage.exactOptional(),
      /** Words that count beside a complaint, a treatment or a reason for coming. */
      hints: byLanguage.exactOptional(),
      /** As hints, and when somebody has it: "I had the flu". */
      states: byLanguage.exactOptional(),
      /** What people were doing when they were injured; counts where the sentence tells of an injury. */
      circumstances: byLanguage.exactOptional(),
    }),
  ),
});

const lists = [
  ...ROLES,
  'language',
  'idioms',
  'notNegation',
  'looseParts',
  'adverbs',
  'painParts',
  'tools',
  'noPart',
];

/**
 * The format of `functions/moderation/context/en.json` and its sisters: lists of phrases, with commas and nothing else
 * between them; `context/roles.json` tells what each list is for.
 */
export const ContextFormat = z.strictObject({
  language: z.enum(LANGUAGES),
  words: z.strictObject(
    Object.fromEntries(
      lists.map((list) => [list, z.string().regex(/^(?:[^\s,]+(?: [^\s,]+)*(?:,(?!$)|$))*$/u)]),
    ),
  ),
});

/** The format of `functions/moderation/context/rules.json`: conditions, and phrases of conditions, that rules treat alike. */
export const RulesFormat = z.strictObject({
  /** Named parts of the body; a plain injury beside one of them is not tagged on its own. */
  regions: phrases,
  /** Those whose numbness is nerve pain before it is pain of the limb. */
  limbs: phrases,
  /** Those that may only be about the visit: "anxious about the needle". */
  feelings: phrases,
  /** Those that a part of the body can have: "arthritis in my knees". */
  located: phrases,
  /** Those that tell that somebody was hurt. */
  injuries: phrases,
  /** Words for sensitive conditions that nobody uses in another sense. */
  unmistakable: phrases,
  /** Injuries that belong to the region named with them. */
  plainInjuries: phrases,
});
