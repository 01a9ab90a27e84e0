import type { Language } from '../functions/domain/clinic.ts';

/** The words of the page that says how reviews are chosen. Plain text: no character of it means anything in HTML. */
export interface HowChosenWords {
  readonly title: string;
  readonly lead: string;
  readonly sections: readonly {
    readonly heading: string;
    readonly text: string;
    readonly list?: readonly string[];
  }[];
}

/** These words by language. */
export const howChosen: Readonly<Record<Language, HowChosenWords>> = {
  en: {
    title: 'How reviews are chosen',
    lead: 'The reviews you just read were written on Google or Yelp, or given to the clinic itself. This page says how they came to stand on a clinic’s or a partner’s page, and what that means for you.',
    sections: [
      {
        heading: 'Who chooses',
        text: 'The clinic does, one review at a time. Of what Yelp gives it shows all or nothing, unless Yelp has agreed in writing that it may choose. It can keep a review off its pages for one of these reasons only, and one of Yelp’s for a legal reason:',
        list: [
          'it is insulting or abusive',
          'it names or identifies someone',
          'it is not about the clinic',
          'it is fake or advertising',
          'it was posted twice',
          'there is a legal reason',
          'the writer no longer agrees to it being shown',
        ],
      },
      {
        heading: 'What is not a reason',
        text: 'The number of stars. A review may also be missing because nobody has read it yet, or because it is a rating without words.',
      },
      {
        heading: '“7 of 61”',
        text: 'The line under the reviews says how many are shown out of all that Google counts. Averages and counts are Google’s and Yelp’s own, for one location at a time, with the day they were read. They are never mixed. The links beside them lead to all reviews. What the clinic has imported from a file says so, and has neither until Google confirms it.',
      },
      {
        heading: 'Order',
        text: 'Newest first. What comes from Yelp stands apart, in Yelp’s own order.',
      },
      {
        heading: 'Given to the clinic directly',
        text: 'Some patients write to the clinic itself, on a form or on paper. They have agreed in writing to what is shown and where, and can take it back at any time. It stands apart, under no mark of Google’s or Yelp’s, and is in nobody’s average or count.',
      },
      {
        heading: 'What is changed',
        text: 'Not the words. Names are shortened to a first name and an initial, or to initials. Photos and the clinic’s replies are left out. Yelp gives only the beginning of a review, with a link to the rest.',
      },
      {
        heading: 'Why a review is on a page about a condition',
        text: 'Because its own words mention it. Those words are marked. What comes from Yelp stands there whatever it speaks of.',
      },
      {
        heading: 'What nobody has checked',
        text: 'We do not verify that a writer was a patient, or that what is written is so. A review is one person’s experience. It is not medical advice, and it does not say how a treatment will work for you.',
      },
      {
        heading: 'When a review changes',
        text: 'A review that was changed at Google is taken down until the clinic has read it again. One that was removed there is removed here. What Yelp gives changes from day to day, and is shown as Yelp gives it.',
      },
      {
        heading: 'Your privacy',
        text: 'The reviews set no cookies and store nothing in your browser. Google and Yelp learn nothing of your visit until you follow a link to them.',
      },
    ],
  },
  es: {
    title: 'Cómo se eligen las reseñas',
    lead: 'Las reseñas que acabas de leer se escribieron en Google o en Yelp, o se entregaron a la propia clínica. Aquí se explica cómo llegan a la página de una clínica o de un colaborador, y qué significa eso para ti.',
    sections: [
      {
        heading: 'Quién elige',
        text: 'La clínica, reseña por reseña. De lo que da Yelp muestra todo o nada, salvo que Yelp haya aceptado por escrito que elija. Solo puede dejar una fuera por uno de estos motivos, y una de Yelp por un motivo legal:',
        list: [
          'es insultante u ofensiva',
          'nombra o permite identificar a alguien',
          'no trata de la clínica',
          'es falsa o publicidad',
          'se publicó dos veces',
          'hay un motivo legal',
          'quien la escribió ya no quiere que se muestre',
        ],
      },
      {
        heading: 'Qué no es un motivo',
        text: 'El número de estrellas. También puede faltar una reseña porque nadie la ha leído todavía, o porque es una puntuación sin palabras.',
      },
      {
        heading: '«7 de 61»',
        text: 'La línea bajo las reseñas dice cuántas se muestran de todas las que cuenta Google. Las medias y los totales son los de Google y los de Yelp, de una sede cada vez, con el día en que se leyeron. Nunca se mezclan. Los enlaces de al lado llevan a todas las reseñas. Lo que la clínica ha importado de un archivo lo indica, y no tiene ni media ni total hasta que Google lo confirme.',
      },
      {
        heading: 'Orden',
        text: 'De la más reciente a la más antigua. Lo que viene de Yelp va aparte, en el orden de Yelp.',
      },
      {
        heading: 'Entregadas a la clínica',
        text: 'Algunos pacientes escriben a la propia clínica, en un formulario o en papel. Han aceptado por escrito qué se muestra y dónde, y pueden retirarlo en cualquier momento. Va aparte, sin la marca de Google ni de Yelp, y no cuenta en ninguna media ni en ningún total.',
      },
      {
        heading: 'Qué se cambia',
        text: 'Las palabras no. Los nombres se acortan a nombre e inicial, o a iniciales. No se muestran las fotos ni las respuestas de la clínica. Yelp solo da el comienzo de una reseña, con un enlace al resto.',
      },
      {
        heading: 'Por qué una reseña está en la página de una dolencia',
        text: 'Porque sus propias palabras la mencionan. Esas palabras están marcadas. Lo que viene de Yelp está ahí hable de lo que hable.',
      },
      {
        heading: 'Qué no ha comprobado nadie',
        text: 'No verificamos que quien escribe fuera paciente, ni que lo escrito sea así. Una reseña es la experiencia de una persona. No es un consejo médico y no dice cómo te irá a ti con un tratamiento.',
      },
      {
        heading: 'Cuando una reseña cambia',
        text: 'Una reseña que se cambió en Google se retira hasta que la clínica la lea de nuevo. La que se quitó allí se quita aquí. Lo que da Yelp cambia de un día a otro y se muestra tal como Yelp lo da.',
      },
      {
        heading: 'Tu privacidad',
        text: 'Las reseñas no ponen cookies ni guardan nada en tu navegador. Google y Yelp no saben nada de tu visita hasta que sigues un enlace hacia ellos.',
      },
    ],
  },
  fr: {
    title: 'Comment les avis sont choisis',
    lead: 'Les avis que vous venez de lire ont été écrits sur Google ou sur Yelp, ou remis à la clinique elle-même. Cette page dit comment ils arrivent sur la page d’une clinique ou d’un partenaire, et ce que cela signifie pour vous.',
    sections: [
      {
        heading: 'Qui choisit',
        text: 'La clinique, avis par avis. De ce que donne Yelp elle affiche tout ou rien, sauf si Yelp a accepté par écrit qu’elle choisisse. Elle ne peut écarter un avis que pour l’une de ces raisons, et un avis de Yelp que pour une raison juridique\u00a0:',
        list: [
          'il est insultant ou injurieux',
          'il nomme ou permet d’identifier quelqu’un',
          'il ne parle pas de la clinique',
          'il est faux ou publicitaire',
          'il a été publié deux fois',
          'il y a une raison juridique',
          'son auteur ne veut plus qu’il soit affiché',
        ],
      },
      {
        heading: 'Ce qui n’est pas une raison',
        text: 'Le nombre d’étoiles. Un avis peut aussi manquer parce que personne ne l’a encore lu, ou parce que c’est une note sans texte.',
      },
      {
        heading: '«\u00a07 sur 61\u00a0»',
        text: 'La ligne sous les avis dit combien sont affichés, sur tous ceux que Google compte. Les moyennes et les totaux sont ceux de Google et de Yelp, pour un lieu à la fois, avec le jour où ils ont été lus. Ils ne sont jamais mélangés. Les liens à côté mènent à tous les avis. Ce que la clinique a importé d’un fichier est signalé, et n’a ni moyenne ni total tant que Google ne l’a pas confirmé.',
      },
      {
        heading: 'Ordre',
        text: 'Du plus récent au plus ancien. Ce qui vient de Yelp est à part, dans l’ordre de Yelp.',
      },
      {
        heading: 'Remis à la clinique',
        text: 'Certains patients écrivent à la clinique elle-même, sur un formulaire ou sur papier. Ils ont accepté par écrit ce qui est montré et où, et peuvent le retirer à tout moment. Cela figure à part, sans marque de Google ni de Yelp, et ne compte dans aucune moyenne ni aucun total.',
      },
      {
        heading: 'Ce qui est modifié',
        text: 'Pas les mots. Les noms sont abrégés en prénom et initiale, ou en initiales. Les photos et les réponses de la clinique ne sont pas affichées. Yelp ne donne que le début d’un avis, avec un lien vers la suite.',
      },
      {
        heading: 'Pourquoi un avis est sur la page d’une affection',
        text: 'Parce que ses propres mots la mentionnent. Ces mots sont marqués. Ce qui vient de Yelp y figure quel qu’en soit le sujet.',
      },
      {
        heading: 'Ce que personne n’a vérifié',
        text: 'Nous ne vérifions pas que l’auteur a été patient, ni que ce qui est écrit est exact. Un avis est l’expérience d’une personne. Ce n’est pas un conseil médical, et il ne dit pas ce qu’un traitement fera pour vous.',
      },
      {
        heading: 'Quand un avis change',
        text: 'Un avis modifié sur Google est retiré jusqu’à ce que la clinique l’ait relu. Un avis supprimé là-bas est supprimé ici. Ce que donne Yelp change d’un jour à l’autre, et s’affiche tel que Yelp le donne.',
      },
      {
        heading: 'Votre vie privée',
        text: 'Les avis ne posent aucun cookie et n’enregistrent rien dans votre navigateur. Google et Yelp n’apprennent rien de votre visite tant que vous ne suivez pas un lien vers eux.',
      },
    ],
  },
};
