import type { Language } from '../domain/clinic.ts';
import type { ConsentStatement } from '../domain/consent.ts';

/** The sentences of a consent; `{clinic}` and `{day}` are filled in. */
type Sentences = Readonly<
  Record<Exclude<keyof ConsentStatement, 'clinicId' | 'statementId' | 'language' | 'wording'>, string>
> & {
  /** In place of `revocation` where there is no link to take it back with. */
  readonly revocationInWriting: string;
};

/** Grows with every change of a sentence below, so that a record says which wording was signed. */
export const WORDING = '2026-11';

/** The sentences by language. */
export const consentWords: Readonly<Record<Language, Sentences>> = {
  en: {
    description:
      'This is about my words, the stars if I give any, and the name I chose. My words may say what I was treated for and how it went, which is information about my health.',
    discloser: '{clinic} may show them.',
    recipients:
      'Anyone who visits the website of {clinic} can read them. Visitors of partners’ websites can read them only if I agree to that too.',
    purpose:
      'They are shown so that others learn what patients say about {clinic}. It is advertising for {clinic}.',
    expiry: 'My consent ends after {day}.',
    revocation:
      'I can take it back at any time, without a reason: with the link I get after sending, or by writing to {clinic}. My words are then off the pages within minutes, and deleted. What somebody has copied before cannot be called back.',
    revocationInWriting:
      'I can take it back at any time, without a reason, by telling {clinic} in writing. My words are then off the pages within minutes, and deleted. What somebody has copied before cannot be called back.',
    conditions: 'My treatment, what it costs and what an insurer pays do not depend on whether I agree.',
    redisclosure:
      'What stands on the web can be read and passed on by anyone. The law that protects my health information may then protect it no more.',
  },
  es: {
    description:
      'Se trata de mis palabras, de las estrellas si doy alguna y del nombre que elijo. Mis palabras pueden decir de qué me trataron y cómo me fue, y eso es información sobre mi salud.',
    discloser: '{clinic} puede mostrarlas.',
    recipients:
      'Puede leerlas cualquier persona que visite el sitio web de {clinic}. Quienes visiten sitios de colaboradores solo pueden leerlas si también lo acepto.',
    purpose:
      'Se muestran para que otras personas sepan lo que dicen los pacientes de {clinic}. Es publicidad de {clinic}.',
    expiry: 'Mi consentimiento termina después del {day}.',
    revocation:
      'Puedo retirarlo en cualquier momento y sin dar motivos: con el enlace que recibo al enviar, o escribiendo a {clinic}. En pocos minutos mis palabras dejan de verse y se borran. Lo que alguien haya copiado antes no se puede recuperar.',
    revocationInWriting:
      'Puedo retirarlo en cualquier momento y sin dar motivos, comunicándolo por escrito a {clinic}. En pocos minutos mis palabras dejan de verse y se borran. Lo que alguien haya copiado antes no se puede recuperar.',
    conditions: 'Mi tratamiento, su precio y lo que paga un seguro no dependen de que yo acepte.',
    redisclosure:
      'Lo que está en la web lo puede leer y difundir cualquiera. La ley que protege mi información de salud puede dejar entonces de protegerla.',
  },
  fr: {
    description:
      'Il s’agit de mes mots, des étoiles si j’en donne et du nom que je choisis. Mes mots peuvent dire pourquoi j’ai été soigné et comment cela s’est passé\u00a0: c’est une information sur ma santé.',
    discloser: '{clinic} peut les montrer.',
    recipients:
      'Toute personne qui visite le site de {clinic} peut les lire. Les visiteurs des sites de partenaires ne le peuvent que si je l’accepte aussi.',
    purpose:
      'Ils sont montrés pour que d’autres sachent ce que les patients disent de {clinic}. C’est de la publicité pour {clinic}.',
    expiry: 'Mon accord prend fin après le {day}.',
    revocation:
      'Je peux le retirer à tout moment et sans raison\u00a0: avec le lien que je reçois après l’envoi, ou en écrivant à {clinic}. En quelques minutes, mes mots disparaissent des pages et sont effacés. Ce que quelqu’un a copié avant ne peut être repris.',
    revocationInWriting:
      'Je peux le retirer à tout moment et sans raison, en l’écrivant à {clinic}. En quelques minutes, mes mots disparaissent des pages et sont effacés. Ce que quelqu’un a copié avant ne peut être repris.',
    conditions: 'Mes soins, leur prix et ce que paie une assurance ne dépendent pas de mon accord.',
    redisclosure:
      'Ce qui est sur le web peut être lu et transmis par tous. La loi qui protège mes informations de santé peut alors ne plus les protéger.',
  },
};
