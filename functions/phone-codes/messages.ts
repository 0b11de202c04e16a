import { defineMessages } from '../../shared/messages/define-messages.ts';

/** What people read on the page and on the phone. Text messages keep to one part of 160 plain characters. */
export const messages = defineMessages({
  en: {
    PHONE_INVALID: 'Please check the number: it has to be that of a mobile phone.',
    PHONE_COUNTRY_REFUSED: 'We send no text messages to this country. Please use another number.',
    PHONE_UNREACHABLE: 'No text message can be sent to this number. Please use another one.',
    TOO_MANY_CODES:
      'Too many codes were sent. Please try again {minutes, plural, one {in a minute} other {in # minutes}}.',
    CODE_WRONG: 'That is not the code. Please look at the latest text message.',
    CODE_ENDED: 'This code can no longer be used. Please ask for a new one.',
    TEXT: 'Alder Lake Rowing: your code is {code}. It is good for {minutes} minutes. We never ask you for it.',
  },
  de: {
    PHONE_INVALID: 'Bitte prüfen Sie die Nummer: Es muss die eines Mobiltelefons sein.',
    PHONE_COUNTRY_REFUSED:
      'In dieses Land senden wir keine Nachrichten. Bitte verwenden Sie eine andere Nummer.',
    PHONE_UNREACHABLE:
      'An diese Nummer kann keine Nachricht gesendet werden. Bitte verwenden Sie eine andere.',
    TOO_MANY_CODES:
      'Es wurden zu viele Codes gesendet. Bitte versuchen Sie es {minutes, plural, one {in einer Minute} other {in # Minuten}} noch einmal.',
    CODE_WRONG: 'Das ist nicht der Code. Bitte sehen Sie in der neuesten Nachricht nach.',
    CODE_ENDED: 'Dieser Code gilt nicht mehr. Bitte fordern Sie einen neuen an.',
    TEXT: 'Ruderklub Alder Lake: Ihr Code ist {code}. Er gilt {minutes} Minuten. Wir fragen nie danach.',
  },
  fr: {
    PHONE_INVALID: "Veuillez vérifier le numéro : il doit être celui d'un téléphone mobile.",
    PHONE_COUNTRY_REFUSED:
      "Nous n'envoyons pas de messages vers ce pays. Veuillez utiliser un autre numéro.",
    PHONE_UNREACHABLE:
      'Aucun message ne peut être envoyé à ce numéro. Veuillez en utiliser un autre.',
    TOO_MANY_CODES:
      'Trop de codes ont été envoyés. Veuillez réessayer dans {minutes, plural, one {une minute} other {# minutes}}.',
    CODE_WRONG: "Ce n'est pas le bon code. Veuillez consulter le dernier message.",
    CODE_ENDED: "Ce code n'est plus valable. Veuillez en demander un nouveau.",
    TEXT: "Club d'aviron Alder Lake : votre code est {code}. Il est valable {minutes} minutes. Nous ne le demandons jamais.",
  },
});
