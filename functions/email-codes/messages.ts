import { defineMessages } from '../../shared/messages/define-messages.ts';

/** What people read on the page and in the mail. Nothing of it depends on whether an account exists. */
export const messages = defineMessages({
  en: {
    EMAIL_INVALID: 'Please check the email address: it looks like name@example.org.',
    EMAIL_UNREACHABLE: 'No mail can be delivered to this address. Please use another one.',
    TOO_MANY_CODES:
      'This address was sent too many codes. Please try again {minutes, plural, one {in a minute} other {in # minutes}}.',
    CODE_WRONG: 'That is not the code. Please look at the latest mail.',
    CODE_ENDED: 'This code can no longer be used. Please ask for a new one.',
    MAIL_SUBJECT: 'Your code for Alder Lake Rowing',
    MAIL_GREETING: 'Hello,',
    MAIL_CODE: 'please type this code into the page that you came from:',
    MAIL_END:
      'It is good for {minutes, plural, one {one minute} other {# minutes}}. Nobody of the club will ever ask you for it.',
    MAIL_UNASKED: 'You did not ask for a code? Then somebody mistyped; there is nothing to do.',
  },
  de: {
    EMAIL_INVALID: 'Bitte prüfen Sie die E-Mail-Adresse: Sie sieht aus wie name@example.org.',
    EMAIL_UNREACHABLE:
      'An diese Adresse kann keine Mail zugestellt werden. Bitte verwenden Sie eine andere.',
    TOO_MANY_CODES:
      'An diese Adresse wurden zu viele Codes gesendet. Bitte versuchen Sie es {minutes, plural, one {in einer Minute} other {in # Minuten}} noch einmal.',
    CODE_WRONG: 'Das ist nicht der Code. Bitte sehen Sie in der neuesten Mail nach.',
    CODE_ENDED: 'Dieser Code gilt nicht mehr. Bitte fordern Sie einen neuen an.',
    MAIL_SUBJECT: 'Ihr Code für den Ruderklub Alder Lake',
    MAIL_GREETING: 'Guten Tag',
    MAIL_CODE: 'Bitte geben Sie diesen Code auf der Seite ein, von der Sie kommen:',
    MAIL_END:
      'Er gilt {minutes, plural, one {eine Minute} other {# Minuten}}. Niemand vom Klub wird Sie je danach fragen.',
    MAIL_UNASKED:
      'Sie haben keinen Code angefordert? Dann hat sich jemand vertippt; Sie müssen nichts tun.',
  },
  fr: {
    EMAIL_INVALID: "Veuillez vérifier l'adresse e-mail : elle ressemble à nom@example.org.",
    EMAIL_UNREACHABLE:
      'Aucun message ne peut être remis à cette adresse. Veuillez en utiliser une autre.',
    TOO_MANY_CODES:
      'Trop de codes ont été envoyés à cette adresse. Veuillez réessayer dans {minutes, plural, one {une minute} other {# minutes}}.',
    CODE_WRONG: "Ce n'est pas le bon code. Veuillez consulter le dernier message.",
    CODE_ENDED: "Ce code n'est plus valable. Veuillez en demander un nouveau.",
    MAIL_SUBJECT: "Votre code pour le club d'aviron Alder Lake",
    MAIL_GREETING: 'Bonjour,',
    MAIL_CODE: "veuillez saisir ce code sur la page d'où vous venez :",
    MAIL_END:
      'Il est valable {minutes, plural, one {une minute} other {# minutes}}. Personne du club ne vous le demandera jamais.',
    MAIL_UNASKED:
      "Vous n'avez pas demandé de code ? Quelqu'un s'est alors trompé ; vous n'avez rien à faire.",
  },
});
