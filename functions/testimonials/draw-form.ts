import type { Clinic, Language, Location } from '../domain/clinic.ts';
import type { ConsentStatement } from '../domain/consent.ts';
import type { Page } from '../platform/pages.ts';
import { type FormFaults, mostOf, type TypedForm } from './form-fields.ts';
import { type Html, html } from './html.ts';
import { layOut } from './layout.ts';
import { fillIn, type PageWords } from './page-words.ts';
import { wordsOf } from './words-of.ts';
import { sentencesOf } from './write-statement.ts';

/** Everything that stands in a form. */
export interface FormDrawn {
  readonly clinic: Pick<Clinic, 'name'>;
  readonly location: Pick<Location, 'name'>;
  readonly language: Language;
  readonly statement: ConsentStatement;
  /** The stamp it is sent with. */
  readonly stamp: string;
  readonly typed: TypedForm;
  readonly faults: FormFaults;
  /** What is said above it when it comes back. */
  readonly problem?: 'problem' | 'tooSoon' | 'tooLate' | 'incomplete' | 'busy';
}

/** What fields are drawn with. */
interface FieldScene {
  readonly words: PageWords;
  readonly typed: TypedForm;
  readonly faults: FormFaults;
  readonly values: Readonly<Record<string, string>>;
}

const FORM_ID = 'testimonial';

/** Draws the patient's form, with what was typed before and what is wrong with it. */
export function drawForm(form: FormDrawn): Page {
  const { clinic, location, language, typed, faults, problem } = form;
  const words = wordsOf(language);
  const values = { clinic: clinic.name, place: location.name };
  const scene: FieldScene = { words, typed, faults, values };
  const content = html`<p>${fillIn(words.form.lead, values)}</p>
${problem && html`<p class="problem" role="alert">${words.form[problem]}</p>`}
<form id="${FORM_ID}" method="post" accept-charset="utf-8">
<input type="hidden" name="stamp" value="${form.stamp}">
<input type="hidden" name="lang" value="${language}">
${drawWords(scene)}
${drawStars(scene)}
${drawLine('author', 'name', scene)}
${drawTerms(form, scene)}
${drawTick('partner', words.form.partnerHint, scene)}
${drawTick('agree', undefined, scene)}
${drawLine('signature', 'off', scene)}
${drawLine('authority', 'off', scene)}
${drawTrap(scene)}
<button type="submit">${words.form.send}</button>
</form>`;
  return layOut({
    language,
    title: words.form.title,
    clinic: clinic.name,
    hasLanguages: true,
    formId: FORM_ID,
    status: problem === undefined ? 200 : problem === 'busy' ? 429 : 422,
    content,
  });
}

type Line = 'author' | 'signature' | 'authority';

function drawWords({ words, typed, faults, values }: FieldScene): Html {
  return html`<div class="field">
<label for="text">${words.form.text}<span class="hint" id="text-hint">${words.form.textHint}</span></label>
<textarea id="text" name="text" rows="7" dir="auto" required aria-describedby="text-hint text-error"${invalid('text', faults)}>
${typed.text}</textarea>
${drawFault('text', { words, faults, values })}
</div>`;
}

function drawStars({ words, typed, faults, values }: FieldScene): Html {
  const { star, stars, starsHint, noStars } = words.form;
  const label = (n: number) => (n === 1 ? star[0] : fillIn(star[1], { n: String(n) }));
  const choices = ['5', '4', '3', '2', '1', ''].map(
    (value) =>
      html`<label class="choice"><input type="radio" name="stars" value="${value}"${
        typed.stars === value && html` checked`
      }>${value === '' ? noStars : label(Number(value))}</label>`,
  );
  return html`<div class="field"><fieldset aria-describedby="stars-error">
<legend>${stars}<span class="hint">${starsHint}</span></legend>
${choices}
</fieldset>${drawFault('stars', { words, faults, values })}</div>`;
}

function drawLine(name: Line, autocomplete: 'name' | 'off', scene: FieldScene): Html {
  const { words, typed, faults, values } = scene;
  const hint = fillIn(words.form[`${name}Hint`], values);
  return html`<div class="field">
<label for="${name}">${words.form[name]}<span class="hint" id="${name}-hint">${hint}</span></label>
<input type="text" id="${name}" name="${name}" value="${typed[name]}" dir="auto" autocomplete="${autocomplete}"${
    name === 'signature' && html` required`
  } aria-describedby="${name}-hint ${name}-error"${invalid(name, faults)}>
${drawFault(name, scene)}
</div>`;
}

function drawTerms({ statement }: FormDrawn, { words }: FieldScene): Html {
  const sentences = sentencesOf(statement).map((sentence) => html`<p>${sentence}</p>\n`);
  return html`<h2 id="terms">${words.form.terms}</h2>
<div class="terms" dir="auto">
${sentences}</div>`;
}

function drawTick(name: 'partner' | 'agree', hint: string | undefined, scene: FieldScene): Html {
  const { words, typed, faults, values } = scene;
  const required = name === 'agree' && html` required aria-describedby="terms agree-error"`;
  return html`<div class="field"><label class="choice"><input type="checkbox" name="${name}" value="yes"${
    typed[name] && html` checked`
  }${required}${invalid(name, faults)}>${fillIn(words.form[name], values)}${
    hint !== undefined && html`<span class="hint">${hint}</span>`
  }</label>${drawFault(name, scene)}</div>`;
}

/** Machines fill in what people do not see. Whoever has it filled in by a browser's own habit sees it, and why. */
function drawTrap(scene: FieldScene): Html {
  const { words, typed, faults } = scene;
  return html`<div class="${faults.trap ? 'field' : 'trap'}"${!faults.trap && html` aria-hidden="true"`}>
<label for="website">${words.form.trap}</label>
<input type="text" id="website" name="website" value="${typed.trap}" autocomplete="off"${
    !faults.trap && html` tabindex="-1"`
  }>${drawFault('trap', scene)}</div>`;
}

function drawFault(
  field: keyof TypedForm,
  { words, faults, values }: Pick<FieldScene, 'words' | 'faults' | 'values'>,
): Html | undefined {
  const fault = faults[field];
  if (!fault) return undefined;
  const said = fillIn(words.faults[fault], { ...values, most: String(mostOf(field) ?? '') });
  return html`<span class="error" id="${field}-error">${said}</span>`;
}

function invalid(field: keyof TypedForm, faults: FormFaults): Html | undefined {
  return faults[field] && html` aria-invalid="true"`;
}
