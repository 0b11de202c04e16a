import { defineMessages } from '../../shared/messages/define-messages.ts';

/** What people read who cannot have the user name that they want. */
export const messages = defineMessages({
  en: {
    USERNAME_INVALID:
      'A user name has {shortest} to {longest} letters and digits, begins with a letter, and may have single dots, hyphens or underlines between them.',
    USERNAME_RESERVED: 'This user name is kept for the club. Please choose another.',
    USERNAME_TAKEN:
      'Somebody has this user name, or one that looks like it. Please choose another.',
  },
  de: {
    USERNAME_INVALID:
      'Ein Benutzername hat {shortest} bis {longest} Buchstaben (a bis z) und Ziffern, beginnt mit einem Buchstaben und darf dazwischen einzelne Punkte, Binde- oder Unterstriche haben.',
    USERNAME_RESERVED:
      'Dieser Benutzername ist dem Klub vorbehalten. Bitte wählen Sie einen anderen.',
    USERNAME_TAKEN:
      'Jemand hat diesen Benutzernamen oder einen, der ihm gleicht. Bitte wählen Sie einen anderen.',
  },
  fr: {
    USERNAME_INVALID:
      "Un nom d'utilisateur compte de {shortest} à {longest} lettres (a à z) et chiffres, commence par une lettre et peut avoir entre eux des points, tirets ou soulignés isolés.",
    USERNAME_RESERVED: "Ce nom d'utilisateur est réservé au club. Veuillez en choisir un autre.",
    USERNAME_TAKEN:
      "Quelqu'un a ce nom d'utilisateur, ou un nom qui lui ressemble. Veuillez en choisir un autre.",
  },
});
