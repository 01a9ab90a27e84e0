import type { PageWords } from './page-words.ts';

/** The patients' pages in French. */
export const fr: PageWords = {
  languageName: 'Français',
  form: {
    title: 'Comment cela s’est-il passé pour vous\u00a0?',
    lead: 'Écrivez comme vous voulez\u00a0: du bien ou du mal, long ou court. {clinic} ({place}) le lit et peut le montrer sur son site si vous l’acceptez plus bas.',
    text: 'Vos mots',
    textHint: 'Merci de ne pas mettre de téléphone, d’adresse ni de nom d’autres personnes.',
    stars: 'Étoiles',
    starsHint: 'Si vous voulez. Cela ne change rien au fait que vos mots soient montrés.',
    star: ['1 étoile', '{n} étoiles'],
    noStars: 'Pas d’étoiles',
    author: 'Votre nom, tel qu’il doit être montré',
    authorHint: 'Un prénom suffit. Laissez vide si vous ne voulez pas être nommé.',
    terms: 'Ce que vous acceptez',
    partner: 'Des partenaires de {clinic} peuvent aussi le montrer sur leurs sites',
    partnerHint: 'Si vous voulez. Vous pouvez ne pas le cocher.',
    agree: 'J’accepte ce qui est écrit ci-dessus',
    signature: 'Votre signature\u00a0: écrivez votre nom complet',
    signatureHint: 'Seule {clinic} la voit. Elle est gardée comme preuve de votre accord.',
    authority: 'Si vous signez pour quelqu’un d’autre\u00a0: à quel titre',
    authorityHint:
      'Par exemple «\u00a0je suis sa mère\u00a0» ou «\u00a0je suis son tuteur\u00a0». Sinon, laissez vide.',
    trap: 'Laissez ceci vide',
    send: 'Envoyer',
    problem:
      'Pas encore envoyé. Il manque quelque chose ci-dessous\u00a0; ce que vous avez écrit est toujours là.',
    tooSoon: 'Pas encore envoyé. C’était très rapide\u00a0: relisez une fois, puis envoyez.',
    tooLate: 'Pas encore envoyé. La page est restée longtemps ouverte\u00a0: relisez une fois, puis envoyez.',
    incomplete:
      'Pas encore envoyé. Quelque chose s’est perdu en route\u00a0: relisez une fois, puis envoyez.',
    busy: 'Pas encore envoyé. Trop de messages sont arrivés en ce moment\u00a0: laissez cette page ouverte et envoyez-le plus tard.',
  },
  faults: {
    missing: 'Merci de remplir ceci.',
    'too-long': 'C’est trop long. Merci de raccourcir à {most} caractères.',
    'not-agreed': 'Cochez ceci si vous êtes d’accord. Sans cela, {clinic} ne peut pas recevoir vos mots.',
    'not-empty': 'Merci de laisser ceci vide. C’est là pour écarter les machines.',
    wrong: 'Merci de choisir à nouveau.',
  },
  thanks: {
    title: 'Merci. Vos mots sont arrivés.',
    next: 'Quelqu’un de {clinic} les lit maintenant. S’ils sont montrés, c’est tels quels, sans changement. Que vos mots soient montrés ne dépend pas des étoiles.',
    keepTitle: 'Gardez ce lien',
    keep: 'Avec lui, vous pouvez tout retirer à tout moment, sans compte et sans raison. Il n’est montré qu’ici, alors gardez-le maintenant\u00a0:',
    save: 'L’enregistrer dans un fichier',
    fileName: 'Mes mots et comment les retirer',
    mail: 'Me l’envoyer par e-mail',
    print: 'Ou imprimez cette page depuis le menu du navigateur, ou prenez-la en photo.',
    copyTitle: 'Votre copie de ce que vous avez accepté',
    ownSite: 'Vous avez accepté\u00a0: le site de {clinic}.',
    partners: 'Vous avez accepté\u00a0: le site de {clinic} et les sites de ses partenaires.',
    signed: 'Signé par {name} le {day}.',
    signedFor: 'Signé par {name} le {day}, pour quelqu’un d’autre\u00a0: {authority}.',
    yours: 'Vos mots',
  },
  revoke: {
    title: 'Retirer vos mots\u00a0?',
    lead: 'Vous avez donné vos mots à {clinic} le {day}.',
    what: 'Si vous les retirez, ils disparaissent des pages en quelques minutes, et nous effaçons vos mots et le nom choisi. {clinic} garde la trace de votre accord et de son retrait, comme la loi le demande. Ce que quelqu’un a copié avant ne peut être repris.',
    again: 'C’est définitif. Vous pourrez toujours écrire autre chose avec un nouveau lien.',
    button: 'Retirer mes mots',
    doneTitle: 'Vos mots sont retirés',
    done: 'Ils ont été retirés le {day}. Ils sont effacés ici et disparaissent des pages en quelques minutes.',
  },
  sorry: {
    unknown: {
      title: 'Ce lien ne mène nulle part',
      text: 'Il en manque peut-être une partie. Regardez si vous l’avez copié en entier, ou demandez-en un nouveau à la clinique.',
    },
    used: {
      title: 'Ce lien a déjà servi',
      text: 'Il était pour un seul message, et ce message est arrivé. Demandez un nouveau lien à la clinique pour écrire encore.',
    },
    expired: { title: 'Ce lien est trop ancien', text: 'Demandez-en un nouveau à la clinique.' },
    withdrawn: {
      title: 'Ce lien est fermé',
      text: 'La clinique l’a fermé. Demandez-en un nouveau à l’accueil.',
    },
    busy: {
      title: 'Trop de messages en ce moment',
      text: 'Ouvrez ce lien encore une fois plus tard, ou demain.',
    },
    sent: {
      title: 'Ce formulaire a déjà été envoyé',
      text: 'Ce qu’il contient maintenant n’a pas été envoyé. Pour l’envoyer, ouvrez encore une fois le lien reçu, ou scannez de nouveau le code, et écrivez-le là.',
    },
    refused: {
      title: 'Cela n’a pas marché',
      text: 'Ouvrez encore une fois le lien reçu, et envoyez le formulaire de là.',
    },
    broken: {
      title: 'Quelque chose n’a pas marché ici',
      text: 'Ce n’est pas votre faute. Revenez en arrière et réessayez dans quelques minutes.',
    },
  },
};
